"""When a transaction is open: an interval of instants, both ends included."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from pvsync.model.made_often import made_often

_SECOND = timedelta(seconds=1)
_NEVER = timedelta(0)
_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)


class WindowState(StrEnum):
    """A window at a given instant."""

    FUTURE = "future"
    OPEN = "open"
    OVER = "over"


@made_often
@dataclass(frozen=True, slots=True)
class Window:
    """From `start` to `end`, both included.

    Args:
        start: First instant, aware; None where live states a condition instead.
        end: Last instant, aware; None where a sheet says `open`.
    """

    start: datetime | None
    end: datetime | None

    def state(self, at: datetime) -> WindowState:
        """Whether the window is future, open or over at an instant."""
        if self.end is not None and self.end < at:
            return WindowState.OVER
        if self.start is not None and self.start > at:
            return WindowState.FUTURE
        return WindowState.OPEN

    def is_over(self, at: datetime) -> bool:
        """Whether the window has ended before an instant."""
        return self.state(at) is WindowState.OVER

    def overlap(self, other: "Window") -> timedelta:
        """How long both windows are open; zero where they never are at once."""
        first = max(self.start or _FIRST, other.start or _FIRST)
        last = min(self.end or _LAST, other.end or _LAST)
        if last < first:
            return _NEVER
        return last - first + (_SECOND if last < _LAST else timedelta(0))

    def touches(self, later: "Window") -> bool:
        """Whether another window opens in the second after this one ends."""
        return self.end is not None and later.start is not None and self.end + _SECOND == later.start


def instant_text(instant: datetime) -> str:
    """An instant as the wire and the plan write it: UTC, ISO 8601, `Z`, fractions only where there are any."""
    utc = instant if instant.tzinfo is UTC else instant.astimezone(UTC)
    return utc.isoformat().removesuffix("+00:00") + "Z"


def read_instant(text: str) -> datetime:
    """Read an ISO 8601 date and time with a zone into UTC.

    Raises:
        ValueError: If the text is not a date and time with `Z` or an offset.
    """
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError("a date and time without a zone")
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("an instant beyond the years that UTC can show") from error
