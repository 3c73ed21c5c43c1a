"""Windows that follow one another become price lines, where the catalog would make the same windows of them again."""

from typing import Any

import pytest

from pvsync.formats.live.stretches import joined


def an_entry(start: str, end: str, wsp: str = "6.99 USD", **changes: Any) -> dict[str, Any]:
    base = {"license": "EST", "territories": ["US"], "formats": ["HD"], "start": start, "end": end}
    return {**base, "wsp": wsp, "download": "Yes", **changes}


BEFORE = an_entry("2026-01-15", "2026-06-30")
PROMOTION = an_entry("2026-07-01", "2026-07-14", "4.99 USD")
AFTER = an_entry("2026-07-15", "2031-01-14")


def test_a_promotion_is_a_line_for_its_days() -> None:
    (entry,) = joined([AFTER, BEFORE, PROMOTION])
    assert list(entry) == [
        "license",
        "territories",
        "formats",
        "start",
        "end",
        "prices",
        "download",
    ]
    assert (entry["start"], entry["end"]) == ("2026-01-15", "2031-01-14")
    assert entry["prices"] == [
        {"wsp": "6.99 USD"},
        {"wsp": "4.99 USD", "from": "2026-07-01", "until": "2026-07-15"},
    ]


@pytest.mark.parametrize(
    ("entries", "line"),
    [
        ([PROMOTION, AFTER], {"wsp": "4.99 USD", "until": "2026-07-15"}),
        ([BEFORE, PROMOTION], {"wsp": "4.99 USD", "from": "2026-07-01"}),
    ],
    ids=["first", "last"],
)
def test_the_days_at_an_edge_need_no_second_word(entries: list[dict[str, Any]], line: dict[str, str]) -> None:
    (entry,) = joined(entries)
    assert entry["prices"] == [{"wsp": "6.99 USD"}, line]


@pytest.mark.parametrize(
    "other",
    [
        an_entry("2026-07-01", "2026-07-14"),
        an_entry("2026-07-02", "2026-07-14", "4.99 USD"),
        an_entry("2026-06-30", "2026-07-14", "4.99 USD"),
        an_entry("2026-07-01", "2026-07-14", "4.99 USD", download="No"),
        an_entry("2026-07-01", "2026-07-14", "4.99 USD", formats=["UHD"]),
        an_entry("2026-07-01T10:00:00Z", "2026-07-14", "4.99 USD"),
        an_entry("2026-07-01", "open", "4.99 USD"),
        an_entry("2026-07-01", "2026-07-14", "4.99 USD", ids={"US/HD": "a"}),
    ],
    ids=["same price", "gap", "overlap", "other terms", "other format", "instant", "open", "ids"],
)
def test_what_is_two_windows_for_another_reason_stays_two(other: dict[str, Any]) -> None:
    assert sorted(map(str, joined([BEFORE, other]))) == sorted(map(str, [BEFORE, other]))


def test_a_price_that_changes_in_one_format_only_stays_as_it_is() -> None:
    prices = [{"format": "HD", "wsp": "6.99 USD"}, {"format": "UHD", "wsp": "8.99 USD"}]
    other = [{"format": "HD", "wsp": "4.99 USD"}, {"format": "UHD", "wsp": "8.99 USD"}]
    formats = ["HD", "UHD"]
    before = {**an_entry("2026-01-15", "2026-06-30"), "prices": prices, "formats": formats}
    after = {**an_entry("2026-07-01", "2026-07-14"), "prices": other, "formats": formats}
    del before["wsp"], after["wsp"]
    assert joined([before, after]) == [before, after]
    changed = {**after, "prices": [{"wsp": "1.99 USD"}]}
    (entry,) = joined([before, changed])
    assert entry["prices"] == [*prices, {"wsp": "1.99 USD", "from": "2026-07-01"}]
