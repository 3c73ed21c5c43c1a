"""Windows: dates, order and overlap."""

import pytest
from unit.emulator.partner import a_row, an_avail, said, svod


@pytest.mark.parametrize(
    ("start", "end", "finding"),
    [
        ("2026-02-30", "2026-03-31", "Transaction[0].Start is not a date: 2026-02-30"),
        ("2026-01-01", "open", "Transaction[0].End is not a date: open"),
        ("2026-01-01", "20260201", "Transaction[0].End is not a date: 20260201"),
        ("2026-01-02", "2026-01-01", "Transaction[0].End 2026-01-01 is not after its Start 2026-01-02"),
        (
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:00:00Z",
            "Transaction[0].End 2026-01-01T00:00:00Z is not after its Start 2026-01-01T00:00:00Z",
        ),
        (
            "2026-01-01T05:00:00Z",
            "2026-01-01T06:00:00+02:00",
            "Transaction[0].End 2026-01-01T06:00:00+02:00 is not after its Start 2026-01-01T05:00:00Z",
        ),
    ],
)
def test_window_that_is_none_is_named(start: str, end: str, finding: str) -> None:
    assert said(an_avail(a_row(Start=start, End=end))) == [finding]


def test_one_day_is_a_window() -> None:
    assert said(an_avail(a_row(Start="2026-01-01", End="2026-01-01"))) == []


def test_overlap_of_one_offer_is_named() -> None:
    first = a_row("one", Start="2026-01-01", End="2026-06-30")
    assert said(an_avail(first, a_row("two", Start="2026-06-30", End="2026-12-31"))) == [
        "Transaction[0] and Transaction[1] overlap: EST in US"
    ]
    assert said(an_avail(first, a_row("two", Start="2026-07-01", End="2026-12-31"))) == []


@pytest.mark.parametrize(
    "rows",
    [
        (a_row(), a_row(LicenseType="VOD")),
        (a_row(), a_row(FormatProfile={"value": "UHD"})),
        (svod("a", "mgm"), svod("b", "starz")),
        (svod("a", "mgm", "CPH"), svod("b", "mgm", "FIXED_FEE")),
    ],
)
def test_other_licence_format_channel_or_contract_is_another_offer(rows: tuple) -> None:
    assert said(an_avail(*rows)) == []
