"""What the transactions of one avail have in common: read once, given to each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pvsync.catalog.documents.avail import DatedText, LanguageEntry
from pvsync.catalog.merge import Effective
from pvsync.catalog.prices import PricedWindow
from pvsync.catalog.settings import CatalogSettings
from pvsync.model.made_often import made_often
from pvsync.model.terms import TERMS, TermKind, TermValue
from pvsync.model.transaction import Language, Transaction, canonical_tag

_TERMS = tuple(name for name in TERMS if name not in {"tier", "wsp", "srp"})
_EVENTS = tuple(name for name in _TERMS if TERMS[name].kind is TermKind.EVENT)


@made_often
@dataclass(frozen=True, slots=True)
class InCommon:
    """What the transactions of an avail have in common, read once.

    Args:
        license: Its licence type.
        channel: Its channel.
        contract: Its contract.
        asset: Languages delivered.
        allowed: The only ones allowed.
        holdback: Languages held back.
        rights: Its licence rights.
        instructions: Its instructions.
        other_terms: Its other terms.
        terms: Its terms beside prices, in the order in which they are sent.
        days: Those of them that are bare dates, and so another instant in each territory.
    """

    license: str
    channel: str | None
    contract: str | None
    asset: tuple[Language, ...]
    allowed: tuple[Language, ...]
    holdback: tuple[Language, ...]
    rights: DatedText | None
    instructions: str | None
    other_terms: str | None
    terms: dict[str, TermValue]
    days: Mapping[str, date]

    def transaction(
        self,
        territory: str,
        format_profile: str,
        piece: PricedWindow,
        identity: str | None,
        settings: CatalogSettings,
    ) -> Transaction:
        """One transaction: a territory, a format and a stretch of one price."""
        terms = self.terms
        if self.days:
            instants = {name: settings.zones.start_of(day, territory) for name, day in self.days.items()}
            terms = {**terms, **instants}
        return Transaction(
            id=identity,
            license=self.license,
            territory=territory,
            format=format_profile,
            window=piece.window,
            channel=self.channel,
            contract=self.contract,
            asset_languages=self.asset,
            allowed_languages=self.allowed,
            holdback_languages=self.holdback,
            license_rights=_rights(self.rights, territory, settings),
            instructions=self.instructions,
            other_terms=self.other_terms,
            terms=terms | piece.terms,
        )


def in_common(avail: Effective) -> InCommon:
    """What the transactions of an avail have in common."""
    values = avail.values
    given = values.get
    terms = {name: values[name] for name in _TERMS if given(name) is not None}
    languages = given("languages")
    return InCommon(
        license=values["license"],
        channel=given("channel"),
        contract=given("contract"),
        asset=_languages(languages.asset if languages else None),
        allowed=_languages(languages.allowed if languages else None),
        holdback=_languages(languages.holdback if languages else None),
        rights=given("license_rights"),
        instructions=given("instructions"),
        other_terms=given("other_terms"),
        terms=terms,
        days={name: terms[name] for name in _EVENTS if type(terms.get(name)) is date},
    )


def _rights(rights: DatedText | None, territory: str, settings: CatalogSettings) -> str | None:
    if rights is None:
        return None
    if rights.until is not None and settings.as_of >= settings.zones.start_of(rights.until, territory):
        return None
    return rights.value


def _languages(entries: list[LanguageEntry] | None) -> tuple[Language, ...]:
    if not entries:
        return ()
    return tuple(dict.fromkeys(Language(canonical_tag(entry.tag), entry.asset or "") for entry in entries))
