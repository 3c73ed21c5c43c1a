"""Where live stands on the way of one write: still before it, or there already.

A bundle that is written twice has three known states: live as it was planned from, the first write, and the second.
A run that stopped between the two is found at the first and goes on from there.
"""

from datetime import datetime

from pvsync.apply.assumed import same_but_for_assumed
from pvsync.apply.states import same_state
from pvsync.model.avail import Absent, Present
from pvsync.model.normal import digest
from pvsync.model.plan import Change


def is_done(change: Change, reading: Present | Absent, at: datetime) -> bool:
    """Whether a reading shows that nothing is to be sent any more; for a first write, that either is there.

    Args:
        change: The change, as one of its writes.
        reading: What live shows.
        at: The instant of the reading.
    """
    if same_state(change.after, reading, at) and not is_hidden(change):
        return True
    return change.is_first and _shows_first(change, reading, at)


def is_before(change: Change, reading: Present | Absent, at: datetime) -> bool:
    """Whether a reading shows a state from which a write goes on.

    Before a second write that is the first one, and the state before it too: the service may show that for a while.

    Args:
        change: The change, as one of its writes.
        reading: What live shows.
        at: The instant of the reading.
    """
    if same_state(change.before, reading, at):
        return True
    return not change.is_first and _shows_first(change, reading, at)


def is_hidden(change: Change) -> bool:
    """Whether a change takes away only what live never shows: then no reading tells the state before from the one after."""
    return change.after is not None and digest(change.after) == change.fingerprint


def _shows_first(change: Change, reading: Present | Absent, at: datetime) -> bool:
    if change.first is None:
        return False
    return same_state(change.first, reading, at) or same_but_for_assumed(change.first, reading, at)
