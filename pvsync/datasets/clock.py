"""Time as the client of the Datasets API needs it, passed in: the instant, seconds that never go back, and waiting."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock.

    Args:
        now: The present instant, aware.
        monotonic: Seconds on a clock that never goes back.
        sleep: Waits that many seconds.
    """

    now: Callable[[], datetime] = _now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep
