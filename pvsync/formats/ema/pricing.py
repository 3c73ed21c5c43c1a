"""What a row costs: the kind of its price, the amount and the currency."""

import re

from pvsync.diagnostics import Code
from pvsync.formats.ema import codes, values
from pvsync.formats.ema.cells import Row
from pvsync.formats.ema.currencies import LOCAL_CURRENCY
from pvsync.formats.ema.lines import FREE, Price
from pvsync.formats.ema.notes import Notes
from pvsync.model.licence import TRANSACTIONAL
from pvsync.model.money import CURRENCIES

_WHOLESALE = frozenset({"wsp", "episodewsp", "seasonwsp"})
_RETAIL = "srp"
_TIER = "tier"
_NO_PRICE = frozenset({"", "na", "n/a"})
_NOT_YET = "tbd"
_ELSEWHERE = "category"
_CODE = re.compile(r"[A-Z]{3}")


class PriceReader:
    """Reads prices; a kind that the Avails API does not know is said and left out."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def read(self, row: Row, territories: tuple[str, ...], license_type: str) -> Price:
        """The price of a row.

        Args:
            row: The row.
            territories: Its territories, for a price without a currency.
            license_type: Its licence type.
        """
        kind, value, retail = row.text("PriceType"), row.text("PriceValue"), row.text("SRP")
        word = kind.casefold().replace(" ", "")
        if not (value or retail):
            if license_type in TRANSACTIONAL:
                self._say_missing(row, license_type)
            return FREE
        if value.casefold() == _NOT_YET:
            self._say(
                codes.MISSING,
                row,
                "PriceValue",
                "`TBD` stands here, and a price is needed",
                "write the price",
            )
            value = ""
        wholesale = tier = ""
        if word in _WHOLESALE:
            wholesale = self._money(row, "PriceValue", value, territories)
        elif word == _RETAIL:
            retail = retail or value
        elif word == _TIER:
            tier = value
        elif word not in _NO_PRICE and word != _ELSEWHERE:
            self._say_without_place(row, kind, value)
        elif word in _NO_PRICE and value and value.casefold() not in _NO_PRICE:
            self._say_without_kind(row, value)
        return Price(wholesale, self._money(row, "SRP", retail, territories), tier)

    def _money(self, row: Row, column: str, text: str, territories: tuple[str, ...]) -> str:
        if not text:
            return ""
        if column not in row.values:  # a retail price that stands in PriceValue
            column = "PriceValue"
        found, doubt = values.amount(text, self._currency(row, column, territories))
        if doubt is not None:
            self._say(codes.NOT_UNDERSTOOD, row, column, doubt.message, doubt.hint)
        return found

    def _currency(self, row: Row, column: str, territories: tuple[str, ...]) -> str:
        stated = row.text("PriceCurrency").upper()
        if stated:
            if stated not in CURRENCIES:
                hint = "write the three letters of ISO 4217: `USD`"
                self._say(codes.NOT_UNDERSTOOD, row, "PriceCurrency", f"`{stated}` is not a currency", hint)
            return stated if _CODE.fullmatch(stated) else ""
        local = {LOCAL_CURRENCY.get(territory, "") for territory in territories}
        if len(local) == 1 and (currency := local.pop()):
            where = " and ".join(territories)
            self._say(
                codes.ASSUMED,
                row,
                "PriceCurrency" if "PriceCurrency" in row.spot.columns else column,
                f"no currency is stated; {currency} is taken, the local one of {where}",
                f"write `{currency}` in `PriceCurrency`, or what the contract says",
            )
            return currency
        self._say(
            codes.MISSING,
            row,
            column,
            f"no currency is stated for `{row.text(column)}`",
            "fill `PriceCurrency`",
        )
        return ""

    def _say_missing(self, row: Row, license_type: str) -> None:
        message = f"no price is stated, and {license_type} has one"
        self._say(codes.MISSING, row, "PriceValue", message, "write the price")

    def _say_without_place(self, row: Row, kind: str, value: str) -> None:
        self._say(
            codes.WITHOUT_PLACE,
            row,
            "PriceType",
            f"a price of the kind `{kind}` has no place in the Avails API; `{value}` is left out",
            "write `WSP`, `SRP`, `Tier` or `Category`, as agreed with Prime Video",
        )

    def _say_without_kind(self, row: Row, value: str) -> None:
        self._say(
            codes.MISSING,
            row,
            "PriceType",
            f"`{value}` is a price of no kind; it is left out",
            "write `WSP`, `SRP`, `Tier` or `Category` in `PriceType`",
        )

    def _say(self, code: Code, row: Row, column: str, message: str, hint: str) -> None:
        self._notes.say(code, row.spot, column, message, hint)
