"""All guards on a plan: what each counts, held against what it lets pass."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from pvsync.model.guarded import Counted, GuardedPlan, Threshold
from pvsync.model.on_sale import is_on_sale
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
    own = sum(counted.own.values())
    count = own + earlier
    places = tuple(_territories(plan, counted, threshold)) if own else ()
    over = threshold.count is not None and count > threshold.count
    # What is of the last 24 hours alone has passed already: a plan is refused for what it does itself.
    refused = not threshold.is_off and own > 0
    refused = refused and (over or any(place.verdict == "refuse" for place in places))
    return GuardVerdict(
        guard=guard.key,
        count=count,
        limit=None if threshold.is_off else threshold.count,
        verdict="refuse" if refused else "pass",
        earlier=earlier,
        percent=threshold.percent,
        territories=places,
        scopes=counted.told,
        says=guard.says(count, threshold),
        reasons=counted.reasons,
    )


def _territories(plan: GuardedPlan, counted: Counted, threshold: Threshold) -> Iterator[TerritoryVerdict]:
    if threshold.share is None or threshold.is_off:
        return
    things: Counter[str] = Counter()
    parts: dict[str, set[Scope]] = {}
    for scope, count in (*counted.own.items(), *counted.earlier.items()):
        if count:
            things[scope.territory] += count
            parts.setdefault(scope.territory, set()).add(scope)
    wholes = _wholes(plan, parts)
    for territory in sorted({scope.territory for scope, count in counted.own.items() if count}):
        part, whole = len(parts[territory]), wholes[territory]
        refused = part * _WHOLE > threshold.share * whole
        yield TerritoryVerdict(
            territory, things[territory], part, whole, threshold.share, "refuse" if refused else "pass"
        )


def _wholes(plan: GuardedPlan, parts: Mapping[str, set[Scope]]) -> Counter[str]:
    """Scopes by territory that are on sale, live or in git, and those that were counted.

    What does not change is live as git has it; what is over on both sides is no part of any whole.
    """
    live = {change.scope for change in plan.changes if is_on_sale(change.before, plan.as_of)}
    return Counter(scope.territory for scope in plan.on_sale.union(live, *parts.values()))
