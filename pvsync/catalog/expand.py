"""One avail into its transactions: a territory, a format and a stretch of one price each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pvsync.catalog import codes
from pvsync.catalog.documents.avail import DatedText
from pvsync.catalog.ids import Ids
from pvsync.catalog.in_common import in_common
from pvsync.catalog.merge import Effective, Origin, Report
from pvsync.catalog.prices import PricedWindow, PriceList
from pvsync.catalog.scalars import OPEN, suggestion
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.territories import open_territories
from pvsync.diagnostics import Place
from pvsync.model.licence import PRIME_CHANNELS, TRANSACTIONAL, License, business_line
from pvsync.model.made_often import made_often
from pvsync.model.scope import Scope
from pvsync.model.terms import TERMS
from pvsync.model.transaction import Transaction
from pvsync.model.unseen import UNSEEN, unseen_name
from pvsync.model.window import Window

_REQUIRED = ("license", "territories", "formats", "start", "end")
_KEYS_BY_PATH = {
    "license": "license",
    "channel": "channel",
    "contract": "contract",
    "start": "start",
    "end": "end",
    "languages.asset": "languages",
    "languages.allowed": "languages",
    "languages.holdback": "languages",
    "license_rights": "license_rights",
    "instructions": "instructions",
    "other_terms": "other_terms",
    **{name: name for name in TERMS},
}


@made_often
@dataclass(frozen=True, slots=True)
class Expanded:
    """A transaction with what is needed to say where its values stand.

    Args:
        scope: The scope that it belongs to.
        transaction: The transaction.
        avail: The avail that it comes from.
        territory: Where its territory is named.
        format: Where its format is named.
        price: Its stretch of one price.
        own: Where values stand that the document gives and not the avail, by path.
    """

    scope: Scope
    transaction: Transaction
    avail: Effective
    territory: Origin
    format: Origin
    price: PricedWindow
    own: Mapping[str, Origin] = field(default_factory=dict)

    @property
    def id_place(self) -> Place:
        """Where its id stands."""
        if "id" in self.avail.values:
            return self.avail.origin("id").place
        name = f"{self.transaction.territory}/{self.format.value}"
        return self.avail.origin("ids").at(name).place

    def place(self, path: str) -> Place:
        """Where a value stands; the avail itself where nothing gives it."""
        match path:
            case _ if path in self.own:
                found = self.own[path]
            case "territory":
                found = self.territory
            case "format":
                found = self.format
            case "start" if self.price.opens is not None:
                found = self.price.opens
            case "end" if self.price.closes is not None:
                found = self.price.closes
            case "wsp" | "srp" | "tier" if "prices" in self.avail.values:
                line = self.price.origin
                found = line.at(path) if line is not None else self.avail.origin("prices")
            case _ if path.startswith("languages.") and path[-1].isdigit():
                _, which, index = path.split(".")
                found = self.avail.origin("languages").at(which, int(index))
            case _:
                found = self.avail.origin(_KEYS_BY_PATH.get(path, ""))
        return found.place


def expand(alid: str, avail: Effective, settings: CatalogSettings, report: Report) -> Iterator[Expanded]:
    """The transactions of one avail for one ALID; what is missing or contradictory is reported."""
    if not _complete(avail, report) or not _channel(avail, settings, report):
        return
    line = business_line(avail.values["license"], avail.values.get("channel"), settings.benefits)
    if line is None or (avail.values["end"] == OPEN and not settings.open_ends):
        if line is not None:
            report(
                codes.OPEN_END.at(
                    avail.origin("end").place,
                    "the Avails API takes no open end",
                    "write the last day of the licence: `end: 2031-12-31`; until then, `pvsync export ema` can write it",
                )
            )
        return
    prices = PriceList(avail, settings, report)
    formats = _formats(avail, report)
    ids = Ids(avail, report)
    common = in_common(avail)
    for territory, named in open_territories(avail, settings, report).items():
        scope = Scope(alid, territory, line)
        window = _window(avail, territory, settings)
        pieces = [
            (name, origin, piece)
            for name, origin in formats.items()
            for piece in prices.price(territory, name, window)
        ]
        names = [] if ids.is_silent else [name for name, _, _ in pieces]
        for name, origin, piece in pieces:
            identity = ids.of(territory, name, names)
            transaction = common.transaction(territory, name, piece, identity, settings)
            yield Expanded(scope, transaction, avail, named, origin, piece)
    prices.unused()
    ids.unused()


def is_own_row(avail: Effective) -> bool:
    """Whether a season's own row is sent for an avail: for purchase and rental only (validation-rules A11)."""
    return avail.values.get("license") in TRANSACTIONAL


