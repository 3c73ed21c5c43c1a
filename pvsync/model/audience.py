"""Who watched what a plan takes away, shortens or prices otherwise: a table beside the plan, keyed by scope."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from pvsync.model.scope import Scope

DAYS: Final = 28
"""How far back viewing is looked at."""


class Hit(StrEnum):
    """What a plan does to something that customers may be watching."""

    WITHDRAWN = "withdrawn"
    DELETED = "deleted"
    DARK = "goes dark"
    SHORTENED = "ends earlier"
    PRICE = "price moves"


@dataclass(frozen=True, slots=True)
class ChannelAudience:
    """Who watched one title through one channel in one marketplace.

    Args:
        channel: Benefit id of the channel, None where the dataset names none.
        marketplace: Marketplace of the dataset.
        territories: All its territories by the configuration; of several nobody can tell who watched in which.
        viewers: Distinct subscribers; their ids hold within one parent channel, so these are never added to others.
        seconds: Seconds viewed; None where no row has them.
        latest: Latest viewing, in UTC.
    """

    channel: str | None
    marketplace: int
    territories: tuple[str, ...]
    viewers: int
    seconds: int | None
    latest: datetime


@dataclass(frozen=True, slots=True)
class ScopeAudience:
    """Who watched what is in one scope.

    Args:
        scope: The scope.
        title: Its title.
        hits: What the plan does to it.
        channels: Viewing by channel and marketplace; none where nothing is known, which is never zero.
        unknown: Why nothing is known, one phrase; empty where something is.
        is_outside: Whether the datasets never tell of such a scope, whatever is pulled.
    """

    scope: Scope
    title: str
    hits: tuple[Hit, ...]
    channels: tuple[ChannelAudience, ...] = ()
    unknown: str = ""
    is_outside: bool = False

    @property
    def most(self) -> int | None:
        """The most subscribers that one channel is known to lose; None where nothing is known."""
        return max((one.viewers for one in self.channels), default=None)


@dataclass(frozen=True, slots=True)
class Audience:
    """Who watched what a plan hits.

    Args:
        since: From when on viewing was looked at, in UTC.
        until: Until when, in UTC.
        known_until: The newest viewing in the store, None where it holds none: what came later is not known.
        scopes: Every scope that the plan hits, sorted.
        remarks: What should be known of all of it, whole phrases.
    """

    since: datetime
    until: datetime
    known_until: datetime | None
    scopes: tuple[ScopeAudience, ...]
    remarks: tuple[str, ...] = field(default=())

    @property
    def by_scope(self) -> Mapping[Scope, ScopeAudience]:
        """The same by scope."""
        return {one.scope: one for one in self.scopes}
