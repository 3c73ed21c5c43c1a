"""One request over mutual TLS: sent within the limits, read up to a limit, and judged."""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import requests

from pvsync.api.answers import Answer, Raw, read_answer, retry_after
from pvsync.api.credentials import Credentials
from pvsync.api.faults import Attempt, border
from pvsync.api.governor import Governor
from pvsync.api.settings import ApiSettings
from pvsync.api.wire.exact import dumps
from pvsync.errors import AnswerUnreadable
from pvsync.http.deadline import DeadlineAdapter, deadline
from pvsync.model.http_date import read_http_date

_CHUNK = 16 * 1024
_WHOLE_ANSWER = 4
"""How many times `timeout` a whole answer may take, from the handshake to the last byte."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask.

    Args:
        method: HTTP method.
        path: Path from `/v1` on, percent-encoded, with its query.
        body: JSON, None for no body.
    """

    method: str
    path: str
    body: Any = None

    @property
    def place(self) -> str:
        """The path without its query, for messages."""
        return self.path.partition("?")[0]


class Session:
    """Sends single requests, from any thread.

    Each thread has a connection of its own, because `requests` does not promise that sessions can be shared.
    Certificate and authority go with every request and the environment is not asked: a `REQUESTS_CA_BUNDLE` would
    take the session's place. There is no way to switch verification off.

    Args:
        settings: The environment.
        credentials: What opens its door.
        governor: The limits.
        now: The present instant, for a `Retry-After` that is a date.
        clock: Seconds on a clock that never goes back, for answers that never end.
    """

    def __init__(
        self,
        settings: ApiSettings,
        credentials: Credentials,
        governor: Governor,
        *,
        now: Callable[[], datetime] = _now,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._credentials = credentials
        self._governor = governor
        self._now = now
        self._clock = clock
        self._answered = False
        self._date: tuple[datetime | None, float] = (None, 0.0)
        self._own = threading.local()
        self._lock = threading.Lock()
        self._all: list[requests.Session] = []

    @property
    def answered(self) -> bool:
        """Whether the service has ever answered: the door opens with these credentials."""
        return self._answered

    @property
    def service_time(self) -> datetime | None:
        """What the service's clock shows now, by its last answer; None where that did not say."""
        shown, since = self._date
        return None if shown is None else shown + timedelta(seconds=self._clock() - since)

    def send(self, request: Request) -> Answer:
        """Send once, and judge the answer. A 503 that names a `Retry-After` holds all threads back.

        Raises:
            ApiError: No answer came, or one that stops us or cannot be read.
            CredentialError: A credential cannot be used.
            UsageError: The URL cannot be used.
        """
        body = None if request.body is None else dumps(request.body)
        attempt = Attempt(request.method, request.place, first=not self._answered)
        with self._governor.slot() as started, border(attempt):
            fresh, self._own.connected = not getattr(self._own, "connected", False), False
            raw = self._exchange(request, body)
            self._own.connected = True
        if fresh:
            self._governor.came_late(started)
        if raw.status < HTTPStatus.INTERNAL_SERVER_ERROR and raw.status != HTTPStatus.TOO_MANY_REQUESTS:
            self._governor.went_well(started)
        self._answered = True
        self._date = (read_http_date(raw.date or ""), self._clock())
        now = self._now()
        if raw.status == HTTPStatus.SERVICE_UNAVAILABLE and (wait := retry_after(raw.retry_after, now)):
            self._governor.hold(wait)
        return read_answer(raw, method=request.method, path=request.place, now=now)

    def close(self) -> None:
        """Close the connections of every thread."""
        with self._lock:
            sessions, self._all = self._all, []
        for session in sessions:
            session.close()

    def _exchange(self, request: Request, body: bytes | None) -> Raw:
        with deadline(_WHOLE_ANSWER * self._settings.timeout, self._clock):
            return self._in_time(request, body)

    def _in_time(self, request: Request, body: bytes | None) -> Raw:
        response = self._session().request(
            request.method,
            self._settings.origin + request.path,
            data=body,
            headers=self._headers(with_body=body is not None),
            timeout=(self._settings.connect_timeout, self._settings.timeout),
            verify=True if self._credentials.ca is None else str(self._credentials.ca),
            cert=(str(self._credentials.cert), str(self._credentials.key)),
            allow_redirects=False,
            stream=True,
        )
        with response:
            content = self._content(response.iter_content(_CHUNK), request)
        return Raw(
            response.status_code,
            response.headers.get("Content-Type", ""),
            response.headers.get("Retry-After"),
            content,
            response.headers.get("Date"),
        )

    def _content(self, chunks: Iterable[bytes], request: Request) -> bytes:
        content = bytearray()
        for chunk in chunks:
            content += chunk
            if len(content) > self._settings.largest_answer:
                raise AnswerUnreadable(
                    "the answer is longer than any that is documented",
                    method=request.method,
                    path=request.place,
                )
        return bytes(content)

    def _headers(self, *, with_body: bool) -> dict[str, str]:
        headers = {"Accept": "application/json", "x-api-key": self._credentials.api_key.reveal()}
        return headers | ({"Content-Type": "application/json"} if with_body else {})

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._own, "session", None)
        if session is None:
            session = requests.Session()
            session.trust_env = False
            session.mount("https://", DeadlineAdapter())
            self._own.session = session
            with self._lock:
                self._all.append(session)
        return session
