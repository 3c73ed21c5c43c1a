"""Writes without an answer, settled by reading: never sent again blind, and never more than once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TypeAlias, assert_never

from pvsync.apply.assumed import same_but_for_assumed
from pvsync.apply.events import ScopeOutcome
from pvsync.apply.reached import is_before, is_done
from pvsync.apply.site import Site, Unsettled
from pvsync.apply.stale import readings_of
from pvsync.apply.write import AGAIN, EARLIER, write
from pvsync.errors import PvsyncError
from pvsync.model.avail import Absent, Present, Reading, Unread
from pvsync.model.outcome import Accepted, Unknown

SETTLED = "settled by reading"
"""The note of a write that had no answer and was found done."""

SENT_AGAIN = "sent again, once: the first had no answer and live still showed the state before"
"""The note of a write that had no answer and was found not done."""


SENT_LATER = "sent when the run went on: live still showed the state before"
"""The note of a write that a part of the run which stopped had begun, and that was found not done."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Too early to say; read again.

    Args:
        why: What the last reading showed.
    """

    why: str


@dataclass(frozen=True, slots=True)
class Resend:
    """Not done: send it once more."""


Decision: TypeAlias = Accepted | Unknown | Wait | Resend
"""What a reading says of a write without an answer."""


def settle(unsettled: Iterable[Unsettled], site: Site) -> None:
    """Settle writes without an answer, as far as reading can.

    Args:
        unsettled: The writes; all of them are in flight until this is done with them.
        site: The run. Where it is to end, they are read once more, nothing is waited for or sent again.
    """
    pending = tuple(unsettled)
    while pending:
        pending = _round(pending, site)
        if pending:
            site.clock.sleep(_pause(pending, site))


def decide(item: Unsettled, reading: Reading, *, at: datetime, waited_enough: bool) -> Decision:
    """What a reading says of one write.

    Args:
        item: The write.
        reading: What live shows.
        at: The instant of the reading.
        waited_enough: Whether the settling time has passed since the write.
    """
    match reading:
        case Unread():
            why = f"{item.why}; it could not be read either: {reading.why}"
            return Unknown(why) if waited_enough else Wait(why)
        case Present() | Absent():
            if is_done(item.change, reading, at):
                return Accepted()
            if not is_before(item.change, reading, at):
                if same_but_for_assumed(item.change.sent, reading, at):
                    return Accepted()
                return Unknown(f"{item.why}; live shows neither the state before nor what was sent")
            why = f"{item.why}; live still shows the state before"
            if not waited_enough:
                return Wait(why)
            return Resend() if item.attempt < AGAIN else Unknown(f"{why}, though it was sent twice")
        case _:
            assert_never(reading)


def _round(pending: Sequence[Unsettled], site: Site) -> tuple[Unsettled, ...]:
    try:
        readings = readings_of((item.change.scope for item in pending), site.gateway)
    except PvsyncError as error:
        site.brake.fail(error)
        for item in pending:
            _close(item, Unknown(f"{item.why}; it could not be read either: {error.message}"), site)
        return ()
    at = site.clock.now()
    halted = site.halted()
    waiting: list[Unsettled] = []
    again: list[Unsettled] = []
    for item in pending:
        waited = site.clock.monotonic() - item.sent >= site.options.settle_after
        decision = decide(item, readings[item.change.scope], at=at, waited_enough=waited)
        match decision:
            case Accepted() | Unknown():
                _close(item, decision, site)
            case Wait():
                if site.brake.interrupted:
                    _close(item, Unknown(f"{decision.why}; {halted}"), site)
                else:
                    waiting.append(item)
            case Resend():
                if halted is None:
                    again.append(item)
                else:
                    _close(item, Unknown(f"{item.why}; not sent again: {halted}"), site)
            case _:
                assert_never(decision)
    return (*waiting, *_send_again(again, site))


def _close(item: Unsettled, outcome: Accepted | Unknown, site: Site) -> None:
    accepted = isinstance(outcome, Accepted)
    note = SETTLED if accepted else ""
    told = ScopeOutcome(item.change.scope, outcome, site.clock.now(), note, item.change.is_first)
    site.record.report(told)
    site.in_flight.end([item.change.scope])
    if accepted:
        site.brake.count(-1)


def _send_again(items: Sequence[Unsettled], site: Site) -> tuple[Unsettled, ...]:
    # By batch, as they were sent: never more in one request than the plan packed.
    unsettled: list[Unsettled] = []
    for (number, attempt), group in groupby(sorted(items, key=_request), key=_request):
        changes = [item.change for item in group]
        site.in_flight.end([change.scope for change in changes])
        site.brake.count(-len(changes))
        note = SENT_LATER if attempt == EARLIER else SENT_AGAIN
        unsettled += write(changes, site, batch=number, attempt=attempt + 1, note=note)
    return tuple(unsettled)


def _request(item: Unsettled) -> tuple[int, int]:
    return (item.batch, item.attempt)


def _pause(pending: Sequence[Unsettled], site: Site) -> float:
    now = site.clock.monotonic()
    next_end = min(item.sent + site.options.settle_after - now for item in pending)
    return max(0.0, min(site.options.settle_poll, next_end))
