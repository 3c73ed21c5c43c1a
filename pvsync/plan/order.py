"""The order in which changes are applied, and the requests that they share."""

from collections.abc import Iterable, Iterator, Sequence

from pvsync.model.batch import Batch
from pvsync.model.plan import Change, Estimate

_ROUNDS = 3
"""Each batch is read again, written, and read back."""


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes sorted by scope, so that the same plan always runs the same way."""
    return tuple(sorted(changes, key=lambda change: change.scope))


def pack(changes: Sequence[Change], size: int, *, one_alid: bool = True) -> Iterator[Batch]:
    """Changes in batches: each change once, no scope twice in a batch.

    Args:
        changes: In the order in which they are applied.
        size: Most changes in a batch (open question 8).
        one_alid: Whether scopes of one ALID may share a batch (open question 13).
    """
    waiting = list(changes)
    number = 0
    while waiting:
        taken: list[Change] = []
        left: list[Change] = []
        keys: set[object] = set()
        for change in waiting:
            key: object = change.scope if one_alid else change.scope.alid
            if len(taken) < size and key not in keys:
                keys.add(key)
                taken.append(change)
            else:
                left.append(change)
        yield Batch(number, 0, tuple(taken))
        waiting = left
        number += 1


def estimate(changes: int, batch_size: int, requests_per_second: float) -> Estimate:
    """What applying costs at least: requests, and seconds at the environment's rate."""
    batches = -(-changes // batch_size)
    requests = _ROUNDS * batches
    return Estimate(requests, round(requests / requests_per_second, 1))
