"""Cells that are joined over several rows: what stands in the first is meant for all, and the file has it once."""

from collections.abc import Iterator, Sequence

from pvsync.formats.ema import codes
from pvsync.formats.ema.cells import Value, cell_name, cell_place, text_of
from pvsync.formats.ema.notes import Notes
from pvsync.formats.ema.workbook import Sheet


class Joined:
    """Fills rows from the joined cells above them.

    Args:
        sheet: The sheet.
        notes: Takes findings.
    """

    def __init__(self, sheet: Sheet, notes: Notes) -> None:
        self._sheet = sheet.id
        self._notes = notes
        self._tops = sheet.joined
        self._rows = {row for row, _ in self._tops}
        self._wanted = set(self._tops.values())
        self._values: dict[tuple[int, int], Value] = {}

    def filled(self, row: int, values: Sequence[Value]) -> Iterator[tuple[int, Value]]:
        """The cells of a row that say something, each with its index from 0.

        Args:
            row: Its number, from 1.
            values: Its cells.
        """
        for index, value in enumerate(values):
            if value != "":
                if (row, index + 1) in self._wanted:
                    self._values[row, index + 1] = value
                yield index, value
            elif row in self._rows and (top := self._tops.get((row, index + 1))) in self._values:
                taken = self._values[top]
                self._say(row, index, top, text_of(taken))
                yield index, taken

    def _say(self, row: int, index: int, top: tuple[int, int], text: str) -> None:
        self._notes.add(
            codes.ASSUMED.at(
                cell_place(self._sheet, row, index + 1),
                f"this cell is joined with {cell_name(*top)} above it; `{text}` is taken for this row as well",
                "write the value in each row: a file that is delivered has no joined cells",
            )
        )
