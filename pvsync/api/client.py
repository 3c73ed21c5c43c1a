"""The client of the Avails API: what the rest of pvsync asks the service, and nothing of how."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self, TypeVar

from pvsync.api import credentials as credentials_of
from pvsync.api.credentials import Credentials
from pvsync.api.endpoints import delete
from pvsync.api.governor import Governor
from pvsync.api.paths import SMOKE_ALID, not_found_sentence
from pvsync.api.patience import Patience
from pvsync.api.reader import Reader
from pvsync.api.session import Session
from pvsync.api.settings import ApiSettings
from pvsync.api.validator import Validator
from pvsync.api.writer import DELETE, PUT, VALIDATE, Writer
from pvsync.model.avail import Avail, Reading
from pvsync.model.call import DeleteCall
from pvsync.model.outcome import Outcome, Verdict
from pvsync.model.scope import Scope

_T = TypeVar("_T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class SmokeTest:
    """What the service answered to the smoke test (avails-api section 1).

    Args:
        status: HTTP status.
        words: The service's words.
        as_documented: Whether it is a 404 with exactly the documented sentence.
        at: What its clock showed, None where it did not say.
    """

    status: int
    words: str
    as_documented: bool
    at: datetime | None = None


def _now() -> datetime:
    return datetime.now(UTC)


class AvailsClient:
    """Reads and writes scopes of one environment, from any thread.

    Args:
        settings: The environment.
        credentials: What opens its door; checked here, before any request.
        governor: The limits; clients of one API key share one. One of its own where not given.
        now: The present instant.
        clock: Seconds on a clock that never goes back.

    Raises:
        CredentialError: If a credential cannot work.
    """

    def __init__(
        self,
        settings: ApiSettings,
        credentials: Credentials,
        governor: Governor | None = None,
        *,
        now: Callable[[], datetime] = _now,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        credentials_of.check(credentials, now())
        self._settings = settings
        self._governor = governor or Governor(
            settings.requests_per_second, settings.open_requests, budget=settings.run_budget, clock=clock
        )
        self._owns_governor = governor is None
        self._session = Session(settings, credentials, self._governor, now=now, clock=clock)
        patience = Patience(settings, self._governor)
        self._reader = Reader(settings, self._session, patience)
        self._writer = Writer(settings, self._session, patience, self._governor)
        self._validator = Validator(settings, self._writer, self._reader.smoke)
        self._pool = ThreadPoolExecutor(settings.open_requests, thread_name_prefix="pvsync-read")
        self._first = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def requests_sent(self) -> int:
        """HTTP requests started, retries included; of all clients that share the governor."""
        return self._governor.requests_sent

    @property
    def service_time(self) -> datetime | None:
        """What the service's clock shows now, by its last answer; None where that did not say."""
        return self._session.service_time

    @property
    def throttled(self) -> int:
        """Answers 429; of all clients that share the governor."""
        return self._governor.throttled

    def read(self, scopes: Iterable[Scope]) -> Iterator[tuple[Scope, Reading]]:
        """Read scopes, in batches, a few at once, in the order in which they come in.

        Absent only on exactly the documented sentence for that ALID and licensor. Anything else that is not the
        scope's avail is read once more singly, and then unread with the reason.

        Raises:
            ApiError: If the service cannot be reached, lets nobody in, or fails at everything: once, not for
                every scope.
        """
        return self._reader.stream(scopes, self._pool)

    def write(self, avails: Sequence[Avail]) -> dict[Scope, Outcome]:
        """Hand in full extracts; each replaces what its scope holds.

        Up to `batch_size` travel in one request; a caller that keeps a journal hands in no more at once.

        Returns:
            `Accepted`, `Rejected`, `NotTried` (certainly not sent) or `Unknown`, by scope.

        Raises:
            ApiError: For what concerns everything: nobody is let in, no certificate is accepted, or no read has
                been answered yet and none can be. Then nothing has been written.
            UsageError: If an ALID cannot stand in a path; then nothing has been sent.
            ValueError: If a scope is there twice.
        """
        scopes = _each_once([avail.scope for avail in avails])
        self._read_first()
        return dict(zip(scopes, self._writer.carry_out(PUT, avails), strict=True))

    def delete(self, calls: Sequence[DeleteCall]) -> dict[DeleteCall, Outcome]:
        """Delete; for what was never delivered only (avails-api section 5). Absent already is accepted.

        Returns:
            As `write`, by call.

        Raises:
            ApiError, UsageError, ValueError: As `write`.
        """
        _each_once(calls)
        self._read_first()
        outcomes = self._writer.carry_out(DELETE, calls)
        return {
            call: delete.settled(self._settings, call, outcome)
            for call, outcome in zip(calls, outcomes, strict=True)
        }

    def validate(self, avails: Sequence[Avail]) -> dict[Scope, Outcome]:
        """Have avails judged by the service; nothing is kept (avails-api section 6).

        Returns:
            As `write`, by scope.

        Raises:
            ApiError, UsageError, ValueError: As `write`.
        """
        scopes = _each_once([avail.scope for avail in avails])
        self._read_first()
        return dict(zip(scopes, self._writer.carry_out(VALIDATE, avails), strict=True))

    def judge(self, avails: Iterable[Avail]) -> Iterator[tuple[Avail, Verdict]]:
        """Have avails judged by the service as `validate` does, in batches, a few at once; nothing is kept.

        Raises:
            ApiError: If the service cannot be reached, lets nobody in, or fails at everything: once, not for
                every avail.
        """
        self._read_first()
        yield from self._validator.stream(avails, self._pool)

    def smoke_test(self) -> SmokeTest:
        """Ask for the title that nobody has; it must be absent, in the documented words.

        Raises:
            ApiError: If no answer came.
        """
        answer = self._reader.smoke()
        documented = answer.status == 404 and answer.says(not_found_sentence(self._settings, SMOKE_ALID))  # noqa: PLR2004
        return SmokeTest(answer.status, answer.words, documented, answer.at)

    def close(self) -> None:
        """Start nothing any more, and close every connection."""
        if self._owns_governor:
            self._governor.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._session.close()

    def _read_first(self) -> None:
        """The first request is always a read: a refused certificate must not leave a write in doubt."""
        with self._first:
            if not self._session.answered:
                self._reader.smoke()


def _each_once(things: Sequence[_T]) -> Sequence[_T]:
    """The same things.

    Raises:
        ValueError: If one is there twice: which of the two would count?
    """
    if any(times > 1 for times in Counter(things).values()):
        raise ValueError("a scope is handed in twice")
    return things
