"""Texts that are no day of the catalog, and the days that a hint may name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsync.formats.ema.days_meant import day_hint, days_meant


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("01/15/2026", "`2026-01-15`"),
        ("15.1.26", "`2026-01-15`"),
        ("03/04/2026", "`2026-03-04` or `2026-04-03`"),
        ("2026/1/15", "`2026-01-15`"),
        ("20260115", "`2026-01-15`"),
        ("15-Jan-2026", "`2026-01-15`"),
        ("January 15, 2026", "`2026-01-15`"),
        ("46037", "`2026-01-15`"),
        ("2026-02-30", ""),
        ("15-Foo-2026", ""),
        ("soon", ""),
    ],
)
def test_the_hint_names_every_day_that_may_be_meant(text: str, hint: str) -> None:
    assert day_hint(text) == hint


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_the_day_itself_is_always_among_them(day: date) -> None:
    for text in (f"{day:%m/%d/%Y}", f"{day:%d.%m.%y}", f"{day:%Y/%m/%d}", f"{day:%Y%m%d}"):
        assert day in days_meant(text)
