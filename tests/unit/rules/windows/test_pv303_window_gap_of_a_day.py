"""Gaps of nothing, of a day in every length that clocks make of it, and of more."""

import pytest
from unit.catalog.reading import NOW, movie, read

from pvsync.rules.rule import Setting
from pvsync.rules.windows.pv303_window_gap_of_a_day import check


@pytest.mark.parametrize(
    ("end", "start", "length"),
    [
        ("2026-07-31", "2026-08-01", None),
        ("2026-07-30", "2026-08-01", "a day"),
        ("2026-07-29", "2026-08-01", None),
        ("2026-10-24", "2026-10-26", "a day"),  # 25 hours
        ("2027-03-27", "2027-03-29", "a day"),  # 23 hours
        ("2026-07-30T00:00:00Z", "2026-07-30T00:00:01Z", None),
        ("2026-07-30T00:00:00Z", "2026-07-30T00:00:02Z", "less than an hour"),
        ("2026-07-30T00:00:00Z", "2026-07-30T01:30:00Z", "an hour"),
        ("2026-07-30T00:00:00Z", "2026-07-30T12:00:01Z", "12 hours"),
        ("2026-07-30T00:00:00Z", "2026-07-30T01:00:00Z", "less than an hour"),
        ("2026-07-30T00:00:00Z", "2026-07-30T01:00:01Z", "an hour"),
        ("2026-07-30T00:00:00Z", "2026-07-30T02:00:01Z", "2 hours"),
        ("2026-07-30T00:00:00Z", "2026-07-31T01:00:01Z", "a day"),
        ("2026-07-30T00:00:00Z", "2026-07-31T01:00:02Z", None),
        ("2026-06-01T11:00:00Z", "2026-06-01T12:00:00Z", None),  # over
        ("2026-06-01T11:00:00Z", "2026-06-01T12:00:01Z", "an hour"),
        ("2026-03-30", "2026-04-01", None),  # over
        ("2026-08-02", "2026-08-01", None),  # an overlap, which is PV302
    ],
)
def test_length_of_the_gap(end: str, start: str, length: str | None) -> None:
    line = "license: FVOD, territories: [FR], formats: [HD], "
    (title,), _ = read(
        movie(f"{line}start: {start}, end: 2027-12-31", f"{line}start: 2026-01-01, end: {end}")
    )

    messages = [remark.message for remark in check(title, Setting(NOW))]

    assert messages == ([f"FVOD HD in FR is off for {length} between two windows"] if length else [])


def test_another_format_is_another_line() -> None:
    (title,), _ = read(
        movie(
            "license: FVOD, territories: [FR], formats: [HD], start: 2026-01-01, end: 2026-07-30",
            "license: FVOD, territories: [FR], formats: [UHD], start: 2026-08-01, end: 2026-08-31",
        )
    )

    assert list(check(title, Setting(NOW))) == []
