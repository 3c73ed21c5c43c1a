"""One line of the mapping table: a field of ours, where it stands on the wire, and in what shape."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from pvsync.api.wire.shapes import UNCLEAR, Shape
from pvsync.api.wire.tree import MISSING, TEXT_MEMBER, drop, look, place
from pvsync.model.normal import NOT_UNDERSTOOD, canonical_json
from pvsync.model.transaction import Unclear


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the mapping table (avails-api section 9).

    Args:
        field: Attribute path in our model (`season.series.title`).
        path: Where it is written.
        shape: How it is read and written.
        also: Where it is read as well, such as the XSD's nesting.
    """

    field: str
    path: str
    shape: Shape
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class Taken:
    """What was read of a tree.

    Args:
        values: Value by field. What is absent, null, empty or not in its shape has no entry.
        unclear: What is there in another shape, or in two that disagree, by field.
    """

    values: dict[str, Any] = field(default_factory=dict)
    unclear: dict[str, Unclear] = field(default_factory=dict)


def take(tree: dict[str, Any], rows: Iterable[Row]) -> Taken:
    """Read every row, and take it out of the tree, understood or not.

    Text that has attributes stands one step deeper (mddf-model section 0); the attributes stay in the tree.
    """
    found = Taken()
    for row in rows:
        said: list[Any] = []
        wire: dict[str, Any] = {}
        for path in (row.path, *row.also):
            there = _nearest(tree, path)
            raw = look(tree, there)
            if raw is MISSING:
                continue
            ours, place_of = _read(row, there, raw) if there == path else (UNCLEAR, there)
            drop(tree, place_of)
            if raw is not None:
                wire[there] = raw
                said.append(ours)
        if any(ours is UNCLEAR or ours != said[0] for ours in said):
            found.unclear[row.field] = Unclear(not_understood(*wire.values()), wire)
        elif said and says_something(said[0]):
            found.values[row.field] = said[0]
    return found


def _nearest(tree: dict[str, Any], path: str) -> str:
    """The path, or the part of it at which something stands that has no members of its own: a list, a text, null."""
    names = path.split(".")
    for length in range(1, len(names)):
        part = ".".join(names[:length])
        if not isinstance(look(tree, part), dict):
            return part
    return path


def _read(row: Row, path: str, raw: Any) -> tuple[Any, str]:
    ours = row.shape.read(raw)
    inner = raw.get(TEXT_MEMBER) if isinstance(raw, dict) else None
    if ours is UNCLEAR and inner is not None and (deeper := row.shape.read(inner)) is not UNCLEAR:
        return deeper, f"{path}.{TEXT_MEMBER}"
    return ours, path


def not_understood(*values: Any) -> str:
    """How live's own words are shown where they are not understood: as JSON text."""
    return NOT_UNDERSTOOD + " and ".join(canonical_json(value) for value in values)


def put(tree: dict[str, Any], rows: Iterable[Row], source: object) -> None:
    """Write every row whose field says something."""
    for row in rows:
        value = attrgetter(row.field)(source)
        if says_something(value):
            place(tree, row.path, row.shape.write(value))


def says_something(value: object) -> bool:
    """Whether a value states anything: None, empty text and empty sets do not, and are not sent."""
    return value is not None and value not in ("", ())
