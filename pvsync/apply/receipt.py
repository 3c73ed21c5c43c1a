"""The receipt: what became of every change, told by the journal and the plan alone."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import assert_never

from pvsync.apply.brake import INTERRUPTED
from pvsync.apply.events import RunFinished, RunInterrupted
from pvsync.apply.ledger import Ledger
from pvsync.errors import JournalError
from pvsync.model.outcome import (
    Accepted,
    NotTried,
    Outcome,
    Receipt,
    Rejected,
    Result,
    Stale,
    Unknown,
    Verification,
)
from pvsync.model.plan import Change, Plan

IN_FLIGHT = "the run stopped while this was in flight"
"""Why an outcome is unknown where the journal holds an intent and nothing after it."""

KINDS = ("accepted", "rejected", "unknown", "stale", "not_tried")
"""Every kind of outcome, by the name it has in files and summaries."""

_ALL, _FAILED, _REFUSED, _SOME, _INTERRUPTED = 0, 1, 3, 4, 130


def build_receipt(plan: Plan, ledger: Ledger, *, notes: Iterable[str] = ()) -> Receipt:
    """Put a receipt together; the journal of a run that was killed yields one too.

    Args:
        plan: The plan that was carried out.
        ledger: What its journal says.
        notes: What the run could not do or know, one plain sentence each.

    Raises:
        JournalError: If the journal belongs to another plan.
    """
    check_belongs(plan, ledger)
    started = ledger.started
    killed = ledger.end is None
    own_notes = ["the run stopped without an end; its number of requests is not known"] if killed else []
    return Receipt(
        run=started.run,
        plan_id=started.plan_id,
        pvsync_version=started.version,
        environment=started.environment,
        licensor=started.licensor,
        commit=started.commit,
        as_of=started.as_of,
        started_at=started.at,
        finished_at=ledger.last_at,
        results=tuple(_result(change, ledger) for change in plan.changes),
        requests=0 if ledger.end is None else ledger.end.requests,
        interrupted=killed or isinstance(ledger.end, RunInterrupted),
        approvals={verdict.guard: verdict.count for verdict in plan.guards if verdict.verdict == "approved"},
        notes=(*notes, *own_notes),
    )


def check_belongs(plan: Plan, ledger: Ledger) -> None:
    """See that a journal and a plan are of one run.

    Raises:
        JournalError: If the journal belongs to another plan.
    """
    if ledger.started.plan_id != plan.plan_id:
        raise JournalError(
            f"the journal of run {ledger.started.run} belongs to another plan",
            advice="a run folder holds the plan it carried out as plan.json",
        )


def summary(receipt: Receipt) -> dict[str, int]:
    """Number of changes by kind of outcome; every kind is named."""
    counts = Counter(kind_of(result.outcome) for result in receipt.results)
    return {kind: counts[kind] for kind in KINDS}


def kind_of(outcome: Outcome) -> str:
    """The name of an outcome's kind in files and summaries."""
    match outcome:
        case Accepted():
            return "accepted"
        case Rejected():
            return "rejected"
        case Unknown():
            return "unknown"
        case Stale():
            return "stale"
        case NotTried():
            return "not_tried"
        case _:
            assert_never(outcome)


def exit_code(receipt: Receipt) -> int:
    """What `apply` returns for a run.

    Returns:
        0 everything accepted, or nothing to do; 4 some accepted and some not; 3 nothing accepted because every
        scope was out of date; 1 nothing accepted and something failed; 130 interrupted, whatever else.
    """
    if receipt.interrupted:
        return _INTERRUPTED
    counts: Mapping[str, int] = summary(receipt)
    total = len(receipt.results)
    if counts["accepted"] == total:
        return _ALL
    if counts["accepted"]:
        return _SOME
    return _REFUSED if counts["stale"] == total else _FAILED


def _result(change: Change, ledger: Ledger) -> Result:
    told = ledger.outcomes.get(change.scope)
    outcome: Outcome
    if change.scope in ledger.in_flight:
        outcome, note = Unknown(IN_FLIGHT), ""
    elif told is not None:
        outcome, note = told.outcome, told.note
    else:
        outcome, note = NotTried(_why_not_tried(ledger)), ""
    return Result(
        scope=change.scope,
        action=change.action,
        title=change.title,
        outcome=outcome,
        verification=ledger.verifications.get(change.scope, Verification.NOT_CHECKED),
        note=note,
    )


def _why_not_tried(ledger: Ledger) -> str:
    match ledger.end:
        case RunFinished():
            return ledger.end.stopped or "no batch of the run held it"
        case RunInterrupted():
            return INTERRUPTED
        case None:
            return "the run stopped before this was reached"
        case _:
            assert_never(ledger.end)
