"""What happens by itself to one title: its windows, its announcements, and what a date changes in git's own words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pvsync.diagnostics import Place
from pvsync.model.avail import Avail
from pvsync.model.calendar import Cost, Event, Offer, What
from pvsync.model.desired import DesiredTitle
from pvsync.model.family import SeasonFamily
from pvsync.model.licence import BusinessLine
from pvsync.model.money import Money
from pvsync.model.normal import Value, title_table, transaction_table
from pvsync.model.scope import Scope
from pvsync.model.season_sale import sold_in
from pvsync.model.terms import TermValue
from pvsync.model.transaction import Transaction
from pvsync.model.window import WindowState
from pvsync.model.zones import Zones

_SECOND = timedelta(seconds=1)
_WINDOW = frozenset({"start", "end"})
_PRICE = frozenset({"srp", "wsp", "tier"})
_RIGHTS = "license_rights"
_TERMS = {What.ANNOUNCE: "announce", What.SUPPRESSION_LIFT: "suppression_lift"}
_DAY_BEGINS, _DAY_ENDS = "00:00:00", "23:59:59"


def events_of(title: DesiredTitle, zones: Zones) -> Iterator[Event]:
    """Everything that the dates of a title's transactions bring, past and future."""
    for avail in title.avails:
        for number in range(len(avail.transactions)):
            here = _Here(title, avail, number, zones)
            yield from _start(here)
            yield from _end(here)
        yield from _announced(title, avail, zones)


def offers_of(family: SeasonFamily, as_of: datetime, zones: Zones) -> Iterator[Event]:
    """The days on which a season pass becomes a season offer, where the season is still for sale then.

    Args:
        family: A season with its episodes.
        as_of: The instant with which the calendar begins.
        zones: Days of the territories.
    """
    for territory, sold in sold_in(family, as_of).items():
        at = sold.decision.becomes_offer if sold.decision is not None else None
        if sold.decision is None or at is None or (sold.closes is not None and sold.closes < at):
            continue
        scope = Scope(family.season.title.alid, territory, BusinessLine.TVOD)
        last = next(one for one in family.episodes if one.title.alid == sold.decision.waiting[-1])
        place = next(_starts_at(last, territory, at))
        yield _event(What.OFFER, at, zones, Offer(family.season.title, scope), place)


def _starts_at(title: DesiredTitle, territory: str, at: datetime) -> Iterator[Place]:
    for avail in title.avails:
        for number, row in enumerate(avail.transactions):
            if avail.scope.territory == territory and row.window.start == at:
                yield title.places.transaction(avail.scope, number, "start")


def events_between(before: DesiredTitle, after: DesiredTitle, at: datetime, zones: Zones) -> Iterator[Event]:
    """What git says otherwise of a title from an instant on, as built just before it and for it."""
    later = {avail.scope: avail for avail in after.avails}
    for avail in before.avails:
        then = later.pop(avail.scope, None)
        if then is None:
            yield _of_scope(before, avail, at, zones, ("avails",))
            continue
        names = _differences(title_table(avail), title_table(then))
        if names:
            yield _of_scope(before, avail, at, zones, names)
        paired = {_natural_key(row): row for row in then.transactions}
        for number, row in enumerate(avail.transactions):
            other = paired.get(_natural_key(row))
            if other is not None and not row.window.is_over(at):
                yield from _of_row(_Here(before, avail, number, zones), other, at)
    for avail in later.values():
        yield from _of_new_scope(after, avail, at, zones)


@dataclass(frozen=True, slots=True)
class _Here:
    """One transaction, with everything offered beside it."""

    title: DesiredTitle
    avail: Avail
    number: int
    zones: Zones

    @property
    def row(self) -> Transaction:
        """The transaction itself."""
        return self.avail.transactions[self.number]

    def event(self, what: What, at: datetime, path: str) -> Event:
        """An event of this transaction; its date stands at a path."""
        row, scope = self.row, self.avail.scope
        offer = Offer(self.title.title, scope, row.license, row.channel or "", row.format)
        return _event(what, at, self.zones, offer, self.title.places.transaction(scope, self.number, path))

    def same_at(self, instant: datetime) -> list[int]:
        """Other transactions of the same way to watch and format that are open at an instant."""
        return [number for number in self._open_at(instant) if self._other(number).format == self.row.format]

    def besides(self, instant: datetime) -> bool:
        """Whether the title is open the same way in another format at an instant."""
        return any(self._other(number).format != self.row.format for number in self._open_at(instant))

    def _other(self, number: int) -> Transaction:
        return self.avail.transactions[number]

    def _open_at(self, instant: datetime) -> list[int]:
        return [
            number
            for number, other in enumerate(self.avail.transactions)
            if number != self.number
            and (other.license, other.channel) == (self.row.license, self.row.channel)
            and other.window.state(instant) is WindowState.OPEN
        ]


