"""Values whose place on the wire is an assumption, where the service does not show them.

They count as delivered only when a read shows them (open question 6). A reading that shows everything else of what
was sent, and nothing at all in these places, neither confirms nor contradicts them.
"""

from dataclasses import replace
from datetime import datetime

from pvsync.apply.states import same_state
from pvsync.model.avail import Absent, Avail, Present
from pvsync.model.titles import Collection


def same_but_for_assumed(state: Avail | None, reading: Present | Absent, at: datetime) -> bool:
    """Whether a reading shows a known state, leaving out assumed places that it does not fill for any transaction.

    Args:
        state: The known state, None for absent.
        reading: What the service shows.
        at: The instant of the reading.
    """
    if state is None or not isinstance(reading, Present):
        return False
    shown = _as_far_as_shown(state, reading.avail)
    return shown != state and same_state(shown, reading, at)


def _as_far_as_shown(state: Avail, live: Avail) -> Avail:
    title = state.title
    if isinstance(title, Collection) and isinstance(live.title, Collection) and not live.title.members:
        title = replace(title, members=())
    rows = state.transactions
    if all(row.discount is None for row in live.transactions):
        rows = tuple(replace(row, discount=None) for row in rows)
    if all(row.other_terms is None for row in live.transactions):
        rows = tuple(replace(row, other_terms=None) for row in rows)
    return replace(state, title=title, transactions=rows)
