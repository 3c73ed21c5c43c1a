"""Git here is older than what was applied, and the plan would take back what somebody has applied since.

A receipt is a permission and not only a memory. A stale branch, a checkout of an earlier commit, the re-run of last
week's job or a history that was written anew: each says what was true once, and live differs from it because something
newer was applied. Counted is each scope with a difference where the newest run that sent it stands at a commit that is
not part of git here; where the newest run of all stands at a later commit than git here, each scope that the plan
changes; and where it stands on another branch, each scope that this branch left as it was and the other one changed.

None of them passes by itself. Bring git up to date: `git pull` on the branch that is applied, or merge it into yours.
A revert on top of what was applied is not behind. Where the older state is really wanted, approve exactly this count:
`pvsync apply --approve behind=COUNT`. Where what was applied is not in this clone at all, `git fetch` brings it.

Source: a rule of pvsync.
"""

from pvsync.model.guarded import Counted, GuardedPlan, Threshold
from pvsync.model.plan import Cause
from pvsync.rules.guard import Guard
from pvsync.rules.safety.examples import ELSEWHERE, HERE, movie, with_guards


def count(plan: GuardedPlan) -> Counted:
    """Scopes that git here is too old for."""
    found = (
        change.scope for change in plan.changes if any(item.cause is Cause.BEHIND for item in change.fields)
    )
    return Counted(dict.fromkeys(found, 1))


_LOOSE = "delta: {share: 100}"

GUARD = Guard(
    code="PV920",
    name="behind",
    count=count,
    usual=Threshold(count=0),
    about="Whether git may be older than what was applied",
    one="scope would go back to what git said before something newer was applied",
    many="scopes would go back to what git said before something newer was applied",
    page=__doc__,
    bad=with_guards(_LOOSE, movie(srp="8.99"), movie(), was=ELSEWHERE),
    good=with_guards(_LOOSE, movie(srp="8.99"), movie(), was=HERE),
)
