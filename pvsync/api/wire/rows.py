"""One line of the mapping table: a field of ours, where it stands on the wire, and in what shape."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from pvsync.api.wire.shapes import UNCLEAR, Shape
from pvsync.api.wire.tree import MISSING, TEXT_MEMBER, drop, look, place


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


def take(tree: dict[str, Any], rows: Iterable[Row]) -> dict[str, Any]:
    """Read every row that is understood, and take it out of the tree.

    Returns:
        Value by field. What is absent, empty, or not in its shape has no entry; the last stays in the tree.
    """
    found: dict[str, Any] = {}
    for row in rows:
        for path in _places(row):
            value = look(tree, path)
            ours = UNCLEAR if value is MISSING else row.shape.read(value)
            if ours is not UNCLEAR:
                drop(tree, path)
                found |= {row.field: ours} if says_something(ours) else {}
                break
    return found


def put(tree: dict[str, Any], rows: Iterable[Row], source: object) -> None:
    """Write every row whose field says something."""
    for row in rows:
        value = attrgetter(row.field)(source)
        if says_something(value):
            place(tree, row.path, row.shape.write(value))


def says_something(value: object) -> bool:
    """Whether a value states anything: None, empty text and empty sets do not, and are not sent."""
    return value is not None and value not in ("", ())


def _places(row: Row) -> Iterator[str]:
    """Each path of a row; text that has attributes stands one step deeper (mddf-model section 0)."""
    for path in (row.path, *row.also):
        yield path
        yield f"{path}.{TEXT_MEMBER}"
