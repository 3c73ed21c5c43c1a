"""What customers have today and after a change: the windows of one way to watch that follow each other without a gap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pvsync.model.plan import Action, Change
from pvsync.model.transaction import Transaction
from pvsync.model.window import Window, WindowState

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Open:
    """A transaction that is open live.

    Args:
        row: The transaction.
        until: When what customers have through it ends live, the windows that follow it included.
        after: The same once the change is applied; None where it is not open any more.
    """

    row: Transaction
    until: datetime
    after: datetime | None


def open_windows(change: Change, at: datetime) -> Iterator[Open]:
    """Every transaction of a change that is open live at an instant.

    Another line of the same licence, channel, contract and format may go on in its place: a price that changes on a
    day makes two windows of one, and nothing leaves.
    """
    if change.before is None or change.action is Action.FORGET:
        return
    live = change.before.transactions
    sent = () if change.after is None else change.after.transactions
    paired = {row.before: row.after for row in change.rows}
    for index, row in enumerate(live):
        if row.window.state(at) is not WindowState.OPEN:
            continue
        follower = paired.get(index)
        heirs = [other for number, other in enumerate(sent) if other.line == row.line or number == follower]
        until = _until([other for other in live if other.line == row.line], at) or _NEVER
        yield Open(row, until, _until(heirs, at))


def _until(rows: Sequence[Transaction], at: datetime) -> datetime | None:
    """When the last of the windows ends that follow each other from an instant on; None where none is open then."""
    end: datetime | None = None
    for window in sorted((row.window for row in rows), key=_start):
        if (end is None and window.state(at) is WindowState.OPEN) or (
            end is not None and _reaches(end, window)
        ):
            end = max(end or _end(window), _end(window))
    return end


def _reaches(end: datetime, window: Window) -> bool:
    return _start(window) <= end or Window(None, end).touches(window)


def _start(window: Window) -> datetime:
    return window.start or datetime.min.replace(tzinfo=UTC)


def _end(window: Window) -> datetime:
    return window.end or _NEVER
