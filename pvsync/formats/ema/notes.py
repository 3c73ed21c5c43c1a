"""Findings of a workbook while it is read: the same value in the same column, said once with all of its rows."""

from collections.abc import Iterator
from itertools import pairwise

from pvsync.diagnostics import Code, Finding
from pvsync.formats.ema.cells import CellPlace, Spot

_MOST_RANGES = 6


class Notes:
    """Collects findings; sixty thousand rows with one mistake are one finding."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._repeated: dict[tuple[Code, str, int, str, str], list[CellPlace]] = {}

    def add(self, finding: Finding) -> None:
        """Take a finding as it is."""
        self._findings.append(finding)

    def say(self, code: Code, spot: Spot, column: str, message: str, hint: str) -> None:
        """Say something of a cell.

        Args:
            code: The kind of finding.
            spot: The row.
            column: Our name of the column.
            message: What is, and what should be.
            hint: What to write.
        """
        place = spot.place(column)
        key = (code, place.file, place.column, message, hint)
        self._repeated.setdefault(key, []).append(place)

    def findings(self) -> Iterator[Finding]:
        """All of them, in no order."""
        yield from self._findings
        for (code, _, _, message, hint), places in self._repeated.items():
            rows = sorted({place.line for place in places})
            first = min(places)
            more = f"; also in {_rows(rows[1:])}" if len(rows) > 1 else ""
            yield code.at(first, f"{message}{more}", hint)


def _rows(rows: list[int]) -> str:
    """`row 5`, `rows 5 to 8 and 12`, `rows 5, 7, 9 and 3 more`."""
    if len(rows) == 1:
        return f"row {rows[0]}"
    breaks = [
        0,
        *(index for index, (one, other) in enumerate(pairwise(rows), 1) if other != one + 1),
        len(rows),
    ]
    ranges = [(rows[first], rows[last - 1]) for first, last in pairwise(breaks)]
    shown = [f"{one}" if one == other else f"{one} to {other}" for one, other in ranges[:_MOST_RANGES]]
    left = sum(other - one + 1 for one, other in ranges[_MOST_RANGES:])
    if left:
        return f"rows {', '.join(shown)} and {left:,} more"
    return f"rows {shown[0]}" if len(shown) == 1 else f"rows {', '.join(shown[:-1])} and {shown[-1]}"
