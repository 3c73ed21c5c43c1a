"""All guards on a plan: what each counts, held against what it lets pass."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from pvsync.model.guarded import Counted, GuardedPlan, Threshold
from pvsync.model.plan import Action
from pvsync.model.scope import Scope
from pvsync.model.verdict import GuardVerdict, TerritoryVerdict
from pvsync.rollcall import member, members
from pvsync.rules.guard import Guard

_PACKAGE = f"{__package__}.safety"
_WHOLE = 100


@cache
def all_guards() -> tuple[Guard, ...]:
    """Every guard, by code; membership is by file name."""
    return tuple(member(_PACKAGE, name, "pv").GUARD for name in members(_PACKAGE, "pv"))


def usual_thresholds() -> dict[str, Threshold]:
    """What each guard lets pass where nobody says otherwise, by its name."""
    return {guard.key: guard.usual for guard in all_guards()}


def verdicts(plan: GuardedPlan) -> tuple[GuardVerdict, ...]:
    """What each guard says of a plan, by code; one that is off until somebody turns it on says nothing."""
    return tuple(_verdict(guard, plan) for guard in all_guards() if not _is_unasked(guard, plan))


def _is_unasked(guard: Guard, plan: GuardedPlan) -> bool:
    return guard.usual.is_off and guard.threshold(plan).is_off


def _verdict(guard: Guard, plan: GuardedPlan) -> GuardVerdict:
    threshold = guard.threshold(plan)
    counted = guard.count(plan)
    earlier = sum(counted.earlier.values())
    count = sum(counted.own.values()) + earlier
    places = tuple(_territories(plan, counted, threshold))
    over = threshold.count is not None and count > threshold.count
    # What is of the last 24 hours alone has passed already: a plan is refused for what it does itself.
    refused = not threshold.is_off and bool(counted.own)
    refused = refused and (over or any(place.verdict == "refuse" for place in places))
    return GuardVerdict(
        guard=guard.key,
        count=count,
        limit=None if threshold.is_off else threshold.count,
        verdict="refuse" if refused else "pass",
        earlier=earlier,
        percent=threshold.percent,
        territories=places,
        scopes=tuple(sorted(counted.own.items())) if counted.is_told else (),
        says=guard.says(count, threshold),
    )


def _territories(plan: GuardedPlan, counted: Counted, threshold: Threshold) -> Iterator[TerritoryVerdict]:
    if threshold.share is None or threshold.is_off or not counted.own:
        return
    wholes = _wholes(plan)
    things, scopes = _by_territory(counted)
    for territory in sorted({scope.territory for scope in counted.own}):
        part, whole = scopes[territory], wholes[territory]
        refused = part * _WHOLE > threshold.share * whole
        yield TerritoryVerdict(
            territory, things[territory], part, whole, threshold.share, "refuse" if refused else "pass"
        )


def _by_territory(counted: Counted) -> tuple[Counter[str], Counter[str]]:
    """How many things are counted in each territory, and in how many scopes."""
    things: Counter[str] = Counter()
    found: set[Scope] = set()
    parts: tuple[Mapping[Scope, int], ...] = (counted.own, counted.earlier)
    for part in parts:
        for scope, count in part.items():
            things[scope.territory] += count
            found.add(scope)
    return things, Counter(scope.territory for scope in found)


def _wholes(plan: GuardedPlan) -> Counter[str]:
    """Scopes by territory: those that git offers, and those that are or were changed and that it offers no more."""
    changed = {change.scope for change in plan.changes if change.action is not Action.FORGET}
    changed.update(one.scope for one in plan.recent)
    found = Counter(scope.territory for scope in plan.offered)
    found.update(scope.territory for scope in changed - plan.offered)
    return found
