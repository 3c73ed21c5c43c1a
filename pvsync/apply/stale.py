"""Whether live is still what the plan was made from: the second look, just before writing."""

from collections.abc import Iterable
from datetime import datetime
from typing import assert_never

from pvsync.apply.events import ScopeOutcome
from pvsync.apply.gateway import Gateway
from pvsync.apply.reached import is_before, is_done
from pvsync.model.avail import Absent, Present, Reading, Unread
from pvsync.model.outcome import Accepted, NotTried, Stale
from pvsync.model.plan import Change
from pvsync.model.scope import Scope

NOTHING_SENT = "already as planned; nothing sent"
"""The note of a scope that was found in its desired state."""


def readings_of(scopes: Iterable[Scope], gateway: Gateway) -> dict[Scope, Reading]:
    """One reading for each scope asked for; doubt about an answer is `Unread`.

    Raises:
        ApiError: If nothing can be read.
    """
    asked = tuple(scopes)
    found: dict[Scope, Reading] = {}
    for scope, reading in gateway.read(asked):
        found[scope] = Unread("the service answered twice for it") if scope in found else reading
    return {scope: found.get(scope, Unread("the service did not answer for it")) for scope in asked}


def judge(change: Change, reading: Reading, at: datetime) -> ScopeOutcome | None:
    """What the second look says of a change that would be sent.

    Args:
        change: The change, with something to send.
        reading: What live shows now.
        at: The instant of the reading.

    Returns:
        Why nothing is to be sent, or None where the change goes on.
    """
    match reading:
        case Unread():
            why = f"could not be read again just before writing: {reading.why}"
            return ScopeOutcome(change.scope, NotTried(why), at, "", change.is_first)
        case Present() | Absent():
            if is_done(change, reading, at):
                return ScopeOutcome(change.scope, Accepted(), at, NOTHING_SENT, change.is_first)
            if is_before(change, reading, at):
                return None
            return ScopeOutcome(change.scope, Stale(_moved(change, reading)), at, "", change.is_first)
        case _:
            assert_never(reading)


def _moved(change: Change, reading: Present | Absent) -> str:
    if isinstance(reading, Absent):
        return "live had this scope when the plan was made, and does not have it now"
    if change.before is None:
        return "live did not have this scope when the plan was made, and has it now"
    return "live is no longer what the plan was made from"
