"""One scope back to what it was before a run: the change that undoes a change, computed from what is live now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from pvsync.diagnostics import Place
from pvsync.model.avail import Absent, Avail, Present
from pvsync.model.on_sale import uncovered
from pvsync.model.plan import Action, Change
from pvsync.model.scope import Scope
from pvsync.plan.compare import Setting, compare
from pvsync.plan.compose import labels
from pvsync.plan.removal import withdraw

_NOWHERE = Place("")
_REASONS = {
    Action.CREATE: "the run brought it",
    Action.REPLACE: "as it was before the run",
    Action.WITHDRAW: "the run withdrew it",
    Action.DELETE: "the run deleted it",
}


@dataclass(frozen=True, slots=True)
class _NoPlaces:
    """What was live stands in no file."""

    def title(self, _path: str) -> Place:
        return _NOWHERE

    def transaction(self, _scope: Scope, _row: int, _path: str) -> Place:
        return _NOWHERE


def undo(change: Change, before: Avail | None, reading: Present | Absent, setting: Setting) -> Change | None:
    """The change that puts back what was live before a run, None where time has done so already.

    What the run created is withdrawn: whether it was delivered meanwhile cannot be known, and only what never was may
    be deleted (avails-api section 5). Windows that have ended since stay as they are.

    Args:
        change: What the run did.
        before: What was live before, with what live never shows; None where there was nothing.
        reading: What is live now.
        setting: The instant, and what the last run sent at places that live never shows.
    """
    if before is None or change.action is Action.CREATE:
        back = withdraw(reading, _NOWHERE, setting)
    else:
        back = compare(before, _NoPlaces(), reading, setting)
    if back is None:
        return None
    after = back.after
    if isinstance(reading, Absent) and after is not None and before is not None:
        after = replace(after, extra=before.extra)
    unplaced = tuple(replace(item, source=None) for item in back.fields)
    return replace(back, after=after, fields=unplaced, reason=_REASONS[change.action])


def ended_since(before: Avail | None, then: datetime, setting: Setting) -> tuple[str, ...]:
    """The windows that were not over when a run was planned and are over now: short name and last day of each."""
    rows = () if before is None else before.transactions
    over = [row for row in rows if not row.window.is_over(then) and row.window.is_over(setting.at)]
    return tuple(
        f"{label} on {setting.zones.day_of(row.window.end, row.territory)}"
        for label, row in zip(labels(over, setting.zones), over, strict=True)
        if row.window.end is not None
    )


def torn(
    changes: Mapping[Scope, Change],
    around: Mapping[Scope, Avail],
    parts: Mapping[str, frozenset[str]],
    at: datetime,
) -> Iterator[tuple[Scope, Scope, Scope]]:
    """What would leave a bundle on sale in a time in which a part of it is not, and was.

    Args:
        changes: What is to be changed.
        around: What else is live: the bundles of the titles that change, and the parts of those.
        parts: ALIDs of what each bundle holds, by the bundle's own.
        at: The instant of the plan; what is over is past asking.

    Yields:
        A change that would do so, the bundle, and the part.
    """
    now = dict(around)
    then = dict(around)
    for scope, change in changes.items():
        now.update({} if change.before is None else {scope: change.before})
        then.pop(scope, None)
        then.update({} if change.after is None else {scope: change.after})
    for scope in {scope for scope in (*now, *then) if scope.alid in parts}:
        for alid in sorted(parts[scope.alid]):
            part = replace(scope, alid=alid)
            if not uncovered(then.get(scope), then.get(part), (now.get(scope), now.get(part)), at):
                continue
            yield from ((one, scope, part) for one in (scope, part) if one in changes)
