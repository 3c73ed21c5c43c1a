"""The transactions of one line in the order of their windows, for rules that compare neighbours."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TypeAlias

from pvsync.model.avail import Avail
from pvsync.model.desired import DesiredTitle
from pvsync.model.transaction import Transaction

Lines: TypeAlias = list[tuple[Avail, list[int]]]

_LAST = datetime.max.replace(tzinfo=UTC)
_latest: dict[str, tuple[DesiredTitle, Lines]] = {}


def rows_by_line(title: DesiredTitle) -> Lines:
    """Each line of a title that has several transactions: its avail, and their indexes by start; without one is last.

    Three rules ask this of the same title one after the other, so the latest answer is kept.
    """
    known = _latest.get("title")
    if known is None or known[0] is not title:
        known = (title, [(avail, rows) for avail in title.avails for rows in _rows(avail)])
        _latest["title"] = known
    return known[1]


def _rows(avail: Avail) -> Iterator[list[int]]:
    transactions = avail.transactions
    if len(transactions) == 1:
        return
    lines: dict[tuple[str, ...], list[int]] = {}
    for row, transaction in enumerate(transactions):
        lines.setdefault(transaction.line, []).append(row)
    for rows in lines.values():
        if len(rows) > 1:
            yield sorted(rows, key=lambda row: transactions[row].window.start or _LAST)


def in_words(transaction: Transaction) -> str:
    """`EST HD`, with the channel where there is one."""
    return " ".join(part for part in (transaction.license, transaction.format, transaction.channel) if part)
