"""Which line is the stranger."""

from datetime import UTC, datetime

import pytest
from unit.catalog.reading import EST, movie, read

from pvsync.rules.prices.pv505_two_currencies_in_a_territory import check
from pvsync.rules.rule import Setting

SETTING = Setting(datetime(2026, 6, 1, tzinfo=UTC))
VOD = EST.replace("EST", "VOD")


def lines(*entries: str) -> list[tuple[int, str]]:
    (title,), findings = read(movie(*entries))
    assert findings == ()
    return [(remark.place.line, remark.message) for remark in check(title, SETTING)]


def test_the_rarer_currency_is_the_stranger() -> None:
    spoken = lines(f"{EST}, wsp: 6 EUR", f"{VOD}, wsp: 3 USD", f"{VOD.replace('HD', 'SD')}, wsp: 2 USD")

    assert spoken == [(5, "the wholesale price in US is in EUR here and in USD elsewhere")]


def test_it_points_at_the_first_line_in_the_usual_currency() -> None:
    entries = (f"{EST}, wsp: 6 EUR", f"{VOD}, wsp: 3 USD", f"{VOD.replace('HD', 'SD')}, wsp: 2 USD")
    (title,), _ = read(movie(*entries))
    (remark,) = check(title, SETTING)

    assert [(related.message, related.place.line) for related in remark.related] == [("USD is here", 6)]


@pytest.mark.parametrize(
    "entries",
    [
        (f"{EST}, wsp: 6 USD", f"{VOD}, wsp: 3 USD"),
        (f"{EST}, wsp: 6 USD, srp: 9 EUR", f"{VOD}, wsp: 3 USD, srp: 4 EUR"),
        (f"{EST}, wsp: 6 USD", f"{EST.replace('US', 'FR')}, wsp: 6 EUR"),
        (f"{EST}, wsp: 6 USD", f"{VOD.replace('2031', '2026')}, wsp: 3 EUR"),
        (f"{EST}, wsp: 6 USD", f"{VOD}, tier: T"),
    ],
    ids=["one currency", "one for each kind of price", "two territories", "over", "no money"],
)
def test_what_is_no_stranger(entries: tuple[str, ...]) -> None:
    assert lines(*entries) == []


def test_a_promotion_in_another_currency_is_found_where_it_stands() -> None:
    promotion = f"{EST}, prices: [{{wsp: 6 USD, srp: 9 USD}}, {{wsp: 6 USD, srp: 8 CAD, from: 2026-07-01, until: 2026-07-15}}]"

    assert lines(promotion) == [(5, "the retail price in US is in CAD here and in USD elsewhere")]
