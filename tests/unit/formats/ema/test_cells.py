"""Cells as people name them and as they read."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from pvsync.formats.ema.cells import cell_name, cell_place, text_of


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [
        (1, 1, "A1"),
        (7, 26, "Z7"),
        (2, 27, "AA2"),
        (4, 52, "AZ4"),
        (4, 53, "BA4"),
        (9, 702, "ZZ9"),
        (9, 703, "AAA9"),
    ],
)
def test_a_cell_has_its_name(row: int, column: int, name: str) -> None:
    assert cell_name(row, column) == name
    assert str(cell_place("a.xlsx#Movies", row, column)) == f"a.xlsx#Movies!{name}"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  Heat  Haze\u00a0", "Heat  Haze"),
        (212122.0, "212122"),
        (7.99, "7.99"),
        (7.989999999999999, "7.99"),
        (True, "true"),
        (date(2026, 1, 15), "2026-01-15"),
        (datetime(2026, 1, 15, 5, 0, 0, 400), "2026-01-15T05:00:00"),  # noqa: DTZ001 - as a cell is
        (time(1, 56, 20), "01:56:20"),
        (timedelta(hours=36), "36:00:00"),
    ],
)
def test_a_value_reads_as_people_see_it(value: Any, text: str) -> None:
    assert text_of(value) == text