def dated_instants(avail: Effective, territory: str, settings: CatalogSettings) -> Iterator[datetime]:
    """Instants after the as-of date at which the avail says something else by itself."""
    rights = avail.values.get("license_rights")
    if isinstance(rights, DatedText) and rights.until is not None:
        instant = settings.zones.start_of(rights.until, territory)
        if instant > settings.as_of:
            yield instant


def _complete(avail: Effective, report: Report) -> bool:
    missing = [key for key in _REQUIRED if not avail.values.get(key)]
    for key in missing:
        report(
            codes.AVAIL_INCOMPLETE.at(
                avail.origin(key).place,
                f"this avail has no `{key}`",
                f"add `{key}`, here or in the deal or season it comes from",
            )
        )
    return not missing


def _channel(avail: Effective, settings: CatalogSettings, report: Report) -> bool:
    channel = avail.values.get("channel")
    if avail.values["license"] != License.SVOD:
        if channel is not None:
            report(
                codes.CHANNEL_UNUSED.at(
                    avail.origin("channel").place,
                    f"{avail.values['license']} is not sold through a channel",
                    "remove `channel`, or write `license: SVOD`",
                )
            )
        return channel is None
    if channel is None:
        report(
            codes.CHANNEL_MISSING.at(
                avail.origin("license").place,
                "a subscription avail names its channel",
                "add `channel: prime` for Prime Video itself, or the channel's name",
            )
        )
        return False
    return _is_known(channel, avail, settings, report)


def _is_known(channel: str, avail: Effective, settings: CatalogSettings, report: Report) -> bool:
    """Whether a channel may be the one that is meant: another spelling of a known one would be another business line."""
    known = sorted({*(settings.channels or ()), *PRIME_CHANNELS})
    if channel in known:
        return True
    unseen = UNSEEN.search(channel)
    seen = UNSEEN.sub("", channel)
    alike = next((name for name in known if name.casefold() == seen.casefold()), None)
    hint = f"write `{alike or seen}`" if seen else "write the channel's name"
    if unseen is not None:
        message = f"the name of the channel holds {unseen_name(unseen[0])}"
    elif alike is not None:
        message = f"`{channel}` is not `{alike}`: the names of channels differ by small and large letters"
    elif settings.channels is not None:
        message = f"`channels` in pvsync.yaml does not name `{channel}`"
        hint = suggestion(channel, known, what="channels")
    else:
        return True
    report(codes.UNKNOWN_CHANNEL.at(avail.origin("channel").place, message, hint))
    return False


def _formats(avail: Effective, report: Report) -> dict[str, Origin]:
    found: dict[str, Origin] = {}
    all_of_them = avail.origin("formats")
    for index, name in enumerate(avail.values["formats"]):
        origin = all_of_them.at(index)
        if name in found:
            report(codes.REPEATED_VALUE.at(origin.place, f"{name} is named twice", "name each format once"))
        found.setdefault(name, origin)
    return found


def _window(avail: Effective, territory: str, settings: CatalogSettings) -> Window:
    start, end = avail.values["start"], avail.values["end"]
    first = start if isinstance(start, datetime) else settings.zones.start_of(start, territory)
    if end == OPEN:
        return Window(first, None)
    last = end if isinstance(end, datetime) else settings.zones.end_of(end, territory)
    return Window(first, last)
