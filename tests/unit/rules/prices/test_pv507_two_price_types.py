"""A line without a price is PV501; here it is one kind or several."""

import pytest
from unit.catalog.reading import EST, NOW, movie, read

from pvsync.rules.prices.pv507_two_price_types import check
from pvsync.rules.rule import Setting


@pytest.mark.parametrize(
    ("prices", "named"),
    [
        ("", []),
        (", srp: 9 USD", []),
        (", wsp: 5 USD, srp: 9 USD", []),
        (", tier: T", []),
        (", category: sub", []),
        (", wsp: 5 USD, tier: T", ["`wsp` and `tier` both say what this EST line costs; it has one of them"]),
        (
            ", wsp: 5 USD, tier: T, category: C",
            [
                "`wsp` and `tier` both say what this EST line costs; it has one of them",
                "`wsp` and `category` both say what this EST line costs; it has one of them",
            ],
        ),
    ],
)
def test_what_is_named(prices: str, named: list[str]) -> None:
    (title,), _ = read(movie(f"{EST}{prices}"))

    assert [remark.message for remark in check(title, Setting(NOW))] == named
