"""How often a request is tried: a failure that may pass costs an attempt and a pause, all of them bounded."""

from collections.abc import Callable
from typing import TypeVar

from pvsync.datasets.clock import Clock
from pvsync.datasets.settings import DatasetsSettings
from pvsync.errors import ApiError, Throttled

_T = TypeVar("_T")

_SHORTEST = 1.0
"""Seconds of the shortest pause that a service can ask for: one that keeps asking for none is not asked for ever."""


class Patience:
    """What is left of the attempts and pauses of one request.

    Args:
        settings: How many and how long.
        clock: Waits.
    """

    def __init__(self, settings: DatasetsSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._budget = settings.budget
        self._left, self._pause = settings.attempts, settings.backoff

    def went_on(self) -> None:
        """Count attempts anew: the last one brought us further."""
        self._left, self._pause = self._settings.attempts, self._settings.backoff

    def wait(self, error: ApiError) -> None:
        """Wait before the next attempt.

        Args:
            error: Why the last one failed.

        Raises:
            ApiError: The same, where it may not be tried again, or not any more.
        """
        if not error.may_retry:
            raise error
        asked = error.retry_after if isinstance(error, Throttled) else None
        self._left -= asked is None
        pause = self._pause if asked is None else max(asked, _SHORTEST)
        if self._left <= 0 or pause > self._budget:
            raise error
        self._budget -= pause
        self._clock.sleep(pause)
        if asked is None:
            self._pause = min(2 * self._pause, self._settings.longest_pause)


def persist(settings: DatasetsSettings, clock: Clock, once: Callable[[], _T]) -> _T:
    """Do something until it succeeds or may not be tried again.

    Raises:
        ApiError: The last failure.
    """
    patience = Patience(settings, clock)
    while True:
        try:
            return once()
        except ApiError as error:
            patience.wait(error)