def _start(here: _Here) -> Iterator[Event]:
    """An opening, where nothing of the same way and format was open just before."""
    start = here.row.window.start
    if start is None or here.same_at(start - _SECOND):
        return
    opening = here.event(What.OPENS, start, "start")
    yield replace(opening, after=_cost(here.row), besides=here.besides(start - _SECOND))


def _end(here: _Here) -> Iterator[Event]:
    """An end; where the next window follows at once, what changes with it instead."""
    end = here.row.window.end
    if end is None:
        return
    following = end + _SECOND
    there = [replace(here, number=number) for number in here.same_at(following)]
    if not there:
        ending = here.event(What.ENDS, end, "end")
        yield replace(ending, before=_cost(here.row), besides=here.besides(following))
    elif all(one.row.window.start == following for one in there):
        yield from _handover(here, there[0], following)


def _announced(title: DesiredTitle, avail: Avail, zones: Zones) -> Iterator[Event]:
    """Announcements; windows that differ in their price only share theirs."""
    told: set[tuple[What, datetime, Offer | None]] = set()
    for number, row in enumerate(avail.transactions):
        for what, name in _TERMS.items():
            instant = row.terms.get(name)
            if isinstance(instant, datetime):
                event = _Here(title, avail, number, zones).event(what, instant, name)
                if (what, event.at, event.offer) not in told:
                    yield event
                told.add((what, event.at, event.offer))


def _handover(here: _Here, there: _Here, at: datetime) -> Iterator[Event]:
    before, after = _cost(here.row), _cost(there.row)
    if before != after:
        yield replace(there.event(What.PRICE, at, "start"), before=before, after=after)
    names = _differences(transaction_table(here.row), transaction_table(there.row))
    others = tuple(name for name in names if name not in _WINDOW | _PRICE)
    if others:
        yield replace(there.event(What.CHANGES, at, "start"), names=others)


def _of_new_scope(title: DesiredTitle, avail: Avail, at: datetime, zones: Zones) -> Iterator[Event]:
    """What a scope brings that is there from an instant on: what is open then, and what its dates bring later."""
    yield from (event for event in events_of(replace(title, avails=(avail,)), zones) if event.at >= at)
    for number, row in enumerate(avail.transactions):
        if row.window.state(at - _SECOND) is WindowState.OPEN and not row.window.is_over(at):
            yield replace(_Here(title, avail, number, zones).event(What.OPENS, at, "start"), after=_cost(row))


def _natural_key(row: Transaction) -> tuple[str, str, str, datetime | None]:
    """What stays the same of a transaction when a date changes its terms."""
    return (row.license, row.channel or "", row.format, row.window.start)


def _of_row(here: _Here, later: Transaction, at: datetime) -> Iterator[Event]:
    before, after = transaction_table(here.row), transaction_table(later)
    names = _differences(before, after)
    if _RIGHTS in names and _RIGHTS not in after:
        yield replace(here.event(What.RIGHTS, at, _RIGHTS), names=(str(before[_RIGHTS]),))
        names = tuple(name for name in names if name != _RIGHTS)
    if names:
        yield replace(here.event(What.CHANGES, at, names[0]), names=names)


def _of_scope(title: DesiredTitle, avail: Avail, at: datetime, zones: Zones, names: tuple[str, ...]) -> Event:
    offer = Offer(title.title, avail.scope)
    return replace(_event(What.CHANGES, at, zones, offer, title.places.title(names[0])), names=names)


def _event(what: What, at: datetime, zones: Zones, offer: Offer, place: Place) -> Event:
    local = at.astimezone(zones.zone(offer.scope.territory))
    whole = _DAY_ENDS if what is What.ENDS else _DAY_BEGINS
    clock = None if f"{local:%H:%M:%S}" == whole else local.time()
    return Event(at, local.date(), clock, what, offer, place)


def _differences(before: Mapping[str, Value], after: Mapping[str, Value]) -> tuple[str, ...]:
    return tuple(sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name)))


def _cost(row: Transaction) -> Cost:
    tier = row.terms.get("tier")
    return Cost(
        _money(row.terms.get("srp")), _money(row.terms.get("wsp")), tier if isinstance(tier, str) else ""
    )


def _money(value: TermValue | None) -> Money | None:
    return value if isinstance(value, Money) else None
