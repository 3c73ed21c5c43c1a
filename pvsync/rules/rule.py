"""What a rule is: a check with its page and its examples; the engine stamps code and severity."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar

from pvsync.diagnostics import Code, Place, Related
from pvsync.model.desired import DesiredTitle
from pvsync.model.family import BundleFamily, SeasonFamily
from pvsync.model.zones import Zones


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check has to say, before it is stamped.

    Args:
        place: Where the text must change.
        message: What is, and what should be.
        hint: What to write instead.
        related: Other places that matter.
    """

    place: Place
    message: str
    hint: str
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a verdict depends on beside its subject.

    Args:
        as_of: The instant for which the catalog was read.
        zones: How instants are shown as days of a territory.
        classic_territories: Territories of the Classic specification; empty where the partner does not say.
        licensor: The partner's vendor alias; empty where it is not known.
        asks_for_fan_out: Whether the territories that belong with another are asked for.
        bundled: ALIDs that bundles hold: series with a box set, members of collections.
    """

    as_of: datetime
    zones: Zones = field(default_factory=Zones)
    classic_territories: frozenset[str] = frozenset()
    licensor: str = ""
    asks_for_fan_out: bool = True
    bundled: Collection[str] = frozenset()


Subject: TypeAlias = DesiredTitle | SeasonFamily | BundleFamily
"""What a rule can judge."""

SubjectT = TypeVar("SubjectT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Code, Generic[SubjectT]):
    """One rule: a kind of finding that knows how to look for itself.

    Args:
        of: What it judges.
        check: Yields remarks on one subject.
    """

    of: type[SubjectT]
    check: Callable[[SubjectT, Setting], Iterable[Remark]]


AnyRule: TypeAlias = Rule[Any]
"""A rule on whatever subject."""
