"""The type of a price in YAML: `6.99 USD`, exact, never below zero."""

import re
from functools import lru_cache
from typing import Annotated, Any, TypeAlias

from pydantic import PlainValidator, WithJsonSchema

from pvsync.catalog.scalars import in_short, scalar, wrong
from pvsync.model.money import Money as MoneyValue
from pvsync.model.money import minor_units


def _money(value: Any) -> MoneyValue:
    return _price(scalar(value, "a price"))


@lru_cache(maxsize=4096)  # a catalog has few different prices, each of them many times
def _price(text: str) -> MoneyValue:
    try:
        money = MoneyValue.parse(text)
    except ValueError:
        raise wrong(f"`{in_short(text)}` is not a price", _price_hint(text)) from None
    places = -int(money.amount.as_tuple().exponent)
    if places > minor_units(money.currency):
        raise wrong(
            f"`{in_short(text)}` has {places} decimal places; {money.currency} has {minor_units(money.currency)}",
            "round it to what a customer can pay",
        )
    if money.amount < 0:
        raise wrong(f"`{in_short(text)}` is below zero", "write a price of zero or more")
    return money


def _price_hint(text: str) -> str:
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return f"add the currency: `{text} USD`"
    if (meant := _meant(text)) is not None:
        return f"did you mean `{meant}`?"
    if re.fullmatch(r"\d+,\d+.*", text):
        return "write a point before the decimals and the currency after: `6.99 USD`"
    return "write the amount, a blank and the currency: `6.99 USD`"


def _meant(text: str) -> str | None:
    """The price with a point for a comma and capitals for the currency, None where that is no price either."""
    meant = text.replace(",", ".").upper()
    try:
        money = MoneyValue.parse(meant)
    except ValueError:
        return None
    return meant if -int(money.amount.as_tuple().exponent) <= minor_units(money.currency) else None


Price: TypeAlias = Annotated[
    MoneyValue,
    PlainValidator(_money),
    WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d+)? [A-Z]{3}$"}),
]
