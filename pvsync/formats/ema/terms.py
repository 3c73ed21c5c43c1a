"""What a row offers: the keys of an avail, apart from territory, format, price and id."""

from collections.abc import Callable, Iterator

from pvsync.formats.ema import codes, values
from pvsync.formats.ema.cells import Row
from pvsync.formats.ema.notes import Notes
from pvsync.formats.ema.plain import Plain
from pvsync.formats.ema.values import Doubt
from pvsync.model.licence import Contract, License

_CONTRACTS = {name.casefold(): str(name) for name in Contract}
_NOT_DATED = frozenset({"n/a", "na"})
_OWN_CHANNEL = "prime"


class TermReader:
    """Reads the terms of rows; what is not understood is said and handed on as it stands."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def read(self, row: Row) -> dict[str, Plain]:
        """The keys of the avail, in the order in which they are written."""
        license_type = self._checked(row, "LicenseType", values.license_type)
        found: dict[str, Plain] = {"license": license_type} if license_type else {}
        found.update(self._channel(row, license_type))
        found.update(self._contract(row))
        for key, column in (("start", "Start"), ("end", "End")):
            if text := self._moment(row, column, is_end=key == "end"):
                found[key] = text
        if row.text("PriceType").casefold() == "category" and (category := row.text("PriceValue")):
            found["category"] = category
        languages = dict(self._languages(row))
        if languages:
            found["languages"] = languages
        found.update(self._rest(row))
        return found

    def allowed(self, row: Row) -> tuple[tuple[str, str], ...]:
        """The languages that are allowed; `HoldbackExclusionLanguage` is their name in 1.6 (ema-sheets)."""
        text = row.text("AllowedLanguages") or row.text("HoldbackExclusionLanguage")
        return tuple(values.languages(text)) if text else ()

    def _channel(self, row: Row, license_type: str) -> Iterator[tuple[str, Plain]]:
        group = row.text("GroupIdentity")
        if license_type == License.SVOD:
            # Prime Video's own subscription has no name in a sheet, as on the wire.
            yield "channel", group or _OWN_CHANNEL
        elif group:
            self._notes.say(
                codes.WITHOUT_PLACE,
                row.spot,
                "GroupIdentity",
                f"`{group}` names a channel, and {license_type or 'this row'} is not sold through one",
                "nothing, or `SVOD` in `LicenseType`",
            )

    def _contract(self, row: Row) -> Iterator[tuple[str, Plain]]:
        text = row.text("ContractID")
        if not text:
            return
        known = _CONTRACTS.get(text.casefold().replace(" ", "_").replace("-", "_"))
        yield ("contract", known) if known else ("reference", text)

    def _languages(self, row: Row) -> Iterator[tuple[str, Plain]]:
        offering, assets = row.text("LocalizationType"), row.text("AssetLanguage")
        if offering and not values.is_offering(offering):
            self._notes.say(
                codes.NOT_UNDERSTOOD,
                row.spot,
                "LocalizationType",
                f"`{offering}` does not say which tracks are offered",
                "write `sub`, `dub`, `subdub` or `any`",
            )
        elif offering and not assets and offering.casefold() != "any":
            self._notes.say(
                codes.WITHOUT_PLACE,
                row.spot,
                "LocalizationType",
                f"`{offering}` stands beside no `AssetLanguage`, so that it is about no language",
                "write the languages in `AssetLanguage`",
            )
        if assets:
            yield "asset", written(values.languages(assets, offering))
        if held := row.text("HoldbackLanguage"):
            yield "holdback", written(values.languages(held))

    def _rest(self, row: Row) -> Iterator[tuple[str, Plain]]:
        if text := row.text("LicenseRightsDescription"):
            yield "license_rights", text
        for key, column in (("announce", "AnnounceDate"), ("suppression_lift", "SuppressionLiftDate")):
            if row.text(column).casefold() not in _NOT_DATED and (text := self._moment(row, column)):
                yield key, text
        for key, column in (("rental", "RentalDuration"), ("watch", "WatchDuration")):
            if column in row.values:
                text, doubt = values.duration(row.values[column])
                self._doubt(row, column, doubt)
                yield key, text
        if text := row.text("Download"):
            yield "download", values.yes_no(text)
        if text := row.text("Exclusive"):
            yield "exclusive", self._checked(row, "Exclusive", _flag)
        for key, column in (
            ("exclusive_attributes", "ExclusiveAttributes"),
            ("instructions", "OtherInstructions"),
            ("other_terms", "OtherTerms"),
        ):
            if text := row.text(column):
                yield key, text

    def _moment(self, row: Row, column: str, *, is_end: bool = False) -> str:
        value = row.values.get(column)
        if value is None:
            return ""
        text, doubt = values.moment(value, is_end=is_end)
        # Resolved once all rows of the title are there: the purchase may stand further down.
        if doubt and not (is_end and text.casefold() == "eststart"):
            self._doubt(row, column, doubt)
        return text

    def _checked(self, row: Row, column: str, read: Callable[[str], tuple[str, Doubt | None]]) -> str:
        if not (text := row.text(column)):
            return ""
        found, doubt = read(text)
        self._doubt(row, column, doubt)
        return found

    def _doubt(self, row: Row, column: str, doubt: Doubt | None) -> None:
        if doubt is not None:
            self._notes.say(codes.NOT_UNDERSTOOD, row.spot, column, doubt.message, doubt.hint)


def written(languages: list[tuple[str, str]]) -> Plain:
    """Languages as an avail lists them: the tag alone where every track is meant."""
    return [{"tag": tag, "asset": asset} if asset else tag for tag, asset in languages]


def _flag(text: str) -> tuple[str, Doubt | None]:
    found = values.flag(text)
    if found in {"true", "false"}:
        return found, None
    return text, Doubt(f"`{text}` is neither yes nor no", "write `Yes` or `No`")
