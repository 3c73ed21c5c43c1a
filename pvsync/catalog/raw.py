"""One YAML document as plain values, with the places of all of them."""

from dataclasses import dataclass
from typing import Any

from pvsync.catalog.positions import Path, Positions
from pvsync.diagnostics import Place
from pvsync.model.made_often import made_often


@made_often
@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document before its kind is known.

    Args:
        file: Name of its file.
        blob: Git's object id of the file.
        index: Its number within the file, from 0.
        data: Plain value: text, lists and mappings.
        positions: Where each value stands.
    """

    file: str
    blob: str
    index: int
    data: Any
    positions: Positions

    def place(self, path: Path) -> Place:
        """Where the value at a path stands."""
        return self.positions.place(self.data, path)

    def key_place(self, path: Path) -> Place:
        """Where the key at the end of a path stands."""
        return self.positions.place(self.data, path, key=True)
