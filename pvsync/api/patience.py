"""How often a request is tried: a failure that may pass costs an attempt, a 429 costs time and none."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from pvsync.api.faults import NotConnected
from pvsync.api.governor import Governor
from pvsync.api.settings import ApiSettings
from pvsync.errors import ApiError, CertificateRefused, RequestRejected, Throttled

_T = TypeVar("_T")


def always_safe(error: ApiError) -> bool:
    """For what changes nothing: every failure that may pass."""
    return error.may_retry


def never_executed(error: ApiError) -> bool:
    """For writes: only where the request certainly never reached the service."""
    return isinstance(error, NotConnected)


def is_fatal(error: ApiError) -> bool:
    """Whether the same would befall every other request: said once, and nothing more is tried."""
    match error:
        case CertificateRefused() | NotConnected() | Throttled():
            return True
        case RequestRejected():
            return error.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
        case _:
            return False


class Patience:
    """Tries again, holding no slot while it waits.

    Args:
        settings: Attempts and backoff.
        governor: Waits, and slows every thread down after a 429.
    """

    def __init__(self, settings: ApiSettings, governor: Governor) -> None:
        self._settings = settings
        self._governor = governor

    def persist(
        self, once: Callable[[], _T], safe: Callable[[ApiError], bool], *, attempts: int | None = None
    ) -> _T:
        """Do something until it succeeds or may not be tried again.

        Args:
            once: Sends one request and reads its answer.
            safe: Which failures may be tried again.
            attempts: How often at most; the environment's number where not given.

        Raises:
            ApiError: The last failure; `Throttled` where the budget of pauses is spent.
        """
        left = self._settings.attempts if attempts is None else attempts
        wait = self._settings.backoff
        while True:
            try:
                return once()
            except Throttled as throttled:
                self._governor.slow_down(throttled.retry_after)
            except ApiError as error:
                left -= 1
                if left <= 0 or not safe(error):
                    raise
                self._governor.rest(wait)
                wait *= 2
