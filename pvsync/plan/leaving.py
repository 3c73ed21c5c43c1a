"""Transactions that leave a scope which stays: ended in the past, or left out.

Windows of one line never overlap, and what is over stays as it is (validation-rules A3). So a window that has to move
into the past goes to days that no other row of its line covers, the ones that are over included: a window that was is
the record of what customers could buy.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from pvsync.model.transaction import Transaction
from pvsync.model.window import Window, WindowState
from pvsync.model.zones import Zones

_DAY = timedelta(days=1)
_NEVER_OPENED = 2
"""Days of a window that never opened and is moved into the past (validation-rules A7, open question 12)."""


def ended(
    transaction: Transaction, at: datetime, zones: Zones, others: Sequence[Transaction]
) -> Transaction | None:
    """The transaction with its end at the last second of the territory's yesterday (validation-rules A6).

    One that began later than that is moved, start and end, to the last free day before today.

    Args:
        transaction: What is live.
        at: The instant of the plan.
        zones: Days of the territories.
        others: Every other row of the scope, live or sent.

    Returns:
        None where no day is free.
    """
    end = zones.end_of_yesterday(at, transaction.territory)
    start = transaction.window.start
    if start is not None and start < end:
        return replace(transaction, window=Window(start, end))
    return _on_free_days(transaction, at, zones, others, 1)


def moved_into_past(
    transaction: Transaction, at: datetime, zones: Zones, others: Sequence[Transaction]
) -> Transaction | None:
    """The transaction with both dates in the last two free days before today; None where none are free."""
    return _on_free_days(transaction, at, zones, others, _NEVER_OPENED)


def is_covered(transaction: Transaction, kept: Sequence[Transaction]) -> bool:
    """Whether another line of the same licence, channel, contract and format is open within the window.

    Sent beside that line, an ended copy would overlap it, which the service refuses (validation-rules A3).
    """
    return any(row.line == transaction.line and row.window.overlap(transaction.window) for row in kept)


def is_started(transaction: Transaction, at: datetime) -> bool:
    """Whether customers have had it: a window that is future has not begun."""
    return transaction.window.state(at) is not WindowState.FUTURE


def _on_free_days(
    transaction: Transaction, at: datetime, zones: Zones, others: Sequence[Transaction], days: int
) -> Transaction | None:
    """The transaction on the last days before today, so many in a row, that no other row of its line covers."""
    territory = transaction.territory
    line = [row.window for row in others if row.line == transaction.line]
    try:
        last: date = zones.day_of(at, territory) - _DAY
        while True:
            window = Window(
                zones.start_of(last - (days - 1) * _DAY, territory), zones.end_of(last, territory)
            )
            covering = [one for one in line if one.overlap(window)]
            if not covering:
                return replace(transaction, window=window)
            starts = [one.start for one in covering if one.start is not None]
            if len(starts) < len(covering):
                return None
            last = min(last, zones.day_of(min(starts), territory)) - _DAY
    except OverflowError:
        return None
