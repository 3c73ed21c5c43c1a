"""More subscribers than you allow watched what is taken away, shortened or priced otherwise.

This guard is off until pvsync.yaml turns it on, since it needs the store that `pvsync datasets pull` fills: `impact:
{subscribers: 500}` below `guards:`. Then every plan asks that store, with `--impact` or without. Counted is each scope
that the plan withdraws or deletes, or of which a transaction goes dark, ends earlier though it is open, or changes its
price, where more subscribers than that watched the title in the last 28 days through any one of the channels that are
hit. Subscribers of several channels are never added: one customer has another id in each parent channel. With `impact:
{}` a single subscriber is enough.

Where the store does not say, the scope counts too: nothing pulled, playback too old, a marketplace without a territory
in `datasets.marketplaces`, no row at all. No row is unknown, and never zero. `unknown: pass` lets those through. What
the datasets can never tell does not count, as no store would help: everything but movies and episodes of subscription
channels, so all of TVOD. The other guards watch over these.

No such scope passes by itself; `count: 5` allows some. Where it shall be, approve exactly this count: `pvsync apply
--approve impact=COUNT`. What the last 24 hours hit counts along, so that a takedown cannot be split.

Source: a rule of pvsync; what viewing means is in the documents of the Datasets API (columns of the playback dataset).
"""

from pvsync.model.audience import ScopeAudience
from pvsync.model.guarded import Counted, GuardedPlan, Threshold
from pvsync.rules.guard import Guard, Limit
from pvsync.rules.safety.examples import with_guards


def count(plan: GuardedPlan) -> Counted:
    """Scopes that more subscribers watched than allowed, or of which that is not known."""
    threshold = GUARD.threshold(plan)
    found = {scope: 1 for scope, one in plan.audience.items() if _counts(one, threshold)}
    return Counted(found, plan.earlier(GUARD.key))


def _counts(one: ScopeAudience, threshold: Threshold) -> bool:
    if one.most is None:
        return not one.is_outside and not threshold.passes_unknown
    return one.most > (threshold.subscribers or 0)


_LOOSE = "delta: {share: 100}\n  going_dark: {share: 100}\n  empty_catalog: off\n  impact: "


def _movie(keys: str = "") -> str:
    return f"""
kind: movie
alid: HEATHAZE-2024
title: Heat Haze
{keys}avails:
  - {{license: SVOD, territories: [US], formats: [HD], channel: mgm_plus_subscription, contract: CPH, category: sub, start: 2026-02-01, end: 2028-01-31}}
"""


_GONE = _movie("state: withdrawn\n")

GUARD = Guard(
    code="PV919",
    name="impact",
    count=count,
    usual=Threshold(count=0, subscribers=0, is_off=True),
    about="How many subscribers may have watched what is hit; off by itself, needs `pvsync datasets pull`",
    limits={
        "subscribers": Limit(
            "Subscribers of one title in one territory through one channel in 28 days", "500"
        ),
        "count": Limit("Scopes beyond it that may pass", "5"),
        "unknown": Limit("Whether a scope counts of which nobody knows who watched"),
    },
    one="scope is hit that more subscribers watched than allowed, or of which that is unknown",
    many="scopes are hit that more subscribers watched than allowed, or of which that is unknown",
    page=__doc__,
    bad=with_guards(f"{_LOOSE}{{subscribers: 500}}", _movie(), _GONE),
    good=with_guards(f"{_LOOSE}{{subscribers: 500, unknown: pass}}", _movie(), _GONE),
)
