"""The catalog has nothing on sale any more in a territory, or nothing at all, and what is live there shall go.

A catalog that is empty is more often a wrong folder, a failed merge or a lost file than a decision. Counted is each
scope that the plan withdraws, deletes, forgets or lets end in a territory where git has nothing on sale: nothing that is
open or opens within 30 days, whatever was selected. Titles whose windows are all over keep no territory alive.

None of them passes by itself. Where a territory is really given up, approve exactly this count: `pvsync apply --approve
empty_catalog=COUNT`.

Source: a rule of pvsync.
"""

from datetime import datetime

from pvsync.model.guarded import Counted, GuardedPlan, Threshold
from pvsync.model.on_sale import is_ahead
from pvsync.model.plan import Action, Change
from pvsync.rules.guard import Guard
from pvsync.rules.safety.examples import SECOND, movie, with_guards

_ENDS = frozenset({Action.WITHDRAW, Action.DELETE, Action.FORGET})


def count(plan: GuardedPlan) -> Counted:
    """Scopes that shall go where nothing is on sale."""
    going = [change.scope for change in plan.changes if _ends(change, plan.as_of)]
    if not going:
        return Counted({})
    alive = {scope.territory for scope in plan.on_sale}
    return Counted({scope: 1 for scope in going if scope.territory not in alive})


def _ends(change: Change, at: datetime) -> bool:
    """Whether a scope goes, by its action or because nothing of it is open or to come any more."""
    return is_ahead(change.before, at) and (change.action in _ENDS or not is_ahead(change.after, at))


_LOOSE = "delta: {share: 100}\n  going_dark: {share: 100}"

GUARD = Guard(
    code="PV916",
    name="empty-catalog",
    count=count,
    usual=Threshold(count=0),
    about="Whether a territory that git empties is refused",
    one="scope shall go where the catalog has nothing on sale any more",
    many="scopes shall go where the catalog has nothing on sale any more",
    page=__doc__,
    bad=with_guards(_LOOSE, movie(), movie(keys="state: withdrawn\n")),
    good=with_guards(_LOOSE, movie() + SECOND, movie(keys="state: withdrawn\n") + SECOND),
)
