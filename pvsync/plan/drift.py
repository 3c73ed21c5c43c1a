"""Drift in three groups: changed by hand, waiting for an apply, and known until a day.

A scope may stand in more than one: each of its values belongs to one group by its cause, so that a price which somebody
changed in Slate is not told in one breath with one that waits in git.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from pvsync.model.drift import Drift, KnownDrift, key_of
from pvsync.model.plan import Action, Cause, Change, FieldChange, RowFate
from pvsync.model.scope import Scope
from pvsync.model.standing import ExtraChange
from pvsync.model.zones import Zones

_WAITS = frozenset({Cause.INTENT, Cause.DATED, Cause.BEHIND})
_STAYS = frozenset({RowFate.SAME, RowFate.KEPT})


def drift_of(
    changes: Iterable[Change],
    known: Mapping[Scope, Sequence[KnownDrift]],
    at: datetime,
    zones: Zones,
    extra: Iterable[ExtraChange] = (),
) -> Drift:
    """Part the changes of an observed plan.

    Args:
        changes: What differs, with causes.
        known: What is said to be expected, by scope.
        at: The instant of the plan.
        zones: Days of the territories.
        extra: What live says under names that nobody knows, where the last apply left something else, or nobody can tell.
    """
    by_hand: list[Change] = []
    waiting: list[Change] = []
    expected: list[tuple[Change, KnownDrift]] = []
    expired: dict[KnownDrift, None] = {}
    for change in changes:
        entries = known.get(change.scope, ())
        today = zones.day_of(at, change.scope.territory)
        live = [entry for entry in entries if today < entry.until]
        waiting += _part(change, [item for item in change.fields if _waits(change, item)])
        rest = [item for item in change.fields if not _waits(change, item)]
        for entry in live:
            named = [item for item in rest if entry.names(key_of(item.path))]
            rest = [item for item in rest if item not in named]
            expected += [(part, entry) for part in _part(change, named)]
        by_hand += _part(change, rest)
        past = (entry for entry in entries if entry not in live)
        expired |= {entry: None for entry in past if any(entry.names(key_of(item.path)) for item in rest)}
    strange = tuple(one for one in extra if one.run and not _is_known(one.scope, known, at, zones))
    return Drift(tuple(by_hand), tuple(waiting), tuple(expected), tuple(expired), strange)


def _is_known(scope: Scope, known: Mapping[Scope, Sequence[KnownDrift]], at: datetime, zones: Zones) -> bool:
    """Whether an entry expects any difference of a scope, those included that no key of the catalog can say."""
    today = zones.day_of(at, scope.territory)
    return any(today < entry.until and not entry.what for entry in known.get(scope, ()))


def _waits(change: Change, item: FieldChange) -> bool:
    """Whether git says it and nobody has sent it. What was never applied and is not there waits for its first apply."""
    if item.cause is Cause.UNKNOWN:
        return change.action is Action.CREATE
    return item.cause in _WAITS


def _part(change: Change, fields: Sequence[FieldChange]) -> Iterator[Change]:
    """The change with some of its values alone; nothing where it has none of them."""
    if not fields:
        return
    others = {_label(item) for item in change.fields} - {_label(item) for item in fields}
    rows = tuple(
        replace(row, fate=RowFate.SAME) if row.label in others and row.fate not in _STAYS else row
        for row in change.rows
    )
    yield replace(change, fields=tuple(fields), rows=rows)


def _label(item: FieldChange) -> str:
    """The label of the transaction that a value belongs to, empty for the title itself."""
    return (
        item.path[len("transactions[") :].partition("]")[0] if item.path.startswith("transactions[") else ""
    )
