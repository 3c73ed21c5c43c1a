"""What Prime Video must hold, worked out a second time: a catalog in memory, its YAML, and what customers see of it.

Nothing of pvsync is imported here, nor may it be: days are expanded with zoneinfo, prices and lines by hand, and what
the service holds is read as the raw JSON that it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

ZONES = {
    "US": "America/New_York",
    "CA": "America/St_Johns",
    "GB": "Europe/London",
    "DE": "Europe/Berlin",
    "JP": "Asia/Tokyo",
    "NZ": "Pacific/Chatham",
    "IS": "Atlantic/Reykjavik",
    "EG": "Africa/Cairo",
}
CURRENCIES = {
    "US": "USD",
    "CA": "CAD",
    "GB": "GBP",
    "DE": "EUR",
    "JP": "JPY",
    "NZ": "NZD",
    "IS": "ISK",
    "EG": "EGP",
}
WHOLE = {"JPY", "ISK"}
"""Currencies without a smaller unit."""

SECOND = timedelta(seconds=1)

Place: TypeAlias = tuple[str, str, str]
"""ALID, territory, business line."""

Terms: TypeAlias = tuple[tuple[str, str], ...]
Piece: TypeAlias = tuple[datetime, datetime, Terms]
"""From an instant to before another one, on these terms."""

Line: TypeAlias = tuple[str, str, str, str]
"""Licence, channel, contract, format."""

Offer: TypeAlias = Mapping[Place, Mapping[Line, tuple[Piece, ...]]]
Raw: TypeAlias = dict[Place, Any]


@dataclass(frozen=True, slots=True)
class Avail:
    """One avail of a title.

    Args:
        license: `EST`, `VOD`, `SVOD` or `FVOD`.
        channel: Of a subscription.
        contract: As the partner calls it, empty for none.
        territories: Where.
        formats: In which.
        first: The first day.
        last: The last day.
        price: What it costs wholesale, in whole units of the currency.
        sale: Another price on some days: the first of them, the first after them, and the price.
    """

    license: str
    channel: str
    contract: str
    territories: tuple[str, ...]
    formats: tuple[str, ...]
    first: date
    last: date
    price: int = 5
    sale: tuple[date, date, int] | None = None

    @property
    def slot(self) -> tuple[str, str]:
        return (self.license, self.channel)

    @property
    def line(self) -> str:
        match self.license, self.channel:
            case (("EST" | "VOD"), _):
                return "TVOD"
            case "FVOD", _:
                return "FVOD"
            case _, "prime":
                return "PRIME_SUBSCRIPTION"
            case _:
                return "CHANNELS"

    def steps(self) -> Iterator[tuple[date, date, int]]:
        """First day, first day after, price."""
        end = self.last + timedelta(days=1)
        if self.sale is None:
            yield self.first, end, self.price
            return
        begin, until, price = self.sale
        for first, after, cost in (
            (self.first, begin, self.price),
            (begin, until, price),
            (until, end, self.price),
        ):
            if first < after:
                yield first, after, cost


@dataclass(frozen=True, slots=True)
class Film:
    """One title.

    Args:
        alid: Its id.
        title: What people call it.
        path: Its file.
        avails: Its avails.
        withdrawn: Whether all of it is.
        removed: Scopes that are said to be withdrawn: territory and business line.
        head: More keys of its document: `kind: collection` and its members.
        protect: Whether nobody may take it off sale in passing.
    """

    alid: str
    title: str
    path: str
    avails: tuple[Avail, ...] = ()
    withdrawn: bool = False
    removed: frozenset[tuple[str, str]] = frozenset()
    head: str = "kind: movie\n"
    protect: bool = False

    def scopes(self) -> set[Place]:
        return {(self.alid, place, avail.line) for avail in self.avails for place in avail.territories}


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything that git says.

    Args:
        films: By ALID.
    """

    films: Mapping[str, Film] = field(default_factory=dict)

    def with_film(self, film: Film) -> "Catalog":
        return replace(self, films={**self.films, film.alid: film})

    def without(self, alid: str) -> "Catalog":
        return replace(self, films={name: film for name, film in self.films.items() if name != alid})

    def files(self) -> dict[str, str]:
        return {film.path: yaml_of(film) for film in self.films.values()}

    def declared(self) -> set[Place]:
        return {place for film in self.films.values() for place in film.scopes()}


def instant(day: date, territory: str) -> datetime:
    """The instant at which a day begins in a territory."""
    return datetime.combine(day, time(), ZoneInfo(ZONES[territory])).astimezone(UTC)


def terms_of(avail: Avail, territory: str, price: int) -> Terms:
    currency = CURRENCIES[territory]
    scale, cents = (100, "") if currency in WHOLE else (1, ".99")
    if avail.license == "EST":
        return (
            ("SRP", f"{(price + 3) * scale}{cents} {currency}"),
            ("WSP", f"{price * scale}{cents} {currency}"),
        )
    if avail.license == "VOD":
        return (("WSP", f"{price * scale}{cents} {currency}"),)
    return ()


