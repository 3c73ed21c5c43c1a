"""An exact amount with its currency."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

# ISO 4217 minor units where they are not 2 (currencies in use in Prime Video territories and their neighbours).
_MINOR_UNITS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF"), 0),
    **dict.fromkeys(("UGX", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
_DEFAULT_MINOR_UNITS = 2

_CURRENCIES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
COP CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR
ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG
SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV
WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ZWL
"""

CURRENCIES = frozenset(_CURRENCIES.split())
"""Currencies that a price can be in: ISO 4217 without funds and metals, with those withdrawn since 2020, in which a
window of those days may still be written down."""
_CODE_LENGTH = 3


def minor_units(currency: str) -> int:
    """Decimal places of a currency (ISO 4217)."""
    return _MINOR_UNITS.get(currency, _DEFAULT_MINOR_UNITS)


def exact_text(number: Decimal) -> str:
    """A number with all of its digits and without zeros at its end; no rounding, whatever its length."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of money; two are equal when amount and currency are (6.9 USD is 6.90 USD).

    Args:
        currency: ISO 4217 code.
        amount: Exact amount in units of the currency, never a float.
    """

    currency: str
    amount: Decimal

    def __str__(self) -> str:
        whole, _, decimals = exact_text(self.amount).partition(".")
        decimals = decimals.ljust(minor_units(self.currency), "0")
        return f"{whole}.{decimals} {self.currency}" if decimals else f"{whole} {self.currency}"

    @classmethod
    def parse(cls, text: str) -> "Money":
        """Read `6.99 USD`.

        Raises:
            ValueError: If the text is not an amount, a blank and a currency code.
        """
        parts = text.split()
        if len(parts) != 2:  # noqa: PLR2004 - an amount and a currency
            raise ValueError("not an amount and a currency")
        amount, currency = parts
        if len(currency) != _CODE_LENGTH or not currency.isascii() or not currency.isupper():
            raise ValueError("not a currency code of three capital letters")
        if not amount.isascii() or any(character not in "0123456789.-" for character in amount):
            raise ValueError("not a plain number")
        try:
            return cls(currency, Decimal(amount))
        except InvalidOperation as error:
            raise ValueError("not a plain number") from error
