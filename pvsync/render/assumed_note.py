"""What a plan sends at places that no document gives, and the documented way beside it."""

from collections.abc import Iterator

from pvsync.model.plan import Action, Plan
from pvsync.model.unshown import assumed_values
from pvsync.render.english import counted, listed

_SENDS = (Action.CREATE, Action.REPLACE)
_WORDS = {"members": "members of a bundle", "discount": "bundle discounts", "other_terms": "other terms"}


def assumed_note(plan: Plan) -> Iterator[str]:
    """One sentence where a plan sends values at assumed places (open question 6), none otherwise."""
    found: set[str] = set()
    scopes = 0
    for change in plan.changes:
        if change.action in _SENDS and change.after is not None and (held := assumed_values(change.after)):
            found |= {path.rpartition(".")[2] for path in held}
            scopes += 1
    if scopes:
        what = listed([words for name, words in _WORDS.items() if name in found])
        yield (
            f"In {counted(scopes, 'scope')}, {what} are sent at a place that no document of Prime Video gives for the API; "
            "`pvsync export ema --out avails.xlsx` writes them the documented way, as a sheet."
        )
