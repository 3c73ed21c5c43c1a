from decimal import Decimal

import pytest

from pvsync.model.money import Money
from pvsync.render.consequences import cheaper


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (("USD", "9.99"), ("USD", "7.99"), True),
        (("USD", "1"), ("USD", "2"), False),
        (("USD", "1"), ("EUR", "1"), None),
    ],
)
def test_only_amounts_of_one_currency_compare(
    before: tuple[str, str],
    after: tuple[str, str],
    said: bool | None,  # noqa: FBT001 - an expected value
) -> None:
    assert cheaper(*(Money(currency, Decimal(amount)) for currency, amount in (before, after))) is said
