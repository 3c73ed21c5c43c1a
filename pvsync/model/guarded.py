"""A plan as its guards see it, what a threshold is, and what a guard counts; each guard itself is in `rules.safety`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from pvsync.model.audience import ScopeAudience
from pvsync.model.avail import Avail
from pvsync.model.plan import Change
from pvsync.model.scope import Scope
from pvsync.model.zones import Zones

LOOKS_BACK: Final = timedelta(hours=24)
"""How long a change counts along with those that follow it."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """What one guard lets pass; None where it has no such limit.

    Args:
        count: How many in the whole plan.
        share: In which part of a territory's scopes, in percent.
        percent: By how much a price may move without being counted.
        is_off: Whether the guard counts and never refuses.
        subscribers: How many may have watched one title in one territory without its being counted.
        passes_unknown: Whether that is not counted of which nobody knows how many watched.
    """

    count: int | None = None
    share: int | None = None
    percent: int | None = None
    is_off: bool = False
    subscribers: int | None = None
    passes_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Recent:
    """A change that the service may have taken in the last 24 hours.

    Args:
        scope: Its scope.
        is_new: Whether nothing was live before.
        counted: What each guard counted in it.
        approved: Guards whose count a person approved in that run: it counts along with nothing of theirs.
    """

    scope: Scope
    is_new: bool = False
    counted: Mapping[str, int] = field(default_factory=dict)
    approved: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GuardedPlan:
    """Everything that a guard judges.

    Args:
        as_of: The instant of the plan.
        changes: What is planned.
        offered: Every scope that git names and manages, whatever was selected, those included that shall go.
        recent: Changes of the last 24 hours.
        protected: ALIDs that are protected now, or were when git last said so.
        ended: Scopes whose last accepted action ended them: a withdrawal, a delete or a takedown.
        thresholds: What each guard lets pass, by its name, where it is not what it takes by itself.
        audience: Who watched what the plan hits, by scope; empty where nobody asked.
        on_sale: Those of `offered` that git has on sale (`model.on_sale`).
        bundled: What git offers for purchase of bundles and of what they may hold.
        zones: Days of the territories, for words.
    """

    as_of: datetime
    changes: tuple[Change, ...]
    offered: frozenset[Scope]
    recent: tuple[Recent, ...] = ()
    protected: frozenset[str] = frozenset()
    ended: frozenset[Scope] = frozenset()
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    audience: Mapping[Scope, ScopeAudience] = field(default_factory=dict)
    on_sale: frozenset[Scope] = frozenset()
    bundled: tuple[Avail, ...] = ()
    zones: Zones = field(default_factory=Zones)

    def earlier(self, guard: str) -> Counter[Scope]:
        """What a guard counted in the last 24 hours, without what was approved, by scope."""
        found: Counter[Scope] = Counter()
        for one in self.recent:
            if guard not in one.approved:
                found[one.scope] += one.counted.get(guard, 0)
        return +found


@dataclass(frozen=True, slots=True)
class Counted:
    """What a guard counts.

    Args:
        own: In each scope of the plan; zero where a change is none that counts.
        earlier: In scopes that were changed in the last 24 hours.
        is_told: Whether the scopes are worth naming one by one; where nearly every change is one, those are named that
            are none.
        reasons: What it found, one phrase each, in the order of the scopes; empty where the count says it.
    """

    own: Mapping[Scope, int]
    earlier: Mapping[Scope, int] = field(default_factory=dict)
    is_told: bool = True
    reasons: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[tuple[Scope, int], ...]:
        """The scopes that are worth naming, in order."""
        return tuple(
            sorted((scope, count) for scope, count in self.own.items() if bool(count) is self.is_told)
        )
