"""The one place that says when a request may start: requests per second and open requests, for the whole process.

A slot is held while a request waits its turn and is in flight, never while it waits to be retried. Where processes of
one machine share the limits (`api.shared`), both are asked for there as well.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

from pvsync.api.pace import Pace
from pvsync.errors import ConnectionFailed, Throttled


class Turn(Protocol):
    """A pace, of this process or of all of the machine; see `Pace`."""

    def allow(self, budget: float) -> None:
        """Begin a new budget of pauses."""

    def reserve(self, now: float) -> float:
        """Take the next turn; the instant at which it may start."""

    def start(self, now: float) -> float | None:
        """Start now if that is allowed, else say when to ask again."""

    def came_late(self, now: float, started: float) -> None:
        """Count a start where it may have arrived."""

    def hold(self, now: float, seconds: float) -> bool:
        """Let nothing start for a while."""

    def throttled(self, now: float, retry_after: float | None) -> bool:
        """Pause and go slower after a 429."""

    def went_well(self, now: float, started: float) -> None:
        """Raise the pace a little after an answer that was no 429."""


class Others(Protocol):
    """What other processes of the machine share with this one."""

    def pace(self, own: Pace) -> Turn:
        """The pace of all of them."""

    def slot(self, wait: Callable[[float], object]) -> AbstractContextManager[object]:
        """One of the requests that may be open, for as long as the context lasts."""


class Governor:
    """Both limits for all threads of the process; every client of one API key shares one.

    Args:
        requests_per_second: The environment's limit.
        open_requests: The environment's limit.
        budget: Seconds that may be spent in pauses that the service asks for; then `Throttled` goes up.
        clock: Seconds on a clock that never goes back.
        sleep: Waits that many seconds; None to wait in a way that `stop` ends.
        others: What other processes share with this one, None where nothing.
    """

    def __init__(
        self,
        requests_per_second: float,
        open_requests: int,
        *,
        budget: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] | None = None,
        others: Others | None = None,
    ) -> None:
        own = Pace(requests_per_second, budget)
        self._pace: Turn = own if others is None else others.pace(own)
        self._others = others
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

    def begin_run(self, budget: float) -> None:
        """Begin a new budget of pauses: it is one for each run, whatever earlier ones of this process have spent."""
        with self._lock:
            self._pace.allow(budget)

    @contextmanager
    def slot(self) -> Iterator[float]:
        """Wait for a free slot and for the turn, then hold the slot while the request is in flight.

        Yields:
            When it started, for `came_late` and `went_well`.

        Raises:
            ConnectionFailed: If the governor has been stopped; nothing was sent.
        """
        shared = nullcontext() if self._others is None else self._others.slot(self._nap)
        with self._slots, shared:
            yield self._take_turn()

    def came_late(self, started: float) -> None:
        """Count a request that had to open a connection first from when its answer came: that is how the service sees it."""
        with self._lock:
            self._pace.came_late(self._clock(), started)

    def went_well(self, started: float) -> None:
        """Count an answer that was no 429."""
        with self._lock:
            self._pace.went_well(self._clock(), started)

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

    def _take_turn(self) -> float:
        now = self._clock()
        with self._lock:
            turn: float | None = self._pace.reserve(now)
        while turn is not None:
            self._wait_until(turn)
            with self._lock:
                now = self._clock()
                turn = self._pace.start(now)
                self._sent += turn is None
        return now

    def _nap(self, seconds: float) -> None:
        self._wait_until(self._clock() + seconds)

    def _wait_until(self, instant: float) -> None:
        # Asked again after each sleep: a sleep may end early.
        while (left := instant - self._clock()) > 0 and not self._stopped.is_set():
            self._sleep(left)
        if self._stopped.is_set():
            raise ConnectionFailed("the client was closed before the request was sent", advice="")


def _refuse_unless(*, held: bool) -> None:
    if not held:
        raise Throttled("the service keeps asking us to slow down, beyond the time that this run may wait")