def yaml_of(film: Film) -> str:
    """A document as a person would type it."""
    lines = [f"{film.head}alid: {film.alid}", f"title: {film.title}"]
    if film.withdrawn:
        lines.append("state: withdrawn")
    if film.protect:
        lines.append("protect: true")
    if film.removed:
        gone = (
            f"{{territory: {place}, business_line: {line}, as: withdrawn}}"
            for place, line in sorted(film.removed)
        )
        lines.append(f"removed: [{', '.join(gone)}]")
    lines.append("avails:" if film.avails else "avails: []")
    for number, avail in enumerate(film.avails):
        words = [f"key: a{number}", f"license: {avail.license}"]
        words += [f"channel: {avail.channel}"] if avail.channel else []
        words += [f"contract: {avail.contract}"] if avail.contract else []
        words += [f"territories: [{', '.join(avail.territories)}]", f"formats: [{', '.join(avail.formats)}]"]
        words += [f"start: {avail.first}", f"end: {avail.last}"]
        prices = [row for place in avail.territories for row in _prices(avail, place)]
        words += [f"prices: [{', '.join(prices)}]"] if prices else []
        lines.append(f"  - {{{', '.join(words)}}}")
    return "\n".join(lines) + "\n"


def _prices(avail: Avail, territory: str) -> Iterator[str]:
    for price, days in (
        (avail.price, ""),
        *([(avail.sale[2], f", from: {avail.sale[0]}, until: {avail.sale[1]}")] if avail.sale else []),
    ):
        said = ", ".join(f"{name.lower()}: {value}" for name, value in terms_of(avail, territory, price))
        if said:
            yield f"{{territory: {territory}, {said}{days}}}"


def wanted(catalog: Catalog, now: datetime) -> Offer:
    """What customers must see from now on."""
    found: dict[Place, dict[Line, list[Piece]]] = {}
    for film in catalog.films.values():
        if film.withdrawn:
            continue
        for avail in film.avails:
            for territory in avail.territories:
                if (territory, avail.line) in film.removed:
                    continue
                scope = found.setdefault((film.alid, territory, avail.line), {})
                for form in avail.formats:
                    line = (avail.license, avail.channel, avail.contract, form)
                    scope.setdefault(line, []).extend(
                        (
                            instant(first, territory),
                            instant(after, territory),
                            terms_of(avail, territory, price),
                        )
                        for first, after, price in avail.steps()
                    )
    return tidy(found, now)


def held(raw: Raw, now: datetime) -> Offer:
    """What customers do see from now on, of what the service holds."""
    found: dict[Place, dict[Line, list[Piece]]] = {}
    for place, avail in raw.items():
        for row in avail["Transaction"]:
            found.setdefault(place, {}).setdefault(line_of(row, place), []).append(piece_of(row))
    return tidy(found, now)


def line_of(row: Any, place: Place) -> Line:
    terms = {term["_termName"]: term for term in row.get("Terms", ())}
    channel = terms["ChannelIdentity"]["Text"] if "ChannelIdentity" in terms else ""
    if place[2] == "PRIME_SUBSCRIPTION":
        channel = channel or "prime"
    return (row["LicenseType"], channel, row.get("ContractID", ""), row["FormatProfile"]["value"])


def piece_of(row: Any) -> Piece:
    money = sorted(
        (term["_termName"], f"{term['Money']['value']} {term['Money']['_currency']}")
        for term in row.get("Terms", ())
        if term["_termName"] != "ChannelIdentity"
    )
    return (moment(row["Start"]), moment(row["End"]) + SECOND, tuple(money))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def tidy(found: Mapping[Place, Mapping[Line, Iterable[Piece]]], now: datetime) -> Offer:
    """From now on, in order, pieces of equal terms that touch joined; what offers nothing left out."""
    offer: dict[Place, dict[Line, tuple[Piece, ...]]] = {}
    for place, lines in found.items():
        for line, pieces in lines.items():
            joined: list[Piece] = []
            for start, end, terms in sorted((max(start, now), end, terms) for start, end, terms in pieces):
                if end <= now or start >= end:
                    continue
                plain = tuple((name, plain_money(value)) for name, value in terms)
                if joined and joined[-1][1] == start and joined[-1][2] == plain:
                    joined[-1] = (joined[-1][0], end, plain)
                else:
                    joined.append((start, end, plain))
            if joined:
                offer.setdefault(place, {})[line] = tuple(joined)
    return offer


def plain_money(text: str) -> str:
    amount, _, currency = text.partition(" ")
    return f"{Decimal(amount).normalize():f} {currency}"


def way(line: Line) -> tuple[str, str]:
    """How customers watch it: contracts and formats are another matter."""
    return line[0], line[1]


def on_sale(offer: Offer, at: datetime) -> set[tuple[str, str, str, str]]:
    """What can be had at an instant: ALID, territory and way to watch."""
    return {
        (place[0], place[1], *way(line))
        for place, lines in offer.items()
        for line, pieces in lines.items()
        if any(start <= at < end for start, end, _ in pieces)
    }


def _in_sight(offer: Offer, at: datetime) -> set[tuple[Place, tuple[str, str, str]]]:
    """What can be had at an instant, format by format; a contract is nothing that customers see."""
    return {
        (place, (line[0], line[1], line[3]))
        for place, lines in offer.items()
        for line, pieces in lines.items()
        if any(start <= at < end for start, end, _ in pieces)
    }


def ever(before: Offer, after: Offer) -> set[str]:
    """ALIDs with something to watch, somewhere and some time, that the first offer has not and the second has."""
    found: set[str] = set()
    edges = {edge for offer in (before, after) for edge in _edges(offer)}
    for at in edges:
        found |= {alid for (alid, *_), _ in _in_sight(after, at) - _in_sight(before, at)}
    return found


def _edges(offer: Offer) -> Iterator[datetime]:
    for lines in offer.values():
        for pieces in lines.values():
            for start, end, _ in pieces:
                yield start
                yield end


def over_rows(raw: Raw, now: datetime) -> dict[Place, list[Any]]:
    """Windows that were: nobody may change them any more."""
    return {
        place: [row for row in avail["Transaction"] if moment(row["End"]) < now]
        for place, avail in raw.items()
    }
