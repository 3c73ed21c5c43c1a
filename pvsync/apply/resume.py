"""A run that goes on: what its journal shows as done is left alone, what it leaves in doubt is read first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from pvsync.apply.events import ScopeOutcome
from pvsync.apply.ledger import Ledger
from pvsync.apply.reached import is_before, is_done
from pvsync.apply.receipt import IN_FLIGHT
from pvsync.apply.settle import settle
from pvsync.apply.site import Site, Unsettled
from pvsync.apply.stale import readings_of
from pvsync.apply.verify import Written, compare
from pvsync.apply.write import EARLIER
from pvsync.errors import PvsyncError
from pvsync.model.avail import Absent, Present, Reading, Unread
from pvsync.model.batch import Batch
from pvsync.model.outcome import Accepted, NotTried, Unknown, Verification
from pvsync.model.plan import Change, Plan
from pvsync.model.scope import Scope


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a run; of one that is new, everything.

    Args:
        closed: Scopes that nothing is sent for any more.
        halves: Scopes that are written twice, and whose first write is done.
    """

    closed: frozenset[Scope] = frozenset()
    halves: frozenset[Scope] = frozenset()

    def of(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """The batches without what is done; those with nothing left are left out."""
        for batch in batches:
            changes = tuple(change for change in batch.changes if not self._has(change))
            if changes:
                yield replace(batch, changes=changes)

    def done(self, plan: Plan) -> int:
        """Number of writes of a plan that are not left."""
        return sum(
            (change.first is not None) + (change.scope in self.closed)
            for change in plan.changes
            if change.scope in self.closed or change.scope in self.halves
        )

    def _has(self, change: Change) -> bool:
        return change.scope in self.closed or (change.is_first and change.scope in self.halves)


def take_up(plan: Plan, site: Site) -> Rest:
    """Settle what an earlier part of the run left in doubt, and say what there is still to do.

    Args:
        plan: The plan.
        site: The run. Where nothing new may be started, doubts are settled by reading, and nothing is sent again.
    """
    if not site.record.ledger.resumed:
        return Rest()
    doubts = tuple(_in_doubt(plan, site))
    site.in_flight.begin([doubt.change for doubt in doubts], EARLIER)
    site.brake.carry_over(len(doubts))
    settle(doubts, site)
    ledger = site.record.ledger
    done = {scope for scope, told in ledger.outcomes.items() if isinstance(told.outcome, Accepted)}
    unsettled = {doubt.change.scope for doubt in doubts} & ledger.outcomes.keys()
    refused = _refused(plan, done | unsettled, site)
    return Rest(frozenset(done | unsettled | refused), frozenset(ledger.firsts))


def _in_doubt(plan: Plan, site: Site) -> Iterator[Unsettled]:
    """Writes of which the journal does not know what became of them, each as old as it is."""
    ledger, now, monotonic = site.record.ledger, site.clock.now(), site.clock.monotonic()
    for change in plan.changes:
        why, sent = _doubt(change.scope, ledger), ledger.sent.get(change.scope)
        if why is None or sent is None:
            continue
        is_first = change.first is not None and change.scope not in ledger.firsts
        age = max(
            timedelta(0), now - sent.at
        ).total_seconds()  # no younger than new, wherever the clock was set
        yield Unsettled(replace(change, is_first=is_first), sent.batch, EARLIER, monotonic - age, why)


def _doubt(scope: Scope, ledger: Ledger) -> str | None:
    if scope in ledger.in_flight:
        return IN_FLIGHT
    told = ledger.outcomes.get(scope)
    if told is not None and isinstance(told.outcome, Unknown):
        return told.outcome.why
    return None


def _refused(plan: Plan, closed: set[Scope], site: Site) -> set[Scope]:
    """Changes that wait for something which was accepted long ago and is live no longer: they are not tried."""
    ledger = site.record.ledger
    waiting = [change for change in plan.changes if change.scope not in closed]
    accepted = closed | ledger.firsts
    needed = {scope for change in waiting for scope in change.needs if scope in accepted}
    if not needed or site.brake.reason() is not None:
        return set()
    moved = _moved([change for change in plan.changes if change.scope in needed], site)
    told = [
        ScopeOutcome(change.scope, NotTried(why), site.clock.now())
        for change in waiting
        if (why := next((moved[scope] for scope in change.needs if scope in moved), None)) is not None
    ]
    if told:
        site.record.report(*told)
        site.brake.count(len(told))
    return {outcome.scope for outcome in told}


def _moved(changes: list[Change], site: Site) -> dict[Scope, str]:
    try:
        readings = readings_of((change.scope for change in changes), site.gateway)
    except PvsyncError as error:
        site.brake.fail(error)
        return {}
    found = {change.scope: _why_moved(change, readings[change.scope], site) for change in changes}
    return {scope: why for scope, why in found.items() if why is not None}


def _why_moved(change: Change, reading: Reading, site: Site) -> str | None:
    match reading:
        case Unread():
            return f"it needs {change.scope} first, which could not be read again: {reading.why}"
        case Present() | Absent():
            if _still_shows(change, reading, site):
                return None
            return f"it needs {change.scope} first, which is no longer what this run made of it"


def _still_shows(change: Change, reading: Present | Absent, site: Site) -> bool:
    at, told = site.clock.now(), site.record.ledger.outcomes.get(change.scope)
    if told is None or not isinstance(told.outcome, Accepted):
        half = replace(change, is_first=True)
        return is_done(half, reading, at) or is_before(change, reading, at)
    seen = compare(Written(change, told.at), reading, at=at, propagation=site.options.propagation)
    return seen is not Verification.DIFFERS
