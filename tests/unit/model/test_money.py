"""Money is exact: what is written is what is read, and equal amounts are equal."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pvsync.model.money import CURRENCIES, Money, exact_text, minor_units

amounts = st.builds(
    lambda digits, places: (
        Decimal(digits).scaleb(-places) if len(str(digits)) <= 28 else Decimal(f"{digits}e-{places}")
    ),
    st.integers(-(10**40), 10**40),
    st.integers(0, 30),
)
currencies = st.sampled_from(["USD", "EUR", "JPY", "KWD", "XXX"])


@given(amounts, currencies)
@example(Decimal("0.1234567890123456789012345678901234567891"), "USD")
@example(Decimal("1E+5"), "JPY")
def test_money_survives_its_text(amount: Decimal, currency: str) -> None:
    money = Money(currency, amount)

    assert Money.parse(str(money)) == money
    assert str(Money.parse(str(money))) == str(money)


@given(amounts, st.integers(0, 5))
def test_zeros_at_the_end_make_no_difference(amount: Decimal, zeros: int) -> None:
    longer = Decimal(f"{amount:f}" + ("" if "." in f"{amount:f}" else ".") + "0" * zeros)
    one, other = Money("USD", amount), Money("USD", longer)

    assert one == other
    assert hash(one) == hash(other)
    assert str(one) == str(other)
    assert exact_text(amount) == exact_text(longer)
    assert Decimal(exact_text(amount)) == amount


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("6.9 USD", "6.90 USD"),
        ("6 USD", "6.00 USD"),
        ("600 JPY", "600 JPY"),
        ("1.5 KWD", "1.500 KWD"),
        ("0 USD", "0.00 USD"),
    ],
)
def test_an_amount_is_shown_with_the_decimals_of_its_currency(written: str, shown: str) -> None:
    assert str(Money.parse(written)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6.99",
        "USD",
        "6.99USD",
        "6.99 usd",
        "6.99 US",
        "6.99 USDX",
        "6,99 USD",
        "1e3 USD",
        "NaN USD",
        "- USD",
        "1.2.3 USD",
        "٦ USD",
        "6.99 ÜSD",
        "6.99 USD x",
        "+1 USD",
        "Infinity USD",
        "$1 USD",
    ],
)
def test_what_is_no_amount_and_currency_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        Money.parse(text)


def test_currencies_have_two_decimals_unless_the_standard_says_otherwise() -> None:
    assert [minor_units(currency) for currency in ("USD", "JPY", "KWD")] == [2, 0, 3]


NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"
"""ISO 4217, list one, column `CcyMnrUnts`; every other currency in which a price can be has two."""


def test_each_currency_has_the_decimals_that_iso_4217_gives_it() -> None:
    known = {**dict.fromkeys(NO_DECIMALS.split(), 0), **dict.fromkeys(THREE_DECIMALS.split(), 3)}
    assert {currency: minor_units(currency) for currency in CURRENCIES} == {
        currency: known.get(currency, 2) for currency in CURRENCIES
    }
    assert known.keys() <= CURRENCIES
