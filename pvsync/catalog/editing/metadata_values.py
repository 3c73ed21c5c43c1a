"""Metadata that came from elsewhere, held to what the catalog takes: what it does not take is taken out, and told."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pvsync.catalog.documents.metadata import CollectionMetadata
from pvsync.catalog.positions import Path

Said: TypeAlias = Any
"""Texts, lists and groups of keys, as they came: they may know more, such as where they stood."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A value that was taken out.

    Args:
        value: The value itself, or the group that lacks something.
        message: Why.
        hint: What to write.
    """

    value: Said
    message: str
    hint: str


def take_out(metadata: dict[str, Said]) -> list[LeftOut]:
    """Take out of some metadata what the catalog does not take, until the rest can stand under `metadata:`."""
    left: list[LeftOut] = []
    while True:
        try:
            CollectionMetadata.model_validate(metadata)
        except ValidationError as error:
            found = error.errors(include_url=False, include_context=True, include_input=False)
            # The last of a list first, so that none moves the place of another.
            for details in sorted(found, key=_place, reverse=True):
                left += _one_out(metadata, details)
        else:
            return left


def _place(details: ErrorDetails) -> list[tuple[bool, str | int]]:
    return [(isinstance(step, int), step) for step in details["loc"]]


def _one_out(metadata: dict[str, Said], details: ErrorDetails) -> list[LeftOut]:
    path: Path = tuple(details["loc"])
    is_missing = details["type"] == "missing"
    key = str(path[-1])
    if is_missing:
        path = path[:-1]
    try:
        value = _at(metadata, path)
    except (KeyError, IndexError):
        return []  # went with what held it
    _remove(metadata, path)
    if is_missing:
        return [
            LeftOut(
                value, f"without `{key}`, all of it is left out", f"write it in the catalog, with `{key}`"
            )
        ]
    context = details.get("ctx", {})
    return [
        LeftOut(
            value,
            context.get("message", f"`{key}` is of another shape than the catalog has it"),
            context.get("hint", "write it in the catalog"),
        )
    ]


def _at(value: Said, path: Path) -> Said:
    for step in path:
        value = value[step]
    return value


def _remove(metadata: dict[str, Said], path: Path) -> None:
    """Take a value out, and with it what is empty then."""
    while path:
        holder = _at(metadata, path[:-1])
        del holder[path[-1]]
        path = () if holder else path[:-1]
