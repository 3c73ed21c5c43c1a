"""One write with its memory: intent on the disk, the request, outcomes on the disk."""

from collections.abc import Sequence
from typing import assert_never

from pvsync.apply.events import BatchIntent, Intended, ScopeOutcome
from pvsync.apply.send import send
from pvsync.apply.site import Site, Unsettled
from pvsync.model.normal import digest
from pvsync.model.outcome import Accepted, NotTried, Outcome, Rejected, Stale, Unknown
from pvsync.model.plan import ABSENT_FINGERPRINT, Change

EARLIER = 0
"""Sent, or about to be, by a part of the run that stopped."""

FIRST = 1
"""The first time that a change is sent."""

AGAIN = 2
"""The second and last: the first had no answer, and a reading showed that it was not done."""


def write(
    changes: Sequence[Change], site: Site, *, batch: int, attempt: int, note: str = ""
) -> tuple[Unsettled, ...]:
    """Send some changes in one request, with everything that must be on the disk before and after.

    Args:
        changes: Changes with something to send.
        site: The run.
        batch: Number of their batch.
        attempt: `FIRST` or `AGAIN`; a part of the run that goes on has both for itself.
        note: What is noted beside each outcome.

    Returns:
        Those without a certain answer; they stay in flight until they are settled.
    """
    scopes = [change.scope for change in changes]
    site.in_flight.begin(changes, attempt)
    items = tuple(_intended(change) for change in changes)
    if not site.record.intend(BatchIntent(batch, attempt, items, site.clock.now())):
        site.in_flight.end(scopes)
        return ()
    answer = send(changes, site.gateway)
    at, sent = site.clock.now(), site.clock.monotonic()
    site.record.report(
        *(
            ScopeOutcome(change.scope, answer.outcomes[change.scope], at, note, change.is_first)
            for change in changes
        )
    )
    if answer.failure is not None:
        site.brake.fail(answer.failure)
    site.brake.count(sum(is_failure(outcome) for outcome in answer.outcomes.values()))
    unsettled = []
    for change in changes:
        outcome = answer.outcomes[change.scope]
        if isinstance(outcome, Unknown):
            unsettled.append(Unsettled(change, batch, attempt, sent, outcome.why))
        else:
            site.in_flight.end([change.scope])
    return tuple(unsettled)


def is_failure(outcome: Outcome) -> bool:
    """Whether an outcome counts against the failures that a run lives through; a stale scope does not."""
    match outcome:
        case Rejected() | Unknown() | NotTried():
            return True
        case Accepted() | Stale():
            return False
        case _:
            assert_never(outcome)


def _intended(change: Change) -> Intended:
    before = change.fingerprint if change.first is None or change.is_first else digest(change.first)
    after = ABSENT_FINGERPRINT if change.sent is None else digest(change.sent)
    return Intended(change.scope, before, after)
