"""The same price on both sides is none of them below the other; other currencies are PV504."""

import pytest
from unit.catalog.reading import EST, NOW, movie, read

from pvsync.rules.prices.pv502_srp_under_wsp import check
from pvsync.rules.rule import Setting


@pytest.mark.parametrize(
    ("prices", "named"),
    [
        (", wsp: 5 USD, srp: 5 USD", []),
        (", wsp: 5 USD, srp: 5.01 USD", []),
        (
            ", wsp: 5 USD, srp: 4.99 USD",
            ["the retail price of 4.99 USD is below the wholesale price of 5.00 USD"],
        ),
        (", wsp: 5 USD, srp: 4 CAD", []),
        (", wsp: 5 USD", []),
        (", srp: 4 USD", []),
        (", tier: T", []),
    ],
)
def test_what_is_named(prices: str, named: list[str]) -> None:
    (title,), _ = read(movie(f"{EST}{prices}"))

    assert [remark.message for remark in check(title, Setting(NOW))] == named
