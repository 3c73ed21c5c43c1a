"""Lists as rows of cells with their places, whatever they are written in."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pvsync.diagnostics import Place
from pvsync.errors import ExchangeError
from pvsync.formats.ema.cells import cell_place, text_of
from pvsync.formats.ema.workbook import Sheet, open_sheets

_SHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
_TABLES = frozenset({".csv", ".tsv"})
_NAMES = {
    "alid": "alid",
    "title": "title",
    "kind": "work_type",
    "worktype": "work_type",
    "territory": "territory",
    "businessline": "business_line",
    "of": "of",
    "complete": "complete",
}
"""Columns that are read, by their heading in small letters without blanks, hyphens and underscores."""

_NO_LETTER = re.compile(r"[\s_-]+")
_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Cells:
    """One line of a list.

    Args:
        values: Text by our name of the column.
        places: Where each column's cell stands.
    """

    values: Mapping[str, str]
    places: Mapping[str, Place]

    def text(self, column: str) -> str:
        """What a cell says; empty where there is none."""
        return self.values.get(column, "")

    def place(self, column: str) -> Place:
        """Where a cell is, or else the line's first."""
        return self.places.get(column) or next(iter(self.places.values()))


def is_table(path: Path) -> bool:
    """Whether a list has columns, as far as its name tells."""
    return path.suffix.lower() in _SHEETS | _TABLES


def rows_of(path: Path) -> Iterator[Cells]:
    """Every line of a list that says something.

    Raises:
        ExchangeError: If it cannot be opened, or its first line names no column `alid`.
        UsageError: If it is a workbook and the library that reads them is not installed.
    """
    if path.suffix.lower() in _SHEETS:
        yield from _of_workbook(path)
        return
    text = _text(path)
    first = next((line for line in _lines(text) if line.strip() and not line.lstrip().startswith("#")), "")
    if path.suffix.lower() in _TABLES or "alid" in _headings(_split(first)):
        yield from _of_csv(path.name, text, first)
    else:
        yield from _of_lines(path.name, text)


def _of_lines(name: str, text: str) -> Iterator[Cells]:
    for number, line in enumerate(_lines(text), start=1):
        alid = line.partition("#")[0].strip()
        if alid:
            yield Cells({"alid": alid}, {"alid": _place(name, number, 1)})


def _of_csv(name: str, text: str, first: str) -> Iterator[Cells]:
    delimiter = max(_DELIMITERS, key=first.count)
    # Lines of their own, so that a comment is not taken for a row, and numbers stay those of the file.
    lines = ["\n" if line.lstrip().startswith("#") else f"{line}\n" for line in _lines(text)]
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    headings: list[str] = []
    begun = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                if headings:
                    yield _cells(headings, row, {n: _place(name, begun, n + 1) for n in range(len(headings))})
                else:
                    headings = _checked(name, row)
            begun = reader.line_num + 1
    except csv.Error as error:
        raise ExchangeError(
            f"{name} is not a CSV file that can be read (line {begun})",
            advice="close every quote that a cell begins with, and save it as CSV in UTF-8",
        ) from error


def _of_workbook(path: Path) -> Iterator[Cells]:
    sheets = [sheet for sheet in open_sheets(path) if sheet.is_visible]
    read = 0
    for sheet in sheets:
        for cells in _of_sheet(sheet):
            read += 1
            yield cells
    if not read:
        _checked(path.name, [])


def _of_sheet(sheet: Sheet) -> Iterator[Cells]:
    headings: list[str] = []
    for number, row in enumerate(sheet.rows(), start=1):
        texts = [text_of(value) for value in row]
        if not any(texts):
            continue
        if headings:
            places = {n: cell_place(sheet.id, number, n + 1) for n in range(len(headings))}
            yield _cells(headings, texts, places)
        elif "alid" in _headings(texts):
            headings = _headings(texts)
        else:
            return


def _cells(headings: list[str], row: list[str], places: Mapping[int, Place]) -> Cells:
    texts = [*row, *([""] * len(headings))]
    named = [(name, number) for number, name in enumerate(headings) if name]
    return Cells(
        {name: texts[number].strip() for name, number in named if texts[number].strip()},
        {name: places[number] for name, number in named},
    )


def _headings(row: list[str]) -> list[str]:
    return [_NAMES.get(_NO_LETTER.sub("", cell).casefold(), "") for cell in row]


def _checked(name: str, row: list[str]) -> list[str]:
    found = _headings(row)
    if "alid" not in found:
        raise ExchangeError(
            f"{name} has no column `alid`",
            advice="name the columns in the first line: `alid` and, if you like, `title`, `kind`, `territory`, `business_line`",
        )
    return found


def _split(line: str) -> list[str]:
    return line.split(max(_DELIMITERS, key=line.count))


def _lines(text: str) -> list[str]:
    """Lines as editors count them: form feeds and their like do not end one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _place(name: str, line: int, column: int) -> Place:
    return Place(name, line, column, line, column)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ExchangeError(
            f"{path.name} cannot be read ({error.strerror or 'no reason given'})",
            advice="check that it is there and that you may read it",
        ) from error
    except UnicodeDecodeError as error:
        raise ExchangeError(
            f"{path.name} is not text in UTF-8", advice="save it as text or CSV in UTF-8, or as xlsx"
        ) from error
