"""Cells of a sheet: where they are, and what they say as text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from pvsync.diagnostics import Place
from pvsync.formats.ema.hollow import Hollow

Value: TypeAlias = str | float | bool | date | datetime | time | timedelta
"""A cell as the reader gives it; an empty one is an empty text."""

_LETTERS = 26
_KEPT = 10**15
_HOUR, _MINUTE = 3600, 60
_BLANKS = " \t\r\n\f\v\u00a0\u200b\ufeff"
_COMMENT = "//"


@dataclass(frozen=True, slots=True, order=True)
class CellPlace(Place):
    """A cell, as people name it: `avails.xlsx#Movies!B7`; the line is its row, the column its column."""

    def __str__(self) -> str:
        return f"{self.file}!{cell_name(self.line, self.column)}"


def cell_place(sheet: str, row: int, column: int) -> CellPlace:
    """The place of a cell.

    Args:
        sheet: File and sheet: `avails.xlsx#Movies`.
        row: From 1.
        column: From 1.
    """
    return CellPlace(sheet, row, column, row, column + 1)


def cell_name(row: int, column: int) -> str:
    """`B7` for the second cell of the seventh row."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def text_of(value: Value) -> str:
    """What a cell says, as people read it, without blanks around it; a number as whole as it is."""
    if isinstance(value, str):
        return value.strip(_BLANKS)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _number(value) if isinstance(value, float | int) else _moment(value)


def _number(value: float) -> str:
    # A workbook keeps fifteen digits; what follows them is noise of the machine. An id of more digits has lost some, and
    # shows as no id can: `1.23456789012346e+18`.
    return str(int(value)) if abs(value) < _KEPT and value == int(value) else f"{value:.15g}"


def _moment(value: date | time | timedelta) -> str:
    match value:
        case datetime():
            return _whole_second(value).isoformat()
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M:%S")
        case _:
            seconds = round(value.total_seconds())
            return f"{seconds // _HOUR}:{seconds % _HOUR // _MINUTE:02}:{seconds % _MINUTE:02}"


def is_comment(text: str) -> bool:
    """Whether a cell holds a remark of the template (`//REQ`, `//e.g., ...`) and no value."""
    return text.startswith(_COMMENT)


def _whole_second(value: datetime) -> datetime:
    return (value + timedelta(microseconds=500_000)).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of a sheet, as findings name it.

    Args:
        sheet: File and sheet.
        row: Its number in the sheet, from 1.
        columns: Number of each column, from 1.
    """

    sheet: str
    row: int
    columns: Mapping[str, int]

    def place(self, name: str) -> CellPlace:
        """Where a cell is; the first one of the row for a column that the sheet has not."""
        return cell_place(self.sheet, self.row, self.columns.get(name, 1))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of avails.

    Args:
        spot: Where it is.
        values: Value by name of the column; what is empty, or a remark of the template, is not in it.
        hollow: What stands where nothing can be read: an error, or a formula without a result; by name.
    """

    spot: Spot
    values: Mapping[str, Value]
    hollow: Mapping[str, Hollow] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What a cell says; empty where there is none."""
        value = self.values.get(name)
        return "" if value is None else value if isinstance(value, str) else text_of(value)
