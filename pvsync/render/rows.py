"""Rows of an answer as a table for people, and as JSON and CSV for machines; the latter two piece by piece."""

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from pvsync.render.disarm import disarm
from pvsync.render.english import counted
from pvsync.render.screen import cells, padded

Cell = str | int | float | bool | None
"""What a cell holds."""

SHOWN = 200
"""Rows that a table has at most: more are for machines to read."""

_WIDEST = 60
FORMAT_VERSION = "1"


def rows_text(columns: Sequence[str], rows: Iterator[Sequence[Cell]]) -> Iterator[str]:
    """A table: numbers to the right, a dash where there is no value, long texts cut."""
    shown = list(islice(rows, SHOWN))
    more = next(rows, None) is not None
    right = [
        bool(shown) and all(isinstance(row[at], int | float | None) for row in shown)
        for at in range(len(columns))
    ]
    table = [[_text(cell) for cell in row] for row in chain([columns], shown)]
    widths = [max(cells(line[at]) for line in table) for at in range(len(columns))]
    for number, line in enumerate(table):
        yield _line(line, widths, right)
        if number == 0:
            yield "  ".join("-" * width for width in widths) + "\n"
    if more:
        yield f"\nThe first {counted(SHOWN, 'row')}; `--format csv` or `json` prints all.\n"
    else:
        yield f"\n{counted(len(shown), 'row')}.\n"


def rows_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """CSV with a head; nothing between commas where there is no value."""
    for row in chain([columns], rows):
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerow(["" if cell is None else cell for cell in row])
        yield out.getvalue()


def rows_json(columns: Sequence[str], types: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """JSON with the columns and a list for each row."""
    named = [{"name": name, "type": kind} for name, kind in zip(columns, types, strict=True)]
    yield f'{{"format_version": "{FORMAT_VERSION}", "columns": {json.dumps(named)}, "rows": ['
    for number, row in enumerate(rows):
        yield f"{',' if number else ''}\n{json.dumps([_plain(cell) for cell in row])}"
    yield "\n]}\n"


def _line(line: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    placed = [
        " " * (width - cells(cell)) + cell if to_right else padded(cell, width)
        for cell, width, to_right in zip(line, widths, right, strict=True)
    ]
    return "  ".join(placed).rstrip() + "\n"


def _text(cell: Cell) -> str:
    if cell is None:
        return "-"
    text = disarm(str(cell))
    return text if cells(text) <= _WIDEST else f"{text[: _WIDEST - 3]}..."


def _plain(cell: Cell) -> Cell:
    """JSON has no infinity and no not-a-number."""
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell
