"""The receipt: what became of every change, told by the journal and the plan alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import assert_never

from pvsync.apply.brake import INTERRUPTED
from pvsync.apply.events import RunFinished, RunInterrupted
from pvsync.apply.ledger import Ledger
from pvsync.apply.states import digest_at
from pvsync.errors import JournalError
from pvsync.model.normal import Table
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
from pvsync.model.plan import ABSENT_FINGERPRINT, Action, Change, Plan
from pvsync.model.scope import Scope
from pvsync.model.unshown import Extra, assumed_values, extra_values
from pvsync.model.window import instant_text

IN_FLIGHT = "the run stopped while this was in flight"
"""Why an outcome is unknown where the journal holds an intent and nothing after it."""

HALF = "the first of its two writes was accepted: until the second it is offered only while its old and new windows both are"
"""The note of a bundle that was written once of twice."""

KINDS = ("accepted", "rejected", "unknown", "stale", "not_tried")
"""Every kind of outcome, by the name it has in files and summaries."""

FAILED, REFUSED, SOME = 1, 3, 4
"""Exit codes of a run: nothing accepted and something failed; nothing written, by refusal; some accepted and some not."""

_ALL, _INTERRUPTED = 0, 130
_SHOWN = frozenset({Verification.VERIFIED, Verification.DIFFERS})
_NOT_SEEN = frozenset({Verification.SETTLING, Verification.NOT_CHECKED})


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
    counted = _counted(plan)
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
        results=tuple(
            _result(change, ledger, counted.get(change.scope, {}), plan.as_of) for change in plan.changes
        ),
        requests=ledger.requests,
        interrupted=killed or isinstance(ledger.end, RunInterrupted),
        approvals=dict(started.approvals),
        notes=(*notes, *_own_notes(ledger)),
        undoes=None if plan.undoes is None else plan.undoes.run,
        is_uncommitted=plan.dirty,
        url=started.url,
        tree=started.tree,
    )


def _own_notes(ledger: Ledger) -> Iterator[str]:
    """What the journal says of the run as a whole."""
    if ledger.resumed:
        parts = "" if ledger.is_counted else "; requests from before it was killed are not counted"
        instants = ", ".join(instant_text(at) for at in ledger.resumed)
        yield f"the run had stopped, and went on at {instants}{parts}"
    if ledger.end is None:
        yield "the run stopped without an end; its number of requests is not known"


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
        0 everything accepted, or nothing to do; 4 some accepted (or half of one) and some not; 3 nothing accepted
        because every scope was out of date; 1 nothing accepted and something failed; 130 interrupted, whatever else.
    """
    if receipt.interrupted:
        return _INTERRUPTED
    counts: Mapping[str, int] = summary(receipt)
    total = len(receipt.results)
    if counts["accepted"] == total:
        return _ALL
    if counts["accepted"] or any(result.is_half for result in receipt.results):
        return SOME
    return REFUSED if counts["stale"] == total else FAILED


def _counted(plan: Plan) -> dict[Scope, dict[str, int]]:
    """What the guards counted in each scope."""
    found: dict[Scope, dict[str, int]] = {}
    for verdict in plan.guards:
        for scope, count in verdict.scopes:
            found.setdefault(scope, {})[verdict.guard] = count
    return found


def _result(change: Change, ledger: Ledger, counted: Mapping[str, int], at: datetime) -> Result:
    told = ledger.outcomes.get(change.scope)
    outcome: Outcome
    if change.scope in ledger.in_flight:
        outcome, note = Unknown(IN_FLIGHT), ""
    elif told is not None:
        outcome, note = told.outcome, told.note
    else:
        outcome, note = NotTried(_why_not_tried(ledger)), ""
    is_half = change.scope in ledger.firsts and not isinstance(outcome, Accepted)
    verification = ledger.verifications.get(change.scope, Verification.NOT_CHECKED)
    is_hidden = isinstance(outcome, Accepted) and verification in _NOT_SEEN
    return Result(
        scope=change.scope,
        action=change.action,
        title=change.title,
        outcome=outcome,
        verification=verification,
        note="; ".join(part for part in (note, HALF if is_half else "") if part),
        is_half=is_half,
        assumed=_unshown(change, outcome, verification),
        counted=counted,
        before=change.fingerprint if is_hidden else "",
        sent=sent_digest(change, at) if is_hidden else "",
        extra=_extra(change, outcome, at),
    )


def _extra(change: Change, outcome: Outcome, at: datetime) -> Extra | None:
    """What was sent on under names that nobody knows, None where nothing was sent or nobody can tell what is there."""
    if not isinstance(outcome, Accepted) or change.action is Action.FORGET:
        return None
    sent = change.after
    return None if sent is None else extra_values(sent, at)


def sent_digest(change: Change, at: datetime) -> str:
    """Fingerprint of what a change leaves open or to come: it tells a repeated write from another one."""
    return ABSENT_FINGERPRINT if change.after is None else digest_at(change.after, at)


def _unshown(change: Change, outcome: Outcome, verification: Verification) -> Table:
    """What only this receipt knows; a service that shows such values, or others, is asked and not remembered."""
    if not isinstance(outcome, Accepted) or verification in _SHOWN:
        return {}
    sent = change.after
    return {} if sent is None else assumed_values(sent)


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
