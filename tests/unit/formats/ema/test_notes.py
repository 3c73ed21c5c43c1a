"""One mistake in many rows is one finding, with all of its rows."""

import pytest

from pvsync.formats.ema import codes
from pvsync.formats.ema.cells import Spot
from pvsync.formats.ema.notes import Notes


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([4], "no price"),
        ([4, 5], "no price; also in row 5"),
        ([4, 5, 6, 9], "no price; also in rows 5 to 6 and 9"),
        ([1, 3, 5, 7, 9, 11, 13, 15, 17, 18], "no price; also in rows 3, 5, 7, 9, 11, 13 and 3 more"),
    ],
)
def test_rows_are_gathered(rows: list[int], said: str) -> None:
    notes = Notes()
    for row in reversed(rows):
        notes.say(codes.MISSING, Spot("a.xlsx#Movies", row, {"SRP": 2}), "SRP", "no price", "write it")
    (finding,) = notes.findings()
    assert finding.message == said
    assert str(finding.place) == f"a.xlsx#Movies!B{rows[0]}"


def test_another_column_is_another_finding() -> None:
    notes = Notes()
    for column in ("Start", "End"):
        spot = Spot("a.xlsx#Movies", 4, {"Start": 1, "End": 2})
        notes.say(codes.MISSING, spot, column, "empty", "fill it")
    assert [str(finding.place) for finding in notes.findings()] == ["a.xlsx#Movies!A4", "a.xlsx#Movies!B4"]
