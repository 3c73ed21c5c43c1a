"""The one place that says when a request may start: requests per second and open requests, for the whole process.

Requests are paced a little below the rate, because pacing at exactly the rate breaks it by jitter; and since a
late thread can still bunch requests, actual starts are counted as well: never more than the rate in any slice of
a second. A slot is held while a request waits its turn and is in flight, never while it waits to be retried.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pvsync.errors import ConnectionFailed, Throttled

_PACE = 0.95
"""Share of the rate that is used."""

_SLICE = 1.01
"""Seconds in which starts are counted: one second, and a little for the way to the service."""

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
"""Seconds of pause after a 429 that does not say how long; doubled while they keep coming."""

_SLOWER, _SLOWEST = 1.5, 8.0
_RECOVERY = 10.0
"""Seconds without a 429 after which the pace is raised by one step."""


class Pace:
    """When requests may start, on a clock that is passed in with every call; not thread safe.

    Args:
        requests_per_second: The limit.
        budget: Seconds that may be spent in pauses altogether.
    """

    def __init__(self, requests_per_second: float, budget: float) -> None:
        self._spacing = 1 / (_PACE * requests_per_second)
        self._starts: deque[float] = deque(maxlen=max(1, int(requests_per_second)))
        self._next = float("-inf")
        self._factor = 1.0
        self._recover_at = float("-inf")
        self._paused_until = float("-inf")
        self._pause = _FIRST_PAUSE
        self._left = budget

    def reserve(self, now: float) -> float:
        """Take the next turn; the instant at which it may start."""
        while self._factor > 1 and now >= self._recover_at:
            self._factor = max(1.0, self._factor / _SLOWER)
            self._recover_at += _RECOVERY
            self._pause = _FIRST_PAUSE
        turn = max(self._next, self._paused_until, now)
        self._next = turn + self._spacing * self._factor
        return turn

    def start(self, now: float) -> float | None:
        """Start now if that is allowed, else say when to ask again.

        Returns:
            None where the request has started, the instant to wait for where it may not yet.
        """
        if now < self._paused_until:
            return self.reserve(now)
        if len(self._starts) == self._starts.maxlen and now < self._starts[0] + _SLICE:
            return self._starts[0] + _SLICE
        self._starts.append(now)
        return None

    def hold(self, now: float, seconds: float) -> bool:
        """Let nothing start for a while; False where the budget of pauses does not allow it, and ever after."""
        until = now + seconds
        added = until - max(now, self._paused_until)
        if added > 0:
            if added > self._left:
                self._left = 0.0
                return False
            self._left -= added
            self._paused_until = until
        return True

    def throttled(self, now: float, retry_after: float | None) -> bool:
        """Pause and go slower after a 429; requests refused in the same pause count as one.

        Returns:
            False where the budget of pauses is spent.
        """
        if now >= self._paused_until:
            self._factor = min(_SLOWEST, self._factor * _SLOWER)
            self._recover_at = now + _RECOVERY
            # A service that says 0 seconds for ever must use up the budget as well.
            pause = _FIRST_PAUSE if retry_after is not None else self._pause
            self._pause = min(_LONGEST_PAUSE, self._pause * 2)
        else:
            pause = 0.0
        return self.hold(now, max(pause, retry_after or 0.0))


class Governor:
    """Both limits for all threads of the process; every client of one API key shares one.

    Args:
        requests_per_second: The environment's limit.
        open_requests: The environment's limit.
        budget: Seconds that may be spent in pauses that the service asks for; then `Throttled` goes up.
        clock: Seconds on a clock that never goes back.
        sleep: Waits that many seconds; None to wait in a way that `stop` ends.
    """

    def __init__(
        self,
        requests_per_second: float,
        open_requests: int,
        *,
        budget: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        self._pace = Pace(requests_per_second, budget)
        self._slots = threading.Semaphore(open_requests)
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._clock = clock
        self._sleep = self._stopped.wait if sleep is None else sleep
        self._sent = 0
        self._throttled = 0

    @property
    def requests_sent(self) -> int:
        """Requests started, retries included."""
        return self._sent

    @property
    def throttled(self) -> int:
        """Answers 429."""
        return self._throttled

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Wait for a free slot and for the turn, then hold the slot while the request is in flight.

        Raises:
            ConnectionFailed: If the governor has been stopped; nothing was sent.
        """
        with self._slots:
            self._take_turn()
            yield

    def rest(self, seconds: float) -> None:
        """Wait before a retry, holding no slot.

        Raises:
            ConnectionFailed: If the governor has been stopped.
        """
        self._wait_until(self._clock() + seconds)

    def hold(self, seconds: float) -> None:
        """Let no request of any thread start for a while, because the service asked for it.

        Raises:
            Throttled: If the budget of pauses is spent.
        """
        with self._lock:
            held = self._pace.hold(self._clock(), seconds)
        _refuse_unless(held=held)

    def slow_down(self, retry_after: float | None) -> None:
        """Count a 429: pause all threads, and lower the pace for a while.

        Args:
            retry_after: Seconds that the service asked for, None where it did not say.

        Raises:
            Throttled: If the budget of pauses is spent.
        """
        with self._lock:
            self._throttled += 1
            held = self._pace.throttled(self._clock(), retry_after)
        _refuse_unless(held=held)

    def stop(self) -> None:
        """Start nothing any more, and wake every thread that waits."""
        self._stopped.set()

    def _take_turn(self) -> None:
        with self._lock:
            turn: float | None = self._pace.reserve(self._clock())
        while turn is not None:
            self._wait_until(turn)
            with self._lock:
                turn = self._pace.start(self._clock())
                self._sent += turn is None

    def _wait_until(self, instant: float) -> None:
        # Asked again after each sleep: a sleep may end early.
        while (left := instant - self._clock()) > 0 and not self._stopped.is_set():
            self._sleep(left)
        if self._stopped.is_set():
            raise ConnectionFailed("the client was closed before the request was sent", advice="")


def _refuse_unless(*, held: bool) -> None:
    if not held:
        raise Throttled("the service keeps asking us to slow down, beyond the time that this run may wait")
