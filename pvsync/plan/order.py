"""The order in which changes are applied, and the requests that they share."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pvsync.model.batch import Batch
from pvsync.model.plan import Action, Change, Estimate
from pvsync.model.scope import Scope
from pvsync.plan.bundles import bundle_needs

_ROUNDS = 3
"""Each batch is read again, written, and read back."""


_REMOVALS = frozenset({Action.WITHDRAW, Action.DELETE})


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes sorted by scope, so that the same plan always runs the same way, each with what it needs first.

    A title that moves to another business line is offered there before it is removed here. A title that changes
    its ALID is removed first: a title cannot hold two (avails-api section 5). Bundles: `plan.bundles`.
    """
    ordered = sorted(changes, key=lambda change: change.scope)
    created = [change for change in ordered if change.action is Action.CREATE]
    removed = [change for change in ordered if change.action in _REMOVALS]
    needs: dict[Scope, set[Scope]] = dict(bundle_needs(ordered))
    for removal in removed:
        for creation in created:
            if _same_title(removal, creation):
                needs.setdefault(removal.scope, set()).add(creation.scope)
            elif _changed_alid(removal, creation):
                needs.setdefault(creation.scope, set()).add(removal.scope)
    return tuple(
        replace(change, needs=tuple(sorted({*change.needs, *needs[change.scope]})))
        if change.scope in needs
        else change
        for change in ordered
    )


def _same_title(removal: Change, creation: Change) -> bool:
    one, other = removal.scope, creation.scope
    return (one.alid, one.territory) == (other.alid, other.territory)


def _changed_alid(removal: Change, creation: Change) -> bool:
    one, other = removal.scope, creation.scope
    if removal.before is None or creation.after is None or one.alid == other.alid:
        return False
    same_place = (one.territory, one.business_line) == (other.territory, other.business_line)
    return same_place and removal.before.title.content_id == creation.after.title.content_id


def pack(changes: Sequence[Change], size: int, *, one_alid: bool = True) -> Iterator[Batch]:
    """Changes in batches: each change once, no scope twice in a batch, what a change needs in an earlier wave.

    Args:
        changes: In the order in which they are applied.
        size: Most changes in a batch (open question 8).
        one_alid: Whether scopes of one ALID may share a batch (open question 13).
    """
    number = 0
    for wave, members in enumerate(waves(changes)):
        waiting = members
        while waiting:
            taken, waiting = _fill(waiting, size, one_alid=one_alid)
            yield Batch(number, wave, tuple(taken))
            number += 1


def waves(changes: Sequence[Change]) -> list[list[Change]]:
    """Changes by wave: everything that a change needs is in a wave before its own.

    Raises:
        RuntimeError: If changes need each other in a circle; a plan never has such.
    """
    planned = {change.scope for change in changes}
    level: dict[Scope, int] = {}
    left = list(changes)
    while left:
        ready = [change for change in left if all(need in level for need in change.needs if need in planned)]
        if not ready:
            raise RuntimeError("changes need each other in a circle")
        for change in ready:
            level[change.scope] = max(
                (level[need] + 1 for need in change.needs if need in planned), default=0
            )
        done = {change.scope for change in ready}
        left = [change for change in left if change.scope not in done]
    found: list[list[Change]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for change in changes:
        found[level[change.scope]].append(change)
    return found


def _fill(waiting: Sequence[Change], size: int, *, one_alid: bool) -> tuple[list[Change], list[Change]]:
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
    return taken, left


def estimate(changes: int, batch_size: int, requests_per_second: float) -> Estimate:
    """What applying costs at least: requests, and seconds at the environment's rate."""
    batches = -(-changes // batch_size)
    requests = _ROUNDS * batches
    return Estimate(requests, round(requests / requests_per_second, 1))
