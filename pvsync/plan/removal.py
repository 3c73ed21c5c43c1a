"""One scope that git says shall go: withdrawn by a full extract that ends it, or deleted."""

from collections.abc import Iterator
from dataclasses import replace

from pvsync.diagnostics import Place
from pvsync.model.avail import Absent, Avail, Present
from pvsync.model.normal import digest, transaction_table
from pvsync.model.plan import Action, Change, FieldChange, Row, RowFate, Source
from pvsync.plan.compare import Setting, differences, in_short
from pvsync.plan.compose import Composed, compose
from pvsync.plan.leaving import is_started


def withdraw(
    reading: Present | Absent, place: Place, setting: Setting, foreign: frozenset[int] = frozenset()
) -> Change | None:
    """The change that ends a scope, built from live; None where nothing of it is open or to come.

    Open windows end at the last second of the territory's yesterday, future ones are left out. A scope that has
    only future windows keeps one of each line, moved into the two days before today: a full extract without any
    transaction is not documented (open question 12).

    Args:
        reading: What is live.
        place: Where git says so.
        setting: The instant, and what the last run sent at places that live never shows.
        foreign: Which live transactions are somebody else's, and stay.
    """
    if isinstance(reading, Absent):
        return None
    live = reading.avail
    known = setting.known(live)
    composed = compose(live.scope.alid, (), known.transactions, setting.at, setting.zones, foreign)
    if all(row.fate is RowFate.KEPT for row in composed.rows):
        return None
    after = replace(known, transactions=composed.after)
    return Change(
        scope=live.scope,
        action=Action.WITHDRAW,
        kind=str(live.title.work_type),
        title=live.title.title,
        reason="withdrawn in git",
        before=live,
        after=after,
        fields=tuple(_withdrawn(known, after, composed, _source(place))),
        rows=composed.rows,
        fingerprint=digest(live),
    )


def delete(reading: Present | Absent, place: Place) -> Change | None:
    """The change that deletes a scope; None where it is absent already.

    Whether it may be deleted is judged before: `may_delete`.
    """
    if isinstance(reading, Absent):
        return None
    live = reading.avail
    source = _source(place)
    rows = tuple(
        Row(f"{row.license} {row.format} #{index + 1}", RowFate.OMITTED, index, None)
        for index, row in enumerate(live.transactions)
    )
    return Change(
        scope=live.scope,
        action=Action.DELETE,
        kind=str(live.title.work_type),
        title=live.title.title,
        reason="deleted in git",
        before=live,
        after=None,
        fields=tuple(
            FieldChange(
                f"transactions[{row.label}]",
                in_short(transaction_table(live.transactions[row.before or 0])),
                None,
                source=source,
            )
            for row in rows
        )
        or (FieldChange("scope", str(live.scope), None, source=source),),
        rows=rows,
        fingerprint=digest(live),
    )


def forget(reading: Present) -> Change:
    """The change that leaves a scope to itself: live stays as it is, and pvsync looks at it no more."""
    live = reading.avail
    return Change(
        scope=live.scope,
        action=Action.FORGET,
        kind=str(live.title.work_type),
        title=live.title.title,
        reason="`on_removal: forget`",
        before=live,
        after=None,
        fields=(),
        rows=(),
        fingerprint=digest(live),
    )


def may_delete(reading: Present | Absent, setting: Setting) -> bool:
    """Whether no window of the scope has ever started: the service's condition for a delete (section 5)."""
    if isinstance(reading, Absent):
        return True
    return not any(is_started(row, setting.at) for row in reading.avail.transactions)


def _withdrawn(live: Avail, after: Avail, composed: Composed, source: Source) -> Iterator[FieldChange]:
    for row in composed.rows:
        if row.fate is RowFate.KEPT:
            continue
        before = transaction_table(live.transactions[row.before or 0])
        name = f"transactions[{row.label}]"
        if row.after is None:
            yield FieldChange(name, in_short(before), None, source=source)
            continue
        for path, old, new in differences(before, transaction_table(after.transactions[row.after])):
            yield FieldChange(f"{name}.{path}", old, new, source=source)


def _source(place: Place) -> Source:
    return Source(place.file, place.line, place.column)
