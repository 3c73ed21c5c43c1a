"""Stretches of time, and what of one is left when others are taken away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pvsync.model.window import Window

_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)
_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC) - _DAY


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Time from an instant until before another.

    Args:
        first: The first instant.
        until: The first instant after it.
    """

    first: datetime
    until: datetime

    @classmethod
    def of(cls, window: Window) -> "Stretch":
        """The time in which a window is open; one without a start or an end begins or ends with all time."""
        return cls(window.start or _FIRST, _LAST if window.end is None else window.end + _SECOND)

    @property
    def is_endless(self) -> bool:
        """Whether it has no end that anyone stated."""
        return self.until >= _LAST

    @property
    def last(self) -> datetime:
        """Its last second."""
        return self.until - _SECOND

    @property
    def days(self) -> int:
        """Its length, a day begun being a day; days on which clocks change count like others."""
        return max(1, round((self.until - self.first) / _DAY))

    def meets(self, other: "Stretch") -> bool:
        """Whether the two have any time in common."""
        return max(self.first, other.first) < min(self.until, other.until)


def missing(whole: Stretch, held: Iterable[Stretch]) -> list[Stretch]:
    """The parts of a stretch that no other covers, in order; those that follow each other count as one."""
    found: list[Stretch] = []
    here = whole.first
    for one in sorted(held):
        if one.first > here:
            found.append(Stretch(here, min(one.first, whole.until)))
        here = max(here, one.until)
        if here >= whole.until:
            break
    if here < whole.until:
        found.append(Stretch(here, whole.until))
    return [gap for gap in found if gap.first < gap.until]


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches in order, those that overlap or follow each other made one."""
    found: list[Stretch] = []
    for one in sorted(stretches):
        if found and one.first <= found[-1].until:
            found[-1] = Stretch(found[-1].first, max(found[-1].until, one.until))
        else:
            found.append(one)
    return found
