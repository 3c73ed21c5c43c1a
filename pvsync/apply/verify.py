"""The read-back: what a later reading shows of what the service accepted."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from pvsync.apply.assumed import same_but_for_assumed
from pvsync.apply.events import Verified
from pvsync.apply.gateway import Gateway
from pvsync.apply.ledger import Ledger
from pvsync.apply.reached import is_before, is_hidden
from pvsync.apply.states import same_state
from pvsync.model.avail import Absent, Present, Reading, Unread
from pvsync.model.outcome import Accepted, Verification
from pvsync.model.plan import Action, Change, Plan


@dataclass(frozen=True, slots=True)
class Written:
    """A change that the service accepted.

    Args:
        change: The change.
        at: When it was accepted.
    """

    change: Change
    at: datetime


def written_of(plan: Plan, ledger: Ledger) -> tuple[Written, ...]:
    """Every change of a plan that a run got accepted, in the plan's order."""
    return tuple(
        Written(change, outcome.at)
        for change in plan.changes
        if (outcome := ledger.outcomes.get(change.scope)) is not None
        and isinstance(outcome.outcome, Accepted)
    )


def verify(
    written: Iterable[Written], gateway: Gateway, *, now: Callable[[], datetime], propagation: timedelta
) -> Iterator[Verified]:
    """Read accepted scopes back, once each, in one stream.

    Args:
        written: What was accepted.
        gateway: The service.
        now: The instant, aware.
        propagation: How long an accepted write may stay invisible.

    Yields:
        What each reading shows, as answers come in. A scope that the service does not answer for is left out.

    Raises:
        ApiError: If nothing can be read.
    """
    open_scopes = {item.change.scope: item for item in written}
    for scope, reading in gateway.read(tuple(open_scopes)):
        item = open_scopes.pop(scope, None)
        if item is not None:
            at = now()
            yield Verified(scope, compare(item, reading, at=at, propagation=propagation), at)


def compare(item: Written, reading: Reading, *, at: datetime, propagation: timedelta) -> Verification:
    """What one reading shows of one accepted change; ids are never a difference.

    Args:
        item: The change.
        reading: What live shows.
        at: The instant of the reading.
        propagation: How long an accepted write may stay invisible.
    """
    if item.change.action is Action.FORGET:
        return Verification.VERIFIED  # nothing was sent, and whatever is live is as it should be
    match reading:
        case Unread():
            return Verification.NOT_CHECKED
        case Present() | Absent():
            if same_state(item.change.after, reading, at):
                return Verification.NOT_CONFIRMED if is_hidden(item.change) else Verification.VERIFIED
            young = at - item.at < propagation
            if young and is_before(item.change, reading, at):
                return Verification.SETTLING
            if same_but_for_assumed(item.change.after, reading, at):
                return Verification.NOT_CONFIRMED
            return Verification.DIFFERS
        case _:
            assert_never(reading)
