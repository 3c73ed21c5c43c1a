"""The limits of one API key, and the count of what really came in.

domain: Avails API section 2: so many requests a second, so many open at a time. The count is the witness
that a client kept within them, so it counts every arrival, refused or not.
"""

import threading
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field

SLICE = 1.0
"""Seconds of the sliding slice in which requests are counted."""


@dataclass(frozen=True, slots=True)
class Counters:
    """What came in since the start or the last reset.

    Args:
        requests: Requests with a good key.
        throttled: Those refused by the limits (not by a fault).
        max_per_second: Most arrivals in any sliding second.
        max_open: Most requests open at one time.
        by_endpoint: Requests by endpoint name, `other` for unknown paths.
        by_status: Answers by status; `dropped` where the connection was.
    """

    requests: int = 0
    throttled: int = 0
    max_per_second: int = 0
    max_open: int = 0
    by_endpoint: dict[str, int] = field(default_factory=dict)
    by_status: dict[str, int] = field(default_factory=dict)


class Gate:
    """Lets requests of one key in, and counts them.

    Args:
        requests_per_second: Most requests admitted in any sliding second.
        open_requests: Most requests open at one time.
        monotonic: Seconds on a clock that never goes back.
    """

    def __init__(self, requests_per_second: int, open_requests: int, monotonic: Callable[[], float]) -> None:
        self._rate = requests_per_second
        self._most_open = open_requests
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._admitted: deque[float] = deque()
        self._arrived: deque[float] = deque()
        self._inside = 0
        self._open = 0
        self._count = _Count()

    def arrive(self, endpoint: str) -> bool:
        """Count an arrival, and say whether it is within the limits.

        Every arrival is open until `leave` is called, whether it was admitted or not.
        """
        with self._lock:
            now = self._monotonic()
            _slide(self._admitted, now)
            _slide(self._arrived, now)
            admitted = len(self._admitted) < self._rate and self._inside < self._most_open
            self._arrived.append(now)
            self._open += 1
            if admitted:
                self._admitted.append(now)
                self._inside += 1
            self._count.arrival(endpoint, len(self._arrived), self._open, admitted=admitted)
            return admitted

    def leave(self, status: str, *, admitted: bool) -> None:
        """Count an answer; the request is no longer open.

        Args:
            status: HTTP status of the answer, or `dropped`.
            admitted: What `arrive` said.
        """
        with self._lock:
            self._open -= 1
            self._inside -= admitted
            self._count.statuses[status] += 1

    def counters(self) -> Counters:
        """The counts so far."""
        with self._lock:
            return self._count.read()

    def reset(self) -> None:
        """Count from zero; what is open stays open, and the limits forget nothing."""
        with self._lock:
            self._arrived.clear()
            self._count = _Count()


class _Count:
    """The counts while they grow."""

    def __init__(self) -> None:
        self.requests = 0
        self.throttled = 0
        self.max_per_second = 0
        self.max_open = 0
        self.endpoints: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()

    def arrival(self, endpoint: str, per_second: int, now_open: int, *, admitted: bool) -> None:
        self.requests += 1
        self.throttled += not admitted
        self.max_per_second = max(self.max_per_second, per_second)
        self.max_open = max(self.max_open, now_open)
        self.endpoints[endpoint] += 1

    def read(self) -> Counters:
        return Counters(
            self.requests,
            self.throttled,
            self.max_per_second,
            self.max_open,
            dict(sorted(self.endpoints.items())),
            dict(sorted(self.statuses.items())),
        )


def _slide(times: deque[float], now: float) -> None:
    while times and times[0] <= now - SLICE:
        times.popleft()
