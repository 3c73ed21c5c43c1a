"""Nothing is a price; the smallest coin is one."""

import pytest
from unit.catalog.reading import EST, NOW, movie, read

from pvsync.rules.prices.pv503_price_of_zero import check
from pvsync.rules.rule import Setting


@pytest.mark.parametrize(
    ("prices", "named"),
    [
        (", wsp: 0 USD, srp: 0.01 USD", ["the `wsp` of this EST line is 0.00 USD"]),
        (", wsp: 0.01 USD, srp: 0 USD", ["the `srp` of this EST line is 0.00 USD"]),
        (", wsp: 0.01 USD", []),
        (", tier: T", []),
    ],
)
def test_what_is_named(prices: str, named: list[str]) -> None:
    (title,), _ = read(movie(f"{EST}{prices}"))

    assert [remark.message for remark in check(title, Setting(NOW))] == named
