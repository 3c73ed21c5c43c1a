"""What an answer says: its status, its JSON, its words, and which of our errors it amounts to."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from pvsync.api.wire.exact import loads
from pvsync.errors import AnswerUnreadable, PvsyncError, RequestRejected, ServiceFailed, Throttled
from pvsync.model.http_date import read_http_date
from pvsync.model.secret import without_secrets

_LONGEST_WORDS = 500
"""Characters of the service's words that are passed on."""

_LONGEST_LOOK = 16 * _LONGEST_WORDS
"""Characters of them that are looked at."""

_MESSAGE_MEMBERS = ("errorMessage", "message", "Message", "error", "errors", "body")
"""Where a refusal may keep its words; `errorMessage` is documented for batch items, the rest are habits."""

_LONGEST_RETRY_AFTER = 10 * 365 * 86400
_DIGITS = re.compile(r"\d{1,9}")
_SERVER_ERRORS = 5


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer as it came.

    Args:
        status: HTTP status.
        content_type: Media type, empty where not said.
        retry_after: Value of `Retry-After`, None where not said.
        body: The body.
        date: Value of `Date`, None where not said.
    """

    status: int
    content_type: str
    retry_after: str | None
    body: bytes
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that can be judged: a success, or a refusal in the service's words.

    Args:
        status: HTTP status.
        payload: The JSON, None for an empty body.
        method: HTTP method of the request.
        path: Path of the request.
        at: What the service's clock showed, None where it did not say.
    """

    status: int
    payload: Any
    method: str
    path: str
    at: datetime | None = None

    @property
    def succeeded(self) -> bool:
        """Whether the status is one of success."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def words(self) -> str:
        """The service's words, in one line."""
        return presentable(next(texts(self.payload), ""))

    def says(self, sentence: str) -> bool:
        """Whether the answer holds exactly this sentence, as a whole."""
        return sentence in texts(self.payload)

    def rejection(self) -> RequestRejected:
        """The refusal as an error."""
        words = self.words
        said = f": {words}" if words else ", without a word why"
        return RequestRejected(
            f"the service refused the request ({self.status}){said}",
            status=self.status,
            method=self.method,
            path=self.path,
            advice=_advice(self.status),
        )


def read_answer(raw: Raw, *, method: str, path: str, now: datetime) -> Answer:
    """Judge an answer.

    Args:
        raw: The answer as it came.
        method: HTTP method of the request.
        path: Path of the request.
        now: The present instant, for a `Retry-After` that is a date.

    Returns:
        The answer, where it is a success with JSON or without a body, or a refusal of this one request.

    Raises:
        Throttled: 429.
        ServiceFailed: 5xx.
        RequestRejected: 401 and 403: nothing will be let through.
        AnswerUnreadable: Anything that is not documented.
    """
    match raw.status:
        case HTTPStatus.TOO_MANY_REQUESTS:
            wait = retry_after(raw.retry_after, now)
            raise Throttled(
                "the service asks us to slow down (429)", retry_after=wait, method=method, path=path
            )
        case status if status // 100 == _SERVER_ERRORS:
            words = presentable(next(texts(_payload_or_none(raw)), ""))
            said = f": {words}" if words else ""
            raise ServiceFailed(f"the service failed ({status}){said}", method=method, path=path)
        case status if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
            # Only for 404 is the body documented; there a body that cannot be read may hide absence or anything.
            lenient = status != HTTPStatus.NOT_FOUND or _is_plain_text(raw)
            payload = _payload_or_none(raw) if lenient else _payload(raw, method, path)
            answer = Answer(status, payload, method, path, _dated(raw))
            if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
                raise answer.rejection()
            return answer
        case status if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return Answer(status, _payload(raw, method, path), method, path, _dated(raw))
        case status:
            raise AnswerUnreadable(f"the status {status} is not documented", method=method, path=path)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a `Retry-After` asks for, as seconds or as an HTTP date; None where it cannot be read."""
    if value is None:
        return None
    text = value.strip()
    if _DIGITS.fullmatch(text):
        return float(min(int(text), _LONGEST_RETRY_AFTER))
    at = read_http_date(text)
    return None if at is None else max(0.0, (at - now).total_seconds())


def _dated(raw: Raw) -> datetime | None:
    return None if raw.date is None else read_http_date(raw.date)


def texts(payload: Any) -> Iterator[str]:
    """The texts that an answer may hold its words in: itself, or a member of it, the likeliest first."""
    match payload:
        case str():
            yield payload.strip()
        case dict():
            named = [payload[name] for name in _MESSAGE_MEMBERS if name in payload]
            for value in named:
                yield from texts(value)
        case list():
            yield from (item.strip() for item in payload if isinstance(item, str))


def presentable(text: str) -> str:
    """The service's words as one line of limited length, without control characters and without our own secrets."""
    begun = text[:_LONGEST_LOOK]
    visible = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in begun)
    visible = without_secrets(visible)
    line = " ".join(visible.split())
    return line if len(line) <= _LONGEST_WORDS else f"{line[:_LONGEST_WORDS]}..."


def _payload(raw: Raw, method: str, path: str) -> Any:
    if not raw.body.strip():
        return None
    if raw.content_type and "json" not in raw.content_type.lower():
        kind = presentable(raw.content_type.partition(";")[0])
        raise AnswerUnreadable(f"the answer is {kind}, not JSON", method=method, path=path)
    try:
        return loads(raw.body)
    except PvsyncError as error:
        raise AnswerUnreadable(str(error), method=method, path=path) from None


def _payload_or_none(raw: Raw) -> Any:
    """The JSON of a failure; plain text is its own words, and a page of markup says nothing."""
    try:
        return _payload(raw, "", "")
    except AnswerUnreadable:
        return raw.body.decode("utf-8", "replace") if _is_plain_text(raw) else None


def _is_plain_text(raw: Raw) -> bool:
    return raw.content_type.partition(";")[0].strip().lower() == "text/plain"


def _advice(status: int) -> str | None:
    match status:
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            return "see whether API key, certificate and licensor alias belong to this environment: `pvsync doctor`"
        case HTTPStatus.NOT_FOUND:
            return "see whether `url` and licensor alias are right: `pvsync doctor`"
        case _:
            return None
