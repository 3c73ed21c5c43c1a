"""A price moves by more than half.

A slipped decimal point, a rental price in a purchase line or a price in the wrong currency looks like any other price,
and customers pay it. Counted is each transaction that is sent with a wholesale or retail price more than 50 % above or below the
one that is live in the same licence, channel and format at any moment of its window, under whatever contract; a price that grows from
nothing, one in another currency, and one that replaces a live price which is not understood or given twice cannot be
measured and counts. A price that appears or goes does not move.

No such price passes by itself. Where they are right, approve exactly this count: `pvsync apply --approve
price_move=COUNT`. Where half-price sales are your ordinary day, raise `price_move: {percent: 60}` or
`price_move: {count: 5}` below `guards:` in pvsync.yaml.

Source: a rule of pvsync, and so is its number; the documents of Prime Video ask for no such limit.
"""

from collections.abc import Iterator
from datetime import datetime

from pvsync.model.guarded import Counted, GuardedPlan, Threshold
from pvsync.model.money import Money
from pvsync.model.plan import Change, RowFate
from pvsync.model.transaction import Transaction
from pvsync.rules.guard import Guard, Limit
from pvsync.rules.safety.examples import movie, with_guards

_PRICES = ("wsp", "srp")
_FATES = frozenset({RowFate.ADDED, RowFate.CHANGED})
_WHOLE = 100


def count(plan: GuardedPlan) -> Counted:
    """Transactions whose price moves too far, by scope."""
    threshold = GUARD.threshold(plan)
    percent = threshold.percent if threshold.percent is not None else _WHOLE
    found = {
        change.scope: sum(1 for _ in moved_prices(change, plan.as_of, percent)) for change in plan.changes
    }
    return Counted({scope: moved for scope, moved in found.items() if moved}, plan.earlier(GUARD.key))


def moved_prices(change: Change, at: datetime, percent: int) -> Iterator[Transaction]:
    """Transactions that are sent with a price further from the live one than so many percent."""
    return (row for row, others in _compared(change, at) if _is_moved(row, others, percent))


def _compared(change: Change, at: datetime) -> Iterator[tuple[Transaction, list[Transaction]]]:
    """Each transaction that is new or changed, with those that are live in its place."""
    if change.before is None or change.after is None:
        return
    live = [row for row in change.before.transactions if not row.window.is_over(at)]
    for row in change.rows:
        if row.fate not in _FATES or row.after is None:
            continue
        sent = change.after.transactions[row.after]
        pair = None if row.before is None else change.before.transactions[row.before]
        same = [other for other in live if other.customer_line == sent.customer_line]
        yield sent, [other for other in same if other is pair or other.window.overlap(sent.window)]


def _is_moved(row: Transaction, live: list[Transaction], percent: int) -> bool:
    return any(
        (name in other.unclear and name in row.terms)
        or _is_far(other.terms.get(name), row.terms.get(name), percent)
        for other in live
        for name in _PRICES
    )


def _is_far(before: object, after: object, percent: int) -> bool:
    if not isinstance(before, Money) or not isinstance(after, Money):
        return False
    if before.currency != after.currency:
        return True
    return abs(after.amount - before.amount) * _WHOLE > percent * before.amount


GUARD = Guard(
    code="PV913",
    name="price-move",
    count=count,
    usual=Threshold(count=0, percent=50),
    about="How far prices may move",
    limits={
        "percent": Limit("Percent up or down that are not counted", "60"),
        "count": Limit("Transactions beyond it that may pass", "5"),
    },
    one="price moves by more than {percent} %",
    many="prices move by more than {percent} %",
    page=__doc__,
    bad=with_guards("delta: {share: 100}", movie(), movie(wsp="0.69", srp="0.99")),
    good=with_guards("delta: {share: 100}", movie(), movie(wsp="5.99", srp="8.99")),
)
