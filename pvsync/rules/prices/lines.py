"""The lines of a title that customers pay for one by one, and what they cost."""

from collections.abc import Iterator

from pvsync.model.avail import Avail
from pvsync.model.desired import DesiredTitle
from pvsync.model.licence import BusinessLine
from pvsync.model.money import Money
from pvsync.model.transaction import Transaction

MONEY = ("wsp", "srp")
"""The prices that are amounts of money: wholesale and retail."""

_PAID = BusinessLine.TVOD


def paid_avails(title: DesiredTitle) -> Iterator[Avail]:
    """Its avails for purchase, rental and pre-order."""
    for avail in title.avails:
        if avail.scope.business_line is _PAID:
            yield avail


def paid_rows(title: DesiredTitle) -> Iterator[tuple[Avail, int, Transaction]]:
    """Their transactions, each with its avail and its index there."""
    for avail in title.avails:
        if avail.scope.business_line is _PAID:
            for row, transaction in enumerate(avail.transactions):
                yield avail, row, transaction


def money(transaction: Transaction, name: str) -> Money | None:
    """One of its prices, None where it has none of that name."""
    value = transaction.terms.get(name)
    return value if isinstance(value, Money) else None
