"""A document from plain values to the text of a file, in the layout that `fmt` keeps."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from pvsync.catalog.editing.operations import Plain
from pvsync.catalog.editing.scalar_text import flow_text, key_text, scalar_text

_WIDTH = 100
_BLOCKS = frozenset({"avails", "episodes", "localized"})
"""Lists whose items stand one key a line: what people change most."""

_SHORT = 4
"""An episode of so few keys fits one line."""


def document_text(document: Mapping[str, Plain]) -> str:
    """One document as the text of a file."""
    return "".join(f"{line}\n" for line in _mapping(document, ""))


def block_lines(values: Mapping[str, Plain]) -> list[str]:
    """A group of keys, one key a line; none where all of it fits one line in braces."""
    return [] if _fits(flow_text(dict(values))) else list(_mapping(values, ""))


def _mapping(values: Mapping[str, Plain], indent: str) -> Iterator[str]:
    for key, value in values.items():
        name = f"{indent}{_key(key)}:"
        match value:
            case [{}, *_] if key in _BLOCKS or not _fits(f"{name} {flow_text(value)}"):
                yield name
                yield from _items(value, f"{indent}  ", is_block=key in _BLOCKS)
            case str():
                yield f"{name} {_scalar(value)}"
            case dict() if value and not _fits(f"{name} {flow_text(value)}"):
                yield name
                yield from _mapping(value, f"{indent}  ")
            case _:
                yield f"{name} {flow_text(value)}"


def _items(values: list[Plain], indent: str, *, is_block: bool) -> Iterator[str]:
    for value in values:
        if not isinstance(value, dict) or not is_block or _is_short(value):
            yield f"{indent}- {flow_text(value)}"
            continue
        first, *more = _mapping(value, f"{indent}  ")
        yield f"{indent}- {first.removeprefix(f'{indent}  ')}"
        yield from more


def _is_short(value: Mapping[str, Plain]) -> bool:
    """Whether an item reads well on one line: few keys, none of them a list of groups."""
    return (
        len(value) <= _SHORT
        and "license" not in value
        and not any(isinstance(item, list) and item and isinstance(item[0], dict) for item in value.values())
        and _fits(flow_text(dict(value)))
    )


def _fits(line: str) -> bool:
    return len(line) <= _WIDTH


@lru_cache(maxsize=4096)
def _scalar(text: str) -> str:
    return scalar_text(text, in_flow=False)


@lru_cache(maxsize=1024)
def _key(text: str) -> str:
    return key_text(text, in_flow=False)
