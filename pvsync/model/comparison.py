"""Two sets of avails side by side: what one has and the other has not."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of an offer; the worst comes first."""

    REMOVED = "removed"
    CHANGED = "changed"
    ADDED = "added"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that differs.

    Args:
        name: Key of the catalog.
        before: What the old side says, empty where it says nothing.
        after: What the new side says.
    """

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One offer: a title in a territory, a licence and a format, in one window.

    Args:
        fate: What became of it.
        alid: What is offered.
        title: Its name.
        territory: Where.
        offer: Licence, channel and format.
        start: When it begins, on the new side where there is one.
        end: When it ends.
        fields: What differs.
        before: Row of the old side, empty where there is none.
        after: Row of the new side.
    """

    fate: Fate
    alid: str
    title: str
    territory: str
    offer: str
    start: str
    end: str
    fields: tuple[FieldChange, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sets of avails.

    Args:
        old: Name of the old side.
        new: Name of the new side.
        differences: All that is not the same, by territory, the worst first.
        counts: How many offers of each fate, by territory.
        unread: How many findings the two sides have, which may hide a difference.
    """

    old: str
    new: str
    differences: tuple[Difference, ...]
    counts: Mapping[str, Mapping[Fate, int]]
    unread: int

    @property
    def total(self) -> Mapping[Fate, int]:
        """The same over all territories."""
        return {fate: sum(count.get(fate, 0) for count in self.counts.values()) for fate in Fate}
