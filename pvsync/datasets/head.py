"""The head of a table: which delimiter it has, which columns the documents know, and which they do not."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pvsync.datasets.tables import Table
from pvsync.datasets.unpack import NotTaken

DELIMITERS = (",", "\t", ";", "|")
"""What may stand between cells: the documents do not say, version 1 of the reports has commas (Datasets API, section 1)."""

BEYOND = "cells beyond the head"
"""Our name for what a row has more than the head."""

_LONGEST = 1 << 16


@dataclass(frozen=True, slots=True)
class Head:
    """The first line of a table.

    Args:
        delimiter: What stands between cells.
        names: Names of the columns as they come, each once.
        at: Where each column of the documents stands.
    """

    delimiter: str
    names: tuple[str, ...]
    at: Mapping[str, int]

    @property
    def unknown(self) -> tuple[tuple[int, str], ...]:
        """Position and name of each column that the documents do not know."""
        known = set(self.at.values())
        return tuple((number, name) for number, name in enumerate(self.names) if number not in known)


def read_head(path: Path, table: Table) -> Head:
    """Read the first line.

    Args:
        path: The table's file.
        table: The dataset that it should be.

    Raises:
        NotTaken: If it is no text in UTF-8, or names none of the dataset's columns.
    """
    with path.open("rb") as source:
        line = source.readline(_LONGEST)
    try:
        text = line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise NotTaken("the table is not text in UTF-8") from error
    best = max((_head(text, delimiter, table) for delimiter in DELIMITERS), key=lambda head: len(head.at))
    if not best.at:
        raise NotTaken(
            f"the table has none of the columns of {table.dataset}; its first line should name them"
        )
    return best


def _head(text: str, delimiter: str, table: Table) -> Head:
    names = _each_once([name.strip() for name in next(csv.reader([text], delimiter=delimiter), [])])
    at: dict[str, int] = {}
    for number, name in enumerate(names):
        if name.lower() in table.columns:
            at.setdefault(name.lower(), number)
    return Head(delimiter, names, at)


def _each_once(names: Sequence[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    found: list[str] = []
    for number, name in enumerate(names, 1):
        plain = name or f"column {number}"
        seen[plain.lower()] += 1
        found.append(plain if seen[plain.lower()] == 1 else f"{plain} ({seen[plain.lower()]})")
    return tuple(found)
