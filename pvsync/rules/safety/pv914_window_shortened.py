"""A window that is open today, or opens within 30 days, ends earlier than live says.

An end that moves forward is a promise taken back, and a mistyped year looks like one. Counted is each transaction that
is open now, stays open, and ends earlier, and each that opens within 30 days, still does, and then ends earlier; windows
that follow without a gap are taken as one. What ends at once, or does not open, is counted as going dark instead.

No such window passes by itself. Where the shorter one is right, approve exactly this count: `pvsync apply --approve
window_shortened=COUNT`, or raise `window_shortened: {count: 5}` below `guards:` in pvsync.yaml.

Source: a rule of pvsync; the documents of Prime Video ask for no such limit.
"""

from pvsync.model.guarded import Counted, GuardedPlan, Threshold
from pvsync.rules.guard import Guard, Limit
from pvsync.rules.safety.examples import movie, with_guards
from pvsync.rules.safety.open_windows import open_windows, shortened_openings


def count(plan: GuardedPlan) -> Counted:
    """Transactions that are open, or open soon, and end earlier, by scope."""
    found = {
        change.scope: sum(
            one.after is not None and one.after < one.until for one in open_windows(change, plan.as_of)
        )
        + sum(1 for _ in shortened_openings(change, plan.as_of))
        for change in plan.changes
    }
    return Counted({scope: shorter for scope, shorter in found.items() if shorter}, plan.earlier(GUARD.key))


GUARD = Guard(
    code="PV914",
    name="window-shortened",
    count=count,
    usual=Threshold(count=0),
    about="Which windows on sale may end earlier",
    limits={"count": Limit("Transactions in the whole plan", "5")},
    one="window on sale ends earlier",
    many="windows on sale end earlier",
    page=__doc__,
    bad=with_guards("delta: {share: 100}", movie(), movie(end="2026-12-31")),
    good=with_guards("delta: {share: 100}", movie(), movie(end="2032-12-31")),
)
