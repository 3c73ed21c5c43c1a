"""A member of a bundle goes from sale while the bundle stays on it.

Customers would buy a bundle of which a part cannot be had. Where a document says that the member shall go, that is an
error of the catalog already (PV903). This guard looks at what the plan comes to, by whatever door: a file that left
under `on_removal`, a shorter end, another licence, a season that left its series. Counted is each scope of a member
that is not for purchase in a time in which its box set or collection is, once the plan is applied, where that is not so
live already. A bundle that ends no later than its member in the same plan is no case: it goes first.

End the bundle there as well, or let the member stay. Where a bundle shall be left alone for a while, approve exactly
this count: `pvsync apply --approve bundle_members=COUNT`.

Source: validation rules 1 and 2 of TV box sets, 2 and 3 of movie collections; the guard is pvsync's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pvsync.model.avail import Avail
from pvsync.model.family import Key, bundle_keys, member_keys
from pvsync.model.guarded import Counted, GuardedPlan, Threshold
from pvsync.model.licence import BusinessLine
from pvsync.model.on_sale import uncovered
from pvsync.model.plan import Action
from pvsync.model.scope import Scope
from pvsync.model.stretch import Stretch
from pvsync.model.titles import BoxSet, Season, Title
from pvsync.rules.guard import Guard
from pvsync.rules.safety.examples import SECOND, movie
from pvsync.rules.words import day_text


@dataclass(frozen=True, slots=True)
class _Sold:
    """A scope as it is live and as the plan leaves it; None where nothing is."""

    live: Avail | None
    then: Avail | None

    @property
    def title(self) -> Title | None:
        avail = self.then or self.live
        return None if avail is None else avail.title


def count(plan: GuardedPlan) -> Counted:
    """Members that go while a bundle with them stays."""
    sold = _sold(plan)
    found: dict[Scope, str] = {}
    for bundle, part in _pairs(sold):
        one, whole = sold[part], sold[bundle]
        gaps = uncovered(whole.then, one.then, (whole.live, one.live), plan.as_of)
        if gaps and part not in found:
            found[part] = _reason(plan, bundle, part, gaps[0])
    return Counted(dict.fromkeys(found, 1), reasons=tuple(found[scope] for scope in sorted(found)))


def _sold(plan: GuardedPlan) -> dict[Scope, _Sold]:
    """Bundles and what they may hold; what the plan does not change is live as git has it."""
    found = {avail.scope: _Sold(avail, avail) for avail in plan.bundled}
    for change in plan.changes:
        if change.scope.business_line is BusinessLine.TVOD:
            then = change.before if change.action is Action.FORGET else change.after
            found[change.scope] = _Sold(change.before, then)
    return found


def _pairs(sold: dict[Scope, _Sold]) -> Iterator[tuple[Scope, Scope]]:
    """Each bundle with each of its members in the same territory, in order."""
    members: dict[tuple[str, Key], list[Scope]] = {}
    for scope in sorted(sold):
        for key in member_keys(sold[scope].title):
            members.setdefault((scope.territory, key), []).append(scope)
    for scope in sorted(sold):
        for key in bundle_keys(sold[scope].title):
            for part in members.get((scope.territory, key), ()):
                if _holds(sold[scope].title, sold[part].title):
                    yield scope, part


def _holds(bundle: Title | None, part: Title | None) -> bool:
    """Whether a bundle holds a part: a box set the first seasons, as many as it counts; all on a doubt."""
    if not isinstance(bundle, BoxSet) or not isinstance(part, Season):
        return True
    return bundle.season_count is None or part.number is None or part.number <= bundle.season_count


def _reason(plan: GuardedPlan, bundle: Scope, part: Scope, gap: Stretch) -> str:
    until = "without end" if gap.is_endless else f"to {day_text(plan.zones.day_of(gap.last, part.territory))}"
    first = day_text(plan.zones.day_of(max(gap.first, plan.as_of), part.territory))
    return f"{bundle.alid} is on sale in {part.territory} without {part.alid} from {first} {until}"


def _example(catalog: str) -> str:
    live = movie() + SECOND + _COLLECTION
    guards = "guards:\n  delta: {share: 100}\n  going_dark: {share: 100}\n"
    config = f"licensor: acme\non_removal: withdraw\n{guards}"
    return f"{config}# live\n{live.strip()}\n# catalog\n{catalog.strip()}\n"


_COLLECTION = """
---
kind: collection
alid: HEAT-COLLECTION
title: The Heat Collection
members: [HEATHAZE-2024, COLDFRONT-2022]
avails:
  - {license: EST, territories: [US], formats: [Max], start: 2026-02-01, end: 2030-12-31, wsp: 9.00 USD, srp: 14.99 USD}
"""

GUARD = Guard(
    code="PV922",
    name="bundle-members",
    count=count,
    usual=Threshold(count=0),
    about="Whether a member may go from sale before its bundle",
    one="member goes while a bundle with it stays on sale",
    many="members go while bundles with them stay on sale",
    page=__doc__,
    bad=_example(SECOND.strip().removeprefix("---") + _COLLECTION),
    good=_example(movie() + SECOND),
)
