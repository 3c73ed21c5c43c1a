"""One price alone has one currency."""

import pytest
from unit.catalog.reading import EST, NOW, movie, read

from pvsync.rules.prices.pv504_two_currencies_in_one_line import check
from pvsync.rules.rule import Setting


@pytest.mark.parametrize(
    ("prices", "named"),
    [
        (", wsp: 5 USD, srp: 9 CAD", ["the retail price is in CAD and the wholesale price in USD"]),
        (", wsp: 5 USD, srp: 9 USD", []),
        (", wsp: 5 USD", []),
        (", srp: 9 CAD", []),
        (", tier: T, srp: 9 CAD", []),
    ],
)
def test_what_is_named(prices: str, named: list[str]) -> None:
    (title,), _ = read(movie(f"{EST}{prices}"))

    assert [remark.message for remark in check(title, Setting(NOW))] == named
