"""One scope: desired against live, down to the values that differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from pvsync.diagnostics import Place
from pvsync.model.assumptions import ASSUMED_PATHS
from pvsync.model.avail import Absent, Avail, Present
from pvsync.model.desired import Places
from pvsync.model.licence import License
from pvsync.model.normal import NOT_UNDERSTOOD, Table, Value, cut, digest, title_table, transaction_table
from pvsync.model.plan import ABSENT_FINGERPRINT, Action, Change, FieldChange, RowFate, Source
from pvsync.model.scope import Scope
from pvsync.model.titles import Collection, Title
from pvsync.model.transaction import Transaction, Unclear
from pvsync.model.unshown import with_unshown
from pvsync.model.zones import Zones
from pvsync.plan.compose import Composed, compose

_REASONS = {
    Action.CREATE: "not live yet",
    Action.REPLACE: "live differs from git",
}
_LICENSES = frozenset(map(str, License))
_STAYS = frozenset({RowFate.SAME, RowFate.KEPT})
_TOLD_OF_NEW = frozenset({"members", "complete_seasons"})
"""What a plan says of a title that is new on Prime Video: what is in the bundle."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What every comparison of a plan shares.

    Args:
        at: The instant of the plan.
        zones: Days of the territories.
        sent: What the last run sent at places that live never shows, by scope.
    """

    at: datetime
    zones: Zones
    sent: Mapping[Scope, Table] = field(default_factory=dict)

    def known(self, live: Avail) -> Avail:
        """Live with what it never shows; what a full extract has to be built from."""
        sent = self.sent.get(live.scope)
        return with_unshown(live, sent) if sent else live


def compare(
    desired: Avail,
    places: Places,
    reading: Present | Absent,
    setting: Setting,
    foreign: frozenset[int] = frozenset(),
) -> Change | None:
    """The change that makes live what git says, None where it is so already or both have ended.

    Args:
        desired: What git says.
        places: Where it says so.
        reading: What is live.
        setting: What every comparison shares.
        foreign: Which live transactions are somebody else's, and stay.
    """
    live = reading.avail if isinstance(reading, Present) else None
    known = setting.known(live) if live is not None else None
    rows_live = known.transactions if known is not None else ()
    composed = compose(
        desired.scope.alid, desired.transactions, rows_live, setting.at, setting.zones, foreign
    )
    if not composed.after:
        return None
    after = replace(
        desired,
        title=_in_live_order(desired.title, known),
        transactions=composed.after,
        extra=live.extra if live is not None else {},
    )
    titles = _title_fields(known, after, places)
    touched = any(row.fate not in _STAYS for row in composed.rows)
    if not touched and not titles:
        return None
    action = Action.REPLACE if rows_live else Action.CREATE
    before = known if rows_live else None
    shown = [item for item in titles if before is not None or item.path in _TOLD_OF_NEW]
    return Change(
        scope=desired.scope,
        action=action,
        kind=str(desired.title.work_type),
        title=desired.title.title,
        reason=_REASONS[action],
        before=live,
        after=after,
        fields=(*shown, *_row_fields(desired, composed, before, after, places)),
        rows=composed.rows,
        fingerprint=ABSENT_FINGERPRINT if live is None else digest(live),
    )


def not_understood(
    desired: Avail, reading: Present | Absent, setting: Setting, foreign: frozenset[int] = frozenset()
) -> str | None:
    """Why a scope counts as unread: live says something that is not understood, and git does not say what is right.

    Where git states the value, the difference is one like any other, and what git says replaces it.

    Args:
        desired: What git says.
        reading: What is live.
        setting: What every comparison shares.
        foreign: Which live transactions are somebody else's, and stay as they are.
    """
    if isinstance(reading, Absent):
        return None
    live = setting.known(reading.avail)
    git = title_table(desired)
    for path, item in live.unclear.items():
        if not git.get(path):
            return f"live has a value that git does not state, {path}: {cut(item.text)}"
    if not any(_is_unclear(row) for row in live.transactions):
        return None
    composed = compose(
        desired.scope.alid, desired.transactions, live.transactions, setting.at, setting.zones, foreign
    )
    for row in composed.rows:
        if row.before is None or row.fate is RowFate.KEPT:
            continue
        origin = None if row.after is None else composed.desired[row.after]
        stated = {} if origin is None else transaction_table(desired.transactions[origin])
        why = _not_stated(live.transactions[row.before], stated)
        if why is not None:
            return f"live {why}, and git does not say what is right there ({row.label})"
    return None


def _is_unclear(row: Transaction) -> bool:
    return bool(row.unclear) or row.license not in _LICENSES


def _not_stated(row: Transaction, stated: Table) -> str | None:
    """What of a live transaction is not understood while git does not state it."""
    if not stated and row.license not in _LICENSES:
        return f"has the licence type {cut(row.license)}, which pvsync does not know"
    for path, item in row.unclear.items():
        if path not in stated:
            said = cut(item.text)
            return (
                f"has a value for {path} that is {said}" if said.startswith(NOT_UNDERSTOOD) else f"has {said}"
            )
    return None


def _in_live_order(title: Title, live: Avail | None) -> Title:
    """A collection's members are a set: where live has the same one, they are sent as they were first delivered."""
    if not isinstance(title, Collection) or live is None or not isinstance(live.title, Collection):
        return title
    same = set(title.members) == set(live.title.members)
    return replace(title, members=live.title.members) if same else title


