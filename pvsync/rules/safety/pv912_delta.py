"""More than a fifth of what is on sale in a territory changes at once.

One wrong line in a deal, a territory group or a price list changes a whole territory, and each single change looks
right. Counted is each scope that the plan creates, replaces, withdraws, deletes or forgets, and each that was changed in
the last 24 hours, once; a run that never said what became of it counts with all of its scopes. A scope whose windows are
all over, before and after, does not count. They are held against the scopes that are on sale in the territory: open, or
opening within 30 days, live or in git, whatever was selected; what opens later counts where it changes, and in no whole.
What was approved by its count does not count again.

Whether something new counts as a change, no document says. Here it does, since a title offered by mistake can be bought,
but for a territory in which nothing was live before: a first launch has no earlier state from which it could differ,
takes nothing from customers, and may take several applies in one day. Titles that are over and come back are no launch.

Where all of it shall change, approve exactly this count: `pvsync apply --approve delta=COUNT`. Where your estate is
small, raise `delta: {share: 50}` below `guards:` in pvsync.yaml.

Source: a rule of pvsync; one fifth is the custom of rights teams for the difference between two avails sheets, and the
documents of Prime Video give no number.
"""

from collections.abc import Iterator

from pvsync.model.guarded import Counted, GuardedPlan, Threshold
from pvsync.model.on_sale import is_ahead
from pvsync.model.plan import Action
from pvsync.model.scope import Scope
from pvsync.rules.guard import Guard, Limit
from pvsync.rules.safety.examples import SECOND, movie, with_guards


def count(plan: GuardedPlan) -> Counted:
    """Scopes that change, each once; zero for those that are over before and after."""
    changed = {
        change.scope: int(is_ahead(change.before, plan.as_of) or is_ahead(change.after, plan.as_of))
        for change in plan.changes
        if change.action is not Action.KEEP
    }
    own = {scope for scope, counts in changed.items() if counts}
    earlier = plan.earlier(GUARD.key).keys() - own
    launched = set(_launched(plan, own | earlier)) if own else set()
    return Counted(
        {scope: counts for scope, counts in changed.items() if scope.territory not in launched},
        {scope: 1 for scope in earlier if scope.territory not in launched},
        is_told=False,
    )


def _launched(plan: GuardedPlan, changed: set[Scope]) -> Iterator[str]:
    """Territories in which nothing was live 24 hours ago: all that changes, and all that git has on sale, is new."""
    new = {change.scope for change in plan.changes if change.action is Action.CREATE}
    new.update(one.scope for one in plan.recent if one.is_new)
    territories = {scope.territory for scope in new}
    return (
        territory
        for territory in territories
        if all(scope in new for scope in plan.on_sale | changed if scope.territory == territory)
    )


GUARD = Guard(
    code="PV912",
    name="delta",
    count=count,
    usual=Threshold(share=20),
    about="What may change at once",
    limits={"share": Limit("Percent of the scopes on sale in a territory", "50")},
    one="scope changes",
    many="scopes change",
    page=__doc__,
    bad=with_guards("", movie() + SECOND, movie(srp="11.99") + SECOND),
    good=with_guards("delta: {share: 50}", movie() + SECOND, movie(srp="11.99") + SECOND),
)
