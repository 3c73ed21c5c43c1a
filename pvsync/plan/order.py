"""The order in which changes are applied, and the requests that they share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from pvsync.model.batch import Batch
from pvsync.model.plan import Action, Change, Estimate
from pvsync.model.scope import Scope
from pvsync.model.zones import Zones
from pvsync.plan.bundles import bundle_needs, is_bundle, parts_of, shared

_ROUNDS = 3
"""Each batch is read again, written, and read back."""


_REMOVALS = frozenset({Action.WITHDRAW, Action.DELETE})

_Needs: TypeAlias = Mapping[Scope, set[Scope]]


def in_order(changes: Iterable[Change], at: datetime, zones: Zones) -> tuple[Change, ...]:
    """Changes sorted by scope, so that the same plan always runs the same way, each with what it needs first.

    A title that moves to another business line is offered there before it is removed here. A title that changes
    its ALID is removed first: a title cannot hold two (avails-api section 5). Bundles: `plan.bundles`; one that waits
    for its members while they wait for it is written twice.

    Args:
        changes: In any order.
        at: The instant of the plan.
        zones: Days of the territories.
    """
    ordered = sorted(changes, key=lambda change: change.scope)
    needs: dict[Scope, set[Scope]] = dict(bundle_needs(ordered, at))
    for change in filter(lambda one: one.needs, ordered):
        needs.setdefault(change.scope, set()).update(change.needs)
    for scope, others in _moved_titles(ordered):
        needs.setdefault(scope, set()).update(others)
    circling = _circling(needs)
    return tuple(
        replace(
            change,
            needs=tuple(sorted({*change.needs, *needs[change.scope]})),
            first=shared(change, parts_of(change, ordered), at, zones)
            if change.scope in circling and _may_be_written_twice(change)
            else None,
        )
        if change.scope in needs
        else change
        for change in ordered
    )


def _may_be_written_twice(change: Change) -> bool:
    return is_bundle(change) and change.action is Action.REPLACE


def _moved_titles(ordered: Sequence[Change]) -> Iterator[tuple[Scope, set[Scope]]]:
    """What a title that moves to another business line, or to another ALID, waits for."""
    of_title: dict[tuple[str, str], set[Scope]] = {}
    of_content: dict[tuple[str, str, str], list[Change]] = {}
    for change in ordered:
        if change.action in _REMOVALS and change.before is not None:
            content = change.before.title.content_id
            of_content.setdefault((*_place(change), content), []).append(change)
        if change.action is Action.CREATE:
            of_title.setdefault((change.scope.alid, change.scope.territory), set()).add(change.scope)
    for change in ordered:
        scope = change.scope
        if change.action in _REMOVALS and (created := of_title.get((scope.alid, scope.territory))):
            yield scope, created
        if change.action is Action.CREATE and change.after is not None:
            removed = of_content.get((*_place(change), change.after.title.content_id), ())
            if others := {removal.scope for removal in removed if removal.scope.alid != scope.alid}:
                yield scope, others


def _place(change: Change) -> tuple[str, str]:
    return (change.scope.territory, change.scope.business_line)


def _circling(needs: _Needs) -> frozenset[Scope]:
    """Scopes that wait for each other: those left when what waits for nothing, and what nothing waits for, is gone."""
    needed_by: dict[Scope, set[Scope]] = {}
    waiting = _left(needs)
    for scope, others in waiting.items():
        for other in others & waiting.keys():
            needed_by.setdefault(other, set()).add(scope)
    return frozenset(_left(needed_by))


def _left(needs: _Needs) -> _Needs:
    """What is left when scopes that wait for nothing that is left are taken away, again and again."""
    left = dict(needs)
    while free := [scope for scope, others in left.items() if not any(other in left for other in others)]:
        for scope in free:
            del left[scope]
    return left


def pack(changes: Sequence[Change], size: int, *, one_alid: bool = True) -> Iterator[Batch]:
    """Changes in batches: each write once, no scope twice in a batch, what a write needs in an earlier wave.

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
    """Writes by wave: everything that a write needs is in a wave before its own.

    Of a bundle that is written twice the first write waits for nothing, and is all that others wait for.

    Raises:
        RuntimeError: If changes need each other in a circle; a plan never has such.
    """
    writes = [*(replace(change, is_first=True) for change in changes if change.first is not None), *changes]
    planned = {change.scope for change in changes}
    met: dict[Scope, int] = {}
    found: list[list[Change]] = []
    left = [(write, [need for need in _waits_for(write) if need in planned]) for write in writes]
    while left:
        ready = [(write, wants) for write, wants in left if all(need in met for need in wants)]
        if not ready:
            raise RuntimeError("changes need each other in a circle")
        left = [(write, wants) for write, wants in left if not all(need in met for need in wants)]
        found.append([write for write, _ in ready])
        met.update({write.scope: len(found) for write, _ in ready if write.is_first or write.first is None})
    return found


def _waits_for(write: Change) -> tuple[Scope, ...]:
    """What must be accepted before a write: nothing before a first one, the first one too before a second one."""
    if write.is_first:
        return ()
    return write.needs if write.first is None else (*write.needs, write.scope)


def _fill(waiting: Sequence[Change], size: int, *, one_alid: bool) -> tuple[list[Change], list[Change]]:
    taken: list[Change] = []
    left: list[Change] = []
    keys: set[object] = set()
    for number, change in enumerate(waiting):
        if len(taken) == size:
            return taken, [*left, *waiting[number:]]
        key: object = change.scope if one_alid else change.scope.alid
        if key not in keys:
            keys.add(key)
            taken.append(change)
        else:
            left.append(change)
    return taken, left


def estimate(writes: int, batch_size: int, requests_per_second: float) -> Estimate:
    """What applying costs at least: requests, and seconds at the environment's rate."""
    batches = -(-writes // batch_size)
    requests = _ROUNDS * batches
    return Estimate(requests, round(requests / requests_per_second, 1))