def _field(path: str, old: Value | None, new: Value | None, source: Source | None) -> FieldChange:
    assumed = path.rpartition(".")[2] in ASSUMED_PATHS
    return FieldChange(path, old, new, source=source, assumed=assumed)


def _title_fields(live: Avail | None, after: Avail, places: Places) -> tuple[FieldChange, ...]:
    before = {} if live is None else _in_words(title_table(live), live.unclear)
    return tuple(
        _field(path, old, new, _source(places.title(path)))
        for path, old, new in differences(before, title_table(after))
    )


def _row_fields(
    desired: Avail, composed: Composed, before: Avail | None, after: Avail, places: Places
) -> Iterator[FieldChange]:
    for row in composed.rows:
        old = None if row.before is None or before is None else _row_table(before.transactions[row.before])
        new = None if row.after is None else transaction_table(after.transactions[row.after])
        origin = None if row.after is None else composed.desired[row.after]

        def source(path: str, origin: int | None = origin) -> Source | None:
            return None if origin is None else _source(places.transaction(desired.scope, origin, path))

        name = f"transactions[{row.label}]"
        match row.fate:
            case RowFate.SAME | RowFate.KEPT:
                continue
            case RowFate.ADDED | RowFate.OMITTED:
                yield FieldChange(name, in_short(old), in_short(new), source=source(""))
            case RowFate.CHANGED | RowFate.ENDED:
                for path, left, right in differences(old or {}, new or {}):
                    yield _field(f"{name}.{path}", left, right, source(path))
            case _:
                assert_never(row.fate)


def _row_table(row: Transaction) -> Table:
    return _in_words(transaction_table(row), row.unclear)


def _in_words(table: Table, unclear: Mapping[str, Unclear]) -> Table:
    """A table for people: what is not understood is cut to what fits into a line."""
    return {path: cut(str(value)) if path in unclear else value for path, value in table.items()}


def differences(before: Table, after: Table) -> Iterator[tuple[str, Value | None, Value | None]]:
    """Every path whose value differs, with both values."""
    for path in sorted(before.keys() | after.keys()):
        old, new = before.get(path), after.get(path)
        if old != new:
            yield path, old, new


def in_short(table: Table | None) -> str | None:
    """A transaction in one line: its window and prices."""
    if table is None:
        return None
    prices = " ".join(f"{name} {table[name]}" for name in ("tier", "wsp", "srp") if name in table)
    return f"{table.get('start', '')} to {table.get('end', 'open')}" + (f", {prices}" if prices else "")


def _source(place: Place) -> Source:
    return Source(place.file, place.line, place.column)
