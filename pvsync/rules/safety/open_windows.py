"""What customers have today and after a change: what of a line is open, what goes on, and which openings do not come."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pvsync.model.on_sale import is_open_or_opens, opens_soon
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

    Another line of the same licence, channel and format may go on in its place, under whatever contract: a price that
    changes on a day makes two windows of one, and nothing leaves. So may the same line in another format.
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
        heirs = [
            other
            for number, other in enumerate(sent)
            if other.customer_line == row.customer_line or (number == follower and _only_format(row, other))
        ]
        until = _until([other for other in live if other.customer_line == row.customer_line], at) or _NEVER
        yield Open(row, until, _until(heirs, at))


def cancelled_openings(change: Change, at: datetime) -> Iterator[Transaction]:
    """Every transaction of a change that would open live within the horizon, and does not any more.

    One that only moves within the horizon comes, and so does one in whose place its line is open by then.
    """
    if change.before is None or change.action is Action.FORGET:
        return
    sent = () if change.after is None else change.after.transactions
    paired = {row.before: sent[row.after] for row in change.rows if row.after is not None}
    news = [sent[row.after] for row in change.rows if row.before is None and row.after is not None]
    unpaired = Counter(row.customer_line for row in news if is_open_or_opens(row.window, at))
    for index, row in enumerate(change.before.transactions):
        start = row.window.start
        if start is None or not opens_soon(row.window, at) or _comes(row, paired.get(index), at):
            continue
        if any(
            other.customer_line == row.customer_line and other.window.state(start) is WindowState.OPEN
            for other in sent
        ):
            continue
        if unpaired[row.customer_line]:
            unpaired[row.customer_line] -= 1
        else:
            yield row


def shortened_openings(change: Change, at: datetime) -> Iterator[Transaction]:
    """Every transaction of a change that opens live within the horizon, still does, and then ends earlier than live says.

    What follows without a gap is one with it, and what follows so on something else counts there.
    """
    if change.before is None or change.action is Action.FORGET:
        return
    live = change.before.transactions
    sent = () if change.after is None else change.after.transactions
    paired = {row.before: row.after for row in change.rows}
    for index, row in enumerate(live):
        line = [other for other in live if other.customer_line == row.customer_line]
        start = row.window.start
        if start is None or not opens_soon(row.window, at) or _follows(row, line):
            continue
        coming = [
            other
            for number, other in enumerate(sent)
            if is_open_or_opens(other.window, at)
            and (
                other.customer_line == row.customer_line
                or (number == paired.get(index) and _only_format(row, other))
            )
        ]
        if coming and _last(coming, start) < (_until(line, start) or _NEVER):
            yield row


def _follows(row: Transaction, line: Sequence[Transaction]) -> bool:
    """Whether another window of the line leads up to this one."""
    return any(_start(other.window) < _start(row.window) <= _end(other.window) for other in line) or any(
        other.window.touches(row.window) and _start(other.window) < _start(row.window) for other in line
    )


def _last(coming: Sequence[Transaction], start: datetime) -> datetime:
    """When what comes in the place of an opening ends, windows that follow each other joined."""
    later = [row for row in coming if _end(row.window) >= start]
    if not later:
        return max(_end(row.window) for row in coming)
    first = max(start, min(_start(row.window) for row in later))
    return _until(later, first) or first


def _comes(row: Transaction, follower: Transaction | None, at: datetime) -> bool:
    return follower is not None and _only_format(row, follower) and is_open_or_opens(follower.window, at)


def _only_format(row: Transaction, other: Transaction) -> bool:
    """Whether customers see another format at most."""
    return row.customer_line[:-1] == other.customer_line[:-1]


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
