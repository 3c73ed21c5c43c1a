"""Transactions that leave a scope which stays: ended yesterday, or left out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from pvsync.model.transaction import Transaction
from pvsync.model.window import Window, WindowState
from pvsync.model.zones import Zones

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


def ended(transaction: Transaction, at: datetime, zones: Zones) -> Transaction:
    """The transaction with its end at the last second of the territory's yesterday (validation-rules A6).

    A start that is not before that end moves to the beginning of the day before it, so that the window stays one.
    """
    end = zones.end_of_yesterday(at, transaction.territory)
    start = transaction.window.start
    if start is None or start >= end:
        start = end - _DAY + _SECOND
    return replace(transaction, window=Window(start, end))


def moved_into_past(transaction: Transaction, at: datetime, zones: Zones) -> Transaction:
    """The transaction with both dates in the two days before today (validation-rules A7, open question 12)."""
    end = zones.end_of_yesterday(at, transaction.territory)
    return replace(transaction, window=Window(end - 2 * _DAY + _SECOND, end))


def is_covered(transaction: Transaction, kept: Sequence[Transaction]) -> bool:
    """Whether another line of the same licence, channel, contract and format is open within the window.

    Sent beside that line, an ended copy would overlap it, which the service refuses (validation-rules A3).
    """
    return any(row.line == transaction.line and row.window.overlap(transaction.window) for row in kept)


def is_started(transaction: Transaction, at: datetime) -> bool:
    """Whether customers have had it: a window that is future has not begun."""
    return transaction.window.state(at) is not WindowState.FUTURE
