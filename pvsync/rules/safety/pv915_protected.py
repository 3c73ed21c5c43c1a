"""A title shall go that is protected, or was until this very change.

`protect: true` asks for two changes before a title goes: one that lifts the protection, and one that removes. A removal
beside the line is an error of the catalog (PV142). This guard also remembers the line after it has gone: it reads the
commit before the one that is planned and the newest one that reached the environment, and it watches over scopes that
left the catalog in silence. Counted is each scope of such a title that the plan withdraws or deletes.

Lift the protection, apply that, and remove afterwards. Where nothing was applied since it was lifted, or nobody can
wait, approve exactly this count: `pvsync apply --approve protected=COUNT`.

Source: a rule of pvsync; docs/reference/catalog.md, `protect`.
"""

from pvsync.model.guarded import Counted, GuardedPlan, Threshold
from pvsync.model.plan import Action
from pvsync.rules.guard import Guard
from pvsync.rules.safety.examples import SECOND, movie, with_guards

_REMOVALS = frozenset({Action.WITHDRAW, Action.DELETE})


def count(plan: GuardedPlan) -> Counted:
    """Scopes of protected titles that shall go."""
    return Counted(
        {
            change.scope: 1
            for change in plan.changes
            if change.action in _REMOVALS and change.scope.alid in plan.protected
        }
    )


_LOOSE = "delta: {share: 100}\n  going_dark: {share: 100}"
_LIVE = movie(keys="protect: true\n") + SECOND

GUARD = Guard(
    code="PV915",
    name="protected",
    count=count,
    usual=Threshold(count=0),
    about="Whether protection outlives its line",
    one="scope of a protected title shall go",
    many="scopes of protected titles shall go",
    page=__doc__,
    bad=with_guards(_LOOSE, _LIVE, movie(keys="state: withdrawn\n") + SECOND),
    good=with_guards(_LOOSE, _LIVE, movie() + SECOND),
)
