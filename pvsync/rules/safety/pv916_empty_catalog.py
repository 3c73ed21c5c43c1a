"""The catalog offers nothing any more in a territory, or nothing at all, and what is live there shall go.

A catalog that is empty is more often a wrong folder, a failed merge or a lost file than a decision. Counted is each
scope that the plan withdraws, deletes or forgets in a territory where git offers nothing, whatever was selected.

None of them passes by itself. Where a territory is really given up, approve exactly this count: `pvsync apply --approve
empty_catalog=COUNT`.

Source: a rule of pvsync.
"""

from pvsync.model.guarded import Counted, GuardedPlan, Threshold
from pvsync.model.plan import Action
from pvsync.rules.guard import Guard
from pvsync.rules.safety.examples import SECOND, movie, with_guards

_ENDS = frozenset({Action.WITHDRAW, Action.DELETE, Action.FORGET})


def count(plan: GuardedPlan) -> Counted:
    """Scopes that shall go where nothing is offered."""
    going = [change.scope for change in plan.changes if change.action in _ENDS]
    if not going:
        return Counted({})
    offered = {scope.territory for scope in plan.offered}
    return Counted({scope: 1 for scope in going if scope.territory not in offered})


_LOOSE = "delta: {share: 100}\n  going_dark: {share: 100}"

GUARD = Guard(
    code="PV916",
    name="empty-catalog",
    count=count,
    usual=Threshold(count=0),
    about="Whether a territory that git empties is refused",
    one="scope shall go where the catalog offers nothing any more",
    many="scopes shall go where the catalog offers nothing any more",
    page=__doc__,
    bad=with_guards(_LOOSE, movie(), movie(keys="state: withdrawn\n")),
    good=with_guards(_LOOSE, movie() + SECOND, movie(keys="state: withdrawn\n") + SECOND),
)
