"""Each price is looked at, and what is no price is not."""

import pytest
from unit.catalog.reading import EST, NOW, movie, read

from pvsync.rules.identifiers.pv204_unknown_currency import check
from pvsync.rules.rule import Setting


@pytest.mark.parametrize(
    ("prices", "named"),
    [
        (", wsp: 5 XXX, srp: 9 USD", ["`XXX` is not a currency"]),
        (", wsp: 5 USD, srp: 9 XXX", ["`XXX` is not a currency"]),
        (", wsp: 5 USD, srp: 9 USD", []),
        (", tier: XXX", []),
    ],
)
def test_what_is_named(prices: str, named: list[str]) -> None:
    (title,), _ = read(movie(f"{EST}{prices}"))

    assert [remark.message for remark in check(title, Setting(NOW))] == named
