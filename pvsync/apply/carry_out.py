"""One batch from beginning to end: look again, send what still holds, remember."""

from collections.abc import Sequence

from pvsync.apply.events import ScopeOutcome
from pvsync.apply.send import body
from pvsync.apply.site import Site, Unsettled
from pvsync.apply.stale import judge, readings_of
from pvsync.apply.write import FIRST, is_failure, write
from pvsync.errors import PvsyncError
from pvsync.model.batch import Batch
from pvsync.model.outcome import Accepted, NotTried
from pvsync.model.plan import Change
from pvsync.model.scope import Scope


def carry_out(batch: Batch, site: Site) -> tuple[Unsettled, ...]:
    """Carry one batch out; runs in a thread of its own.

    Args:
        batch: The batch.
        site: The run.

    Returns:
        Writes without a certain answer, to be settled when the wave is done.
    """
    if site.brake.reason() is not None:
        return ()
    sendable = _sendable(batch.changes, site)
    wanted = _still_wanted(sendable, site)
    if not wanted or site.halted() is not None:
        return ()
    return write(wanted, site, batch=batch.number, attempt=FIRST)


def _sendable(changes: Sequence[Change], site: Site) -> list[Change]:
    sendable = []
    refused = []
    for change in changes:
        if _is_half_undone(change, site):
            continue
        what = body(change)
        waits_for = _not_accepted(change, site)
        if waits_for is not None:
            what = NotTried(f"it needs {waits_for} first, which was not accepted")
        if isinstance(what, NotTried | Accepted):
            refused.append(ScopeOutcome(change.scope, what, site.clock.now(), "", change.is_first))
        else:
            sendable.append(change)
    if refused:
        site.record.report(*refused)
    return sendable


def _still_wanted(changes: Sequence[Change], site: Site) -> list[Change]:
    if not changes:
        return []
    blind = site.options.blind
    try:
        readings = readings_of((one.scope for one in changes if one.scope not in blind), site.gateway)
    except PvsyncError as error:
        site.brake.fail(error)
        return []
    at = site.clock.now()
    judged = [
        (change, None if change.scope in blind else judge(change, readings[change.scope], at))
        for change in changes
    ]
    told = [outcome for _, outcome in judged if outcome is not None]
    if told:
        site.record.report(*told)
        site.brake.count(sum(is_failure(outcome.outcome) for outcome in told))
    return [change for change, outcome in judged if outcome is None]


def _is_half_undone(change: Change, site: Site) -> bool:
    """Whether this is the second write of a scope whose first was not accepted: what is told of that is its outcome."""
    return change.first is not None and not change.is_first and change.scope not in site.record.ledger.firsts


def _not_accepted(change: Change, site: Site) -> Scope | None:
    """A scope of this plan that must be accepted before this change, and was not."""
    ledger = site.record.ledger
    for scope in () if change.is_first else change.needs:
        known = ledger.outcomes.get(scope)
        if scope in ledger.firsts:
            continue
        if known is None or not isinstance(known.outcome, Accepted):
            return scope
    return None
