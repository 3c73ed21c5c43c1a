"""What was ended on purpose would be on sale again.

Rights that were lost, an order of a court, a takedown in the night: the last thing that the service accepted for the
scope ended it, and this plan opens it again. That can be right, and it can be a revert that took more back than it
should, a copied file or a takedown that nobody has committed. Counted is each scope of which the last accepted action
was a withdrawal, a delete or a takedown, and in which the plan opens a window, now or later.

None of them passes by itself. Where the rights are back, approve exactly this count: `pvsync apply --approve
reoffer=COUNT`. Where they are not, say so in the catalog: `state: withdrawn`, or an entry below `removed:`.

Source: a rule of pvsync.
"""

from pvsync.model.guarded import Counted, GuardedPlan, Threshold
from pvsync.model.plan import Action, Change
from pvsync.rules.guard import Guard
from pvsync.rules.safety.examples import ENDED, HERE, movie, with_guards

_OFFERS = frozenset({Action.CREATE, Action.REPLACE})


def count(plan: GuardedPlan) -> Counted:
    """Scopes that were ended and open again."""
    found = (
        change.scope
        for change in plan.changes
        if change.scope in plan.ended and change.action in _OFFERS and _opens(change, plan)
    )
    return Counted(dict.fromkeys(found, 1))


def _opens(change: Change, plan: GuardedPlan) -> bool:
    """Whether something is open or to come afterwards that is neither before."""
    after, before = change.after, change.before
    if after is None:
        return False
    live = {} if before is None else dict(enumerate(before.transactions))
    return any(
        row.after is not None
        and not after.transactions[row.after].window.is_over(plan.as_of)
        and (row.before is None or live[row.before].window.is_over(plan.as_of))
        for row in change.rows
    )


_LOOSE = "delta: {share: 100}"
_OVER = movie(end="2026-05-20")

GUARD = Guard(
    code="PV921",
    name="reoffer",
    count=count,
    usual=Threshold(count=0),
    about="Whether what was ended may open again",
    one="scope that was withdrawn, deleted or taken down opens again",
    many="scopes that were withdrawn, deleted or taken down open again",
    page=__doc__,
    bad=with_guards(_LOOSE, _OVER, movie(), was=ENDED),
    good=with_guards(_LOOSE, _OVER, movie(), was=HERE),
)
