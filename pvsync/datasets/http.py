"""Single requests over HTTPS: answers with JSON up to a bound, and answers whose bytes are read bit by bit."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any

import requests
from urllib3 import HTTPResponse

from pvsync.datasets.border import border, quiet
from pvsync.datasets.clock import Clock
from pvsync.datasets.settings import DatasetsSettings
from pvsync.errors import AnswerUnreadable, ApiError, RequestRejected, ServiceFailed, Throttled
from pvsync.http.deadline import DeadlineAdapter, deadline
from pvsync.model.http_date import read_http_date
from pvsync.model.secret import without_secrets

_CHUNK = 64 * 1024
_WHOLE_ANSWER = 4
"""How many times `timeout` a whole answer with JSON may take, from the handshake to the last byte."""

_LONGEST_WORDS = 300
_LONGEST_WAIT = 365 * 86400
_WORDS = ("error_description", "message", "Message", "errorMessage", "error")
"""Where a refusal may keep its words; `error_description` is OAuth's, the rest are habits."""

_LATER = "try again later: what is here already stays, and the next run goes on from it"


@dataclass(frozen=True, slots=True, repr=False)
class Ask:
    """What to ask; never shown, since addresses and headers may open doors.

    Args:
        service: Who is asked, for messages.
        url: The address.
        headers: Headers.
        form: What to post, None for a GET.
    """

    service: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None

    def __repr__(self) -> str:
        return f"Ask({self.service!r}, ...)"


class Http:
    """Sends requests, from one thread at a time; the environment (proxies, netrc, other authorities) is not asked.

    Args:
        settings: Authority, timeouts and bounds.
        clock: The time.
    """

    def __init__(self, settings: DatasetsSettings, clock: Clock) -> None:
        quiet()
        self._settings = settings
        self._clock = clock
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.mount("https://", DeadlineAdapter())

    def close(self) -> None:
        """Close every connection."""
        self._session.close()

    def json(self, ask: Ask) -> Any:
        """Send once, and read the JSON of a success.

        Raises:
            ApiError: No answer, a refusal, or an answer that cannot be read.
        """
        with self.streamed(ask) as response:
            body = self._body(response, ask)
            status, headers = response.status, response.headers
        if status != HTTPStatus.OK:
            raise refused(ask.service, status, headers, body, self._clock.now())
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            raise AnswerUnreadable(f"the answer of {ask.service} is not JSON", advice=_LATER) from None

    @contextmanager
    def streamed(self, ask: Ask, seconds: float | None = None) -> Iterator[HTTPResponse]:
        """Send once; the body is still to be read, within the context.

        Args:
            ask: What to ask.
            seconds: What the whole answer may take, None for what one with JSON may.

        Raises:
            ApiError: No answer came, or its body broke off.
        """
        longest = _WHOLE_ANSWER * self._settings.timeout if seconds is None else seconds
        with border(ask.service), deadline(longest, self._clock.monotonic):
            response = self._session.request(
                "GET" if ask.form is None else "POST",
                ask.url,
                data=ask.form,
                headers={"Accept-Encoding": "identity", **ask.headers},
                timeout=(self._settings.connect_timeout, self._settings.timeout),
                verify=True if self._settings.ca is None else str(self._settings.ca),
                allow_redirects=False,
                stream=True,
            )
            try:
                yield response.raw
            finally:
                response.close()

    def location(self, service: str, url: str) -> str:
        """Where an address sends its visitor.

        Raises:
            ApiError: It cannot be asked, or sends nowhere.
        """
        ask = Ask(service, url)
        with self.streamed(ask) as response:
            there = response.headers.get("Location")
            if there is None:
                raise self.error(ask, response)
            return there

    def error(self, ask: Ask, response: HTTPResponse) -> ApiError:
        """A refusal that is not JSON to be read, as one of our errors."""
        return refused(
            ask.service, response.status, response.headers, self._body(response, ask), self._clock.now()
        )

    def _body(self, response: HTTPResponse, ask: Ask) -> bytes:
        body = bytearray()
        while chunk := response.read(_CHUNK, decode_content=True):
            body += chunk
            if len(body) > self._settings.largest_answer:
                raise AnswerUnreadable(
                    f"an answer of {ask.service} is longer than any that is expected", advice=_LATER
                )
        return bytes(body)


def refused(service: str, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> ApiError:
    """Our error for an answer that is no success."""
    wait = _retry_after(headers.get("Retry-After"), now)
    if status == HTTPStatus.TOO_MANY_REQUESTS or (
        status == HTTPStatus.SERVICE_UNAVAILABLE and wait is not None
    ):
        return Throttled(f"{service} asks us to slow down ({status})", retry_after=wait, advice=_LATER)
    said = _words(body)
    words = f': "{said}"' if said else ""
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ServiceFailed(f"{service} failed ({status}){words}", advice=_LATER)
    if status >= HTTPStatus.BAD_REQUEST:
        return RequestRejected(
            f"{service} refused the request ({status}){words}", status=status, advice=_ADVICE
        )
    return AnswerUnreadable(f"{service} answered {status}, which is not documented", advice=_LATER)


_ADVICE = "see whether the Slate user may view reports, and whether the ids under `datasets` in pvsync.yaml are right"


def _words(body: bytes) -> str:
    """The service's words in one line of limited length, without control characters and without our secrets."""
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    found = next(
        (
            payload[name]
            for name in _WORDS
            if isinstance(payload, dict) and isinstance(payload.get(name), str)
        ),
        "",
    )
    one_line = re.sub(r"\s+", " ", without_secrets(found)).strip()
    plain = "".join(letter for letter in one_line if unicodedata.category(letter)[0] != "C")
    return plain[:_LONGEST_WORDS]


def _retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a `Retry-After` asks for, as seconds or as an HTTP date; None where it cannot be read."""
    text = (value or "").strip()
    if re.fullmatch(r"\d{1,9}", text):
        return float(min(int(text), _LONGEST_WAIT))
    at = read_http_date(text)
    return None if at is None else max(0.0, (at - now).total_seconds())
