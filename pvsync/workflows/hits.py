"""What a plan takes away, shortens or prices otherwise, scope by scope: what its viewers are asked for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pvsync.model.audience import Hit
from pvsync.model.plan import Action, Change
from pvsync.model.scope import Scope
from pvsync.model.transaction import Transaction
from pvsync.rules.safety.open_windows import open_windows
from pvsync.rules.safety.pv913_price_move import moved_prices

_WHOLE = {Action.WITHDRAW: Hit.WITHDRAWN, Action.DELETE: Hit.DELETED}


@dataclass(frozen=True, slots=True)
class HitScope:
    """A scope that a plan hits.

    Args:
        scope: The scope.
        title: Its title.
        kind: Its work type in our words.
        hits: What is done to it.
        channels: Channels of the transactions that are hit.
    """

    scope: Scope
    title: str
    kind: str
    hits: tuple[Hit, ...]
    channels: tuple[str, ...]


def hit_scopes(changes: Iterable[Change], at: datetime) -> Iterator[HitScope]:
    """Every scope of which something leaves, ends earlier though it is open, or costs otherwise.

    Args:
        changes: What is planned.
        at: The instant of the plan.
    """
    for change in changes:
        found = list(_rows(change, at))
        if found:
            hits = {hit for hit, _ in found}
            channels = {row.channel for _, row in found if row.channel}
            yield HitScope(
                change.scope,
                change.title,
                change.kind,
                tuple(hit for hit in Hit if hit in hits),
                tuple(sorted(channels)),
            )


def _rows(change: Change, at: datetime) -> Iterator[tuple[Hit, Transaction]]:
    """What is done to which transaction."""
    whole = _WHOLE.get(change.action)
    if whole is not None:
        live = () if change.before is None else change.before.transactions
        yield from ((whole, row) for row in live if not row.window.is_over(at))
        return
    for one in open_windows(change, at):
        if one.after is None:
            yield Hit.DARK, one.row
        elif one.after < one.until:
            yield Hit.SHORTENED, one.row
    yield from ((Hit.PRICE, row) for row in moved_prices(change, at, 0))
