"""More leaves Prime Video at once than leaves it on an ordinary day.

Counted is each transaction that is open live and will not be open once the plan is applied: ended, left out, withdrawn
or deleted, and also one that was never in git, since the next full extract of its scope ends it (unless `foreign: keep`
lets it be). Counted with them is each opening of the next 30 days that does not come: left out, withdrawn, moved beyond
them, or offered under another licence or channel. A line of the same licence, channel and format that goes on in its
place keeps it from being counted, and so does an opening that only moves within the 30 days; the contract is nothing
that customers see. What the last 24 hours took down counts along, so that a takedown cannot be split; what was approved
by its count does not count again.

A plan may let 10 transactions go dark, whatever their number of titles: a season of ten episodes in one format. In each
territory they may be in 5 % of the scopes that are on sale there: open, or opening within 30 days, live or in git,
whatever was selected. Scopes whose windows are all over count nowhere. There is no smallest number below which the share
is not asked: of two scopes, one is half of the territory, and where there are fewer than twenty, none leaves unasked.

Where all of it shall go, approve exactly this count: `pvsync apply --approve going_dark=COUNT`. Where your ordinary day
is larger, raise `going_dark: {count: 20, share: 25}` below `guards:` in pvsync.yaml.

Source: a rule of pvsync, and so are its numbers; the documents of Prime Video ask for no such limit.
"""

from pvsync.model.guarded import Counted, GuardedPlan, Threshold
from pvsync.rules.guard import Guard, Limit
from pvsync.rules.safety.examples import SECOND, movie, with_guards
from pvsync.rules.safety.open_windows import cancelled_openings, open_windows


def count(plan: GuardedPlan) -> Counted:
    """Transactions that are open now and will not be, and openings that do not come, by scope."""
    found = {
        change.scope: sum(one.after is None for one in open_windows(change, plan.as_of))
        + sum(1 for _ in cancelled_openings(change, plan.as_of))
        for change in plan.changes
    }
    return Counted({scope: dark for scope, dark in found.items() if dark}, plan.earlier(GUARD.key))


_LIVE = movie() + SECOND

GUARD = Guard(
    code="PV911",
    name="going-dark",
    count=count,
    usual=Threshold(count=10, share=5),
    about="What may leave at once",
    limits={
        "count": Limit("Transactions in the whole plan", "20"),
        "share": Limit("Percent of the scopes on sale in a territory", "25"),
    },
    one="transaction that is on sale goes dark",
    many="transactions that are on sale go dark",
    page=__doc__,
    bad=with_guards("delta: {share: 100}", _LIVE, movie(keys="state: withdrawn\n") + SECOND),
    good=with_guards(
        "delta: {share: 100}\n  going_dark: {share: 50}", _LIVE, movie(keys="state: withdrawn\n") + SECOND
    ),
)
