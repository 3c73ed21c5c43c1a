"""The transactions of one line in the order of their windows, for rules that compare neighbours."""

from datetime import UTC, datetime

from pvsync.model.avail import Avail
from pvsync.model.transaction import Transaction

_LAST = datetime.max.replace(tzinfo=UTC)


def rows_by_line(avail: Avail) -> list[list[int]]:
    """Indexes of the transactions of each line that has several, by start; those that state none come last."""
    transactions = avail.transactions
    if len(transactions) == 1:
        return []
    lines: dict[tuple[str, ...], list[int]] = {}
    for row, transaction in enumerate(transactions):
        lines.setdefault(transaction.line, []).append(row)
    if len(lines) == len(transactions):
        return []
    return [
        sorted(rows, key=lambda row: transactions[row].window.start or _LAST)
        for rows in lines.values()
        if len(rows) > 1
    ]


def in_words(transaction: Transaction) -> str:
    """`EST HD`, with the channel where there is one."""
    return " ".join(part for part in (transaction.license, transaction.format, transaction.channel) if part)
