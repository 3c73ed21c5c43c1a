"""What can be done to a document: closed values, each with the path it concerns."""

from dataclasses import dataclass
from typing import TypeAlias

from pvsync.catalog.positions import Path

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""A value as the reader gives it: text, lists and mappings."""


@dataclass(frozen=True, slots=True)
class Replace:
    """Write another value in the place of one.

    Args:
        document: Number of the document within its file, from 0.
        path: Path of the value.
        value: What stands there afterwards.
    """

    document: int
    path: Path
    value: Plain


@dataclass(frozen=True, slots=True)
class AddKey:
    """Add a key after the last one of a mapping.

    Args:
        document: Number of the document within its file, from 0.
        path: Path of the mapping.
        key: The new key; one that is there already is refused.
        value: Its value. A list of mappings below a mapping in block style is written one item a line.
        comment: Stands behind what is added, behind each item where there is one item a line.
    """

    document: int
    path: Path
    key: str
    value: Plain
    comment: str = ""


@dataclass(frozen=True, slots=True)
class AddItem:
    """Add an item at the end of a list.

    Args:
        document: Number of the document within its file, from 0.
        path: Path of the list.
        value: The new item.
        comment: Stands behind it.
    """

    document: int
    path: Path
    value: Plain
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a key with its value, or an item, out.

    Args:
        document: Number of the document within its file, from 0.
        path: Path of the value.
    """

    document: int
    path: Path


Operation: TypeAlias = Replace | AddKey | AddItem | Remove
