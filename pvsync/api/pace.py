"""When requests may start: paced a little below the rate, counted in every slice of a second, slower after a 429.

Pacing at exactly the rate breaks it by jitter; and since a late thread can still bunch requests, actual starts are
counted as well: never more than the rate in any slice of a second.
"""

from collections import deque
from dataclasses import dataclass, field

_PACE = 0.95
"""Share of the rate that is used."""

_SLICE = 1.01
"""Seconds in which starts are counted: one second, and a little for the way to the service."""

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
"""Seconds of pause after a 429 that does not say how long; doubled while they keep coming."""

_SLOWER, _SLOWEST = 1.3, 8.0
_RECOVERY = 10.0
"""Seconds without a 429 after which the pace is raised by one step."""

_EASED = 1.15
"""By how much each good answer raises the pace again: one 429 in ten answers costs little, one in two costs the pace."""


@dataclass(slots=True)
class Turns:
    """Where the taking of turns stands; everything that processes share.

    Args:
        next: The instant of the next turn.
        starts: When the last requests started, oldest first.
        factor: How many times slower than usual.
        recover_at: When the pace is raised by itself.
        paused_until: Until when nothing starts.
        pause: Seconds of the next pause, where a 429 does not say how long.
        slowed_at: When the last 429 came.
    """

    next: float = float("-inf")
    starts: deque[float] = field(default_factory=deque)
    factor: float = 1.0
    recover_at: float = float("-inf")
    paused_until: float = float("-inf")
    pause: float = _FIRST_PAUSE
    slowed_at: float = float("-inf")


class Pace:
    """When requests may start, on a clock that is passed in with every call; not thread safe.

    Args:
        requests_per_second: The limit.
        budget: Seconds that may be spent in pauses altogether.

    Attributes:
        turns: Where it stands.
    """

    def __init__(self, requests_per_second: float, budget: float) -> None:
        self.turns = Turns()
        self._spacing = 1 / (_PACE * requests_per_second)
        self._most = max(1, int(requests_per_second))
        self._left = budget

    def allow(self, budget: float) -> None:
        """Begin a new budget of pauses."""
        self._left = budget

    def reserve(self, now: float) -> float:
        """Take the next turn; the instant at which it may start."""
        turns = self.turns
        while turns.factor > 1 and now >= turns.recover_at:
            turns.factor = max(1.0, turns.factor / _SLOWER)
            turns.recover_at += _RECOVERY
            turns.pause = _FIRST_PAUSE
        turn = max(turns.next, turns.paused_until, now)
        turns.next = turn + self._spacing * turns.factor
        return turn

    def start(self, now: float) -> float | None:
        """Start now if that is allowed, else say when to ask again.

        Returns:
            None where the request has started, the instant to wait for where it may not yet.
        """
        turns = self.turns
        if now < turns.paused_until:
            return self.reserve(now)
        while turns.starts and now >= turns.starts[0] + _SLICE:
            turns.starts.popleft()
        if len(turns.starts) >= self._most:
            return turns.starts[-self._most] + _SLICE
        turns.starts.append(now)
        return None

    def came_late(self, now: float, started: float) -> None:
        """Count a start where it may have arrived: one that had to open a connection first was long on its way.

        Args:
            now: When its answer came.
            started: When it started.
        """
        if started in self.turns.starts:
            self.turns.starts.remove(started)
        self.turns.starts.append(now)

    def hold(self, now: float, seconds: float) -> bool:
        """Let nothing start for a while; False where the budget of pauses does not allow it, and ever after."""
        until = now + seconds
        added = until - max(now, self.turns.paused_until)
        if added > 0:
            if added > self._left:
                self._left = 0.0
                return False
            self._left -= added
            self.turns.paused_until = until
        return True

    def throttled(self, now: float, retry_after: float | None) -> bool:
        """Pause and go slower after a 429; requests refused in the same pause count as one.

        Returns:
            False where the budget of pauses is spent.
        """
        turns = self.turns
        if now >= turns.paused_until:
            turns.factor = min(_SLOWEST, turns.factor * _SLOWER)
            turns.recover_at = now + _RECOVERY
            turns.slowed_at = now
            # A service that says 0 seconds for ever must use up the budget as well.
            pause = _FIRST_PAUSE if retry_after is not None else turns.pause
            turns.pause = min(_LONGEST_PAUSE, turns.pause * 2)
        else:
            pause = 0.0
        return self.hold(now, max(pause, retry_after or 0.0))

    def went_well(self, now: float, started: float) -> None:
        """Raise the pace a little after an answer that was no 429; one that was under way at the last 429 says nothing.

        Args:
            now: When the answer came.
            started: When the request started.
        """
        turns = self.turns
        if turns.slowed_at < started and now >= turns.paused_until:
            turns.factor = max(1.0, turns.factor / _EASED)
            turns.pause = _FIRST_PAUSE
