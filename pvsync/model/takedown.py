"""What a takedown comes to: the state of every scope that it concerns, as a read shows it after everything was sent."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope


class TakedownState(StrEnum):
    """What the last read shows of a scope."""

    GONE = "nothing open"
    OPEN = "still open"
    NOT_VISIBLE = "accepted, not visible yet"
    OTHERS = "made by others, still open"
    UNREAD = "could not be read"


@dataclass(frozen=True, slots=True)
class ScopeState:
    """One scope after a takedown.

    Args:
        scope: The scope.
        state: What the last read shows.
        words: What is open, or why nothing could be read; empty where nothing is open.
    """

    scope: Scope
    state: TakedownState
    words: str = ""


@dataclass(frozen=True, slots=True)
class TakedownVerdict:
    """Whether a title is down.

    Args:
        alid: The title that was named.
        territories: Where it was looked for; empty for everywhere that git, receipts or live know.
        read_at: When the last read was made, None where none was.
        scopes: Every scope that was looked at.
        advice: What to type next where the title is not down; empty where it is.
        business_line: The only line that was looked at, None where all were.
    """

    alid: str
    territories: tuple[str, ...]
    read_at: datetime | None
    scopes: tuple[ScopeState, ...]
    advice: str = ""
    business_line: BusinessLine | None = None

    @property
    def is_down(self) -> bool:
        """Whether a read of every scope that was asked for shows nothing open or to come."""
        states = {one.state for one in self.scopes}
        return self.read_at is not None and bool(self.scopes) and states == {TakedownState.GONE}

    @property
    def left(self) -> tuple[ScopeState, ...]:
        """The scopes that keep it from being down."""
        return tuple(one for one in self.scopes if one.state is not TakedownState.GONE)

    @property
    def not_read(self) -> tuple[BusinessLine, ...]:
        """The business lines that nobody asked for: the title may be on sale there."""
        return (
            ()
            if self.business_line is None
            else tuple(one for one in BusinessLine if one is not self.business_line)
        )
