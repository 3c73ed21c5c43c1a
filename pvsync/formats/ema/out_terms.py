"""What a transaction says, column by column."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from pvsync.formats.ema.out_cells import (
    OutCell,
    asset_languages,
    first_moment,
    hours,
    language_list,
    last_moment,
)
from pvsync.model.money import Money
from pvsync.model.transaction import Transaction
from pvsync.model.zones import Zones

_OWN_CHANNEL = "prime"
_FLAGS = {True: "Yes", False: "No"}


class TermWriter:
    """Writes transactions; what has no place in the format is counted.

    Args:
        zones: What a day is in a territory.
        lost: Counts what has no place.
    """

    def __init__(self, zones: Zones, lost: Counter[str]) -> None:
        self._zones = zones
        self._lost = lost

    def cells(self, row: Transaction, *, is_bundle: bool) -> dict[str, OutCell]:
        """The cells of one transaction; those that say nothing are not among them."""
        cells: dict[str, OutCell | None] = {
            "Territory": row.territory,
            "LicenseType": row.license,
            "FormatProfile": row.format,
            "GroupIdentity": None if row.channel == _OWN_CHANNEL else row.channel,
            "ContractID": row.contract,
            "LicenseRightsDescription": row.license_rights,
            "OtherInstructions": row.instructions,
            "OtherTerms": row.other_terms,
            # Prose is read only where a row asks for a person (general instructions, free form columns).
            "ExceptionFlag": "Yes" if row.instructions or row.other_terms else None,
            "AvailID": row.id,
            "RetailerSpare1": row.discount,
            **dict(self._window(row)),
            **dict(self._languages(row)),
            **dict(self._terms(row)),
            **dict(self._price(row, is_bundle=is_bundle)),
        }
        return {name: value for name, value in cells.items() if value is not None and value != ""}

    def _window(self, row: Transaction) -> Iterator[tuple[str, OutCell]]:
        if row.window.start is not None:
            yield "Start", first_moment(row.window.start, row.territory, self._zones)
        end = row.window.end
        yield "End", "Open" if end is None else last_moment(end, row.territory, self._zones)

    def _languages(self, row: Transaction) -> Iterator[tuple[str, OutCell]]:
        if row.asset_languages:
            yield from zip(
                ("AssetLanguage", "LocalizationType"), asset_languages(row.asset_languages), strict=True
            )
        yield "AllowedLanguages", language_list(row.allowed_languages)
        yield "HoldbackLanguage", language_list(row.holdback_languages)

    def _terms(self, row: Transaction) -> Iterator[tuple[str, OutCell]]:
        terms = row.terms
        for name, column in (("announce", "AnnounceDate"), ("suppression_lift", "SuppressionLiftDate")):
            if isinstance(moment := terms.get(name), datetime):
                yield column, first_moment(moment, row.territory, self._zones)
        for name, column in (("rental", "RentalDuration"), ("watch", "WatchDuration")):
            if isinstance(length := terms.get(name), str):
                yield column, hours(length)
        if isinstance(exclusive := terms.get("exclusive"), bool):
            yield "Exclusive", _FLAGS[exclusive]
        for name, column in (("download", "Download"), ("exclusive_attributes", "ExclusiveAttributes")):
            if isinstance(text := terms.get(name), str):
                yield column, text

    def _price(self, row: Transaction, *, is_bundle: bool) -> Iterator[tuple[str, OutCell]]:
        """One price has a type; a retail price has a column of its own beside it."""
        wsp, srp, tier, category = (row.terms.get(name) for name in ("wsp", "srp", "tier", "category"))
        currency = wsp.currency if isinstance(wsp, Money) else ""
        if isinstance(wsp, Money):
            yield from (("PriceType", "WSP"), ("PriceValue", wsp.amount), ("PriceCurrency", wsp.currency))
        elif isinstance(tier, str):
            yield from (("PriceType", "Tier"), ("PriceValue", tier))
        elif isinstance(category, str):
            yield from (("PriceType", "Category"), ("PriceValue", category))
        elif isinstance(srp, Money) and is_bundle:
            # Prime Video takes SRP as a type of price for bundles (bundles, PriceType).
            yield from (("PriceType", "SRP"), ("PriceValue", srp.amount))
        typed = [value for value in (wsp, tier, category) if value is not None]
        if len(typed) > 1:
            self._lost["a second type of price in one row"] += len(typed) - 1
        if not isinstance(srp, Money):
            return
        if currency not in {"", srp.currency}:
            self._lost["a retail price in another currency than the wholesale price"] += 1
            return
        yield from (("SRP", srp.amount), ("PriceCurrency", srp.currency))
