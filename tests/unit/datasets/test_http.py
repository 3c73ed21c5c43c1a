"""Refusals as our errors: which may be tried again, how long a pause is asked for, and no word that gives anything away."""

import logging
from datetime import UTC, datetime

import pytest
import requests.exceptions as raised
from urllib3.exceptions import HTTPError, ReadTimeoutError

from pvsync.datasets.border import border, quiet
from pvsync.datasets.http import Ask, refused
from pvsync.errors import (
    AnswerUnreadable,
    ApiError,
    ConnectionFailed,
    PvsyncError,
    RequestRejected,
    ServiceFailed,
    Throttled,
    TimedOut,
    UsageError,
)
from pvsync.model.secret import Secret

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def error(status: int, body: bytes = b"", **headers: str) -> ApiError:
    return refused("the service", status, {"Retry-After": headers["wait"]} if headers else {}, body, NOW)


@pytest.mark.parametrize(
    ("status", "kind", "again"),
    [
        (302, AnswerUnreadable, True),
        (400, RequestRejected, False),
        (401, RequestRejected, False),
        (404, RequestRejected, False),
        (429, Throttled, True),
        (500, ServiceFailed, True),
        (503, ServiceFailed, True),
        (599, ServiceFailed, True),
    ],
)
def test_each_status_is_one_of_ours(status: int, kind: type[ApiError], again: object) -> None:
    found = error(status)
    assert type(found) is kind
    assert found.may_retry is again
    assert found.advice


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        (" 7 ", 7.0),
        ("Mon, 01 Jun 2026 12:00:30 GMT", 30.0),
        ("Mon, 01 Jun 2026 11:00:00 GMT", 0.0),
        ("999999999", 365 * 86400.0),
        ("soon", None),
        ("-1", None),
    ],
)
def test_a_pause_that_is_asked_for_is_read(value: str, seconds: float | None) -> None:
    found = error(429, wait=value)
    assert isinstance(found, Throttled)
    assert found.retry_after == seconds


def test_a_503_that_asks_for_a_pause_is_a_pause() -> None:
    found = error(503, wait="9")
    assert isinstance(found, Throttled)
    assert found.retry_after == 9
    assert isinstance(error(503, wait="soon"), ServiceFailed)


def test_the_words_of_a_service_are_shown_in_one_plain_line() -> None:
    assert '"two lines"' in error(400, b'{"message": "two\\nlines\\u001b"}').message
    assert len(error(400, b'{"message": "' + b"x" * 5000 + b'"}').message) < 400
    for body in (b"", b"<html>", b"[1]", b'{"message": 7}', b"\xff", b"[" * 100_000):
        assert error(400, body).message == "the service refused the request (400)"


def test_a_service_that_repeats_a_secret_gives_nothing_away() -> None:
    secret = Secret("Atza|CANARY-of-a-refusal")
    found = error(401, b'{"error_description": "the token Atza|CANARY-of-a-refusal is over"}')
    assert secret.reveal() not in found.message
    assert "the token ... is over" in found.message


def test_what_is_asked_is_never_shown() -> None:
    ask = Ask("the service", "https://x.example/?Signature=y", {"Authorization": "Bearer z"}, {"code": "c"})
    assert repr(ask) == str(ask) == "Ask('the service', ...)"


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (raised.InvalidURL("https://x.example/?Signature=y"), UsageError),
        (raised.ReadTimeout("https://x.example/?Signature=y"), TimedOut),
        (raised.ConnectTimeout(), TimedOut),
        (ReadTimeoutError(None, "/?Signature=y", "late"), TimedOut),  # type: ignore[arg-type]
        (TimeoutError(), TimedOut),
        (raised.ChunkedEncodingError(), ConnectionFailed),
        (raised.ContentDecodingError(), AnswerUnreadable),
        (HTTPError("/?Signature=y"), ConnectionFailed),
        (ConnectionResetError(), ConnectionFailed),
        (ValueError("https://x.example/?Signature=y"), ConnectionFailed),
    ],
)
def test_whatever_is_raised_below_is_one_of_ours_and_repeats_nothing(
    cause: Exception, kind: type[PvsyncError]
) -> None:
    with pytest.raises(kind) as caught, border("the service"):
        raise cause
    assert type(caught.value) is kind
    assert "Signature" not in f"{caught.value.message} {caught.value.advice}"
    assert caught.value.__suppress_context__


def test_every_class_of_requests_becomes_one_of_ours() -> None:
    for name in dir(raised):
        kind = getattr(raised, name)
        if isinstance(kind, type) and issubclass(kind, raised.RequestException):
            with pytest.raises(PvsyncError), border("the service"):
                raise kind(*(("", "", 0) if kind is raised.JSONDecodeError else ()))


def test_our_own_errors_pass() -> None:
    with pytest.raises(PvsyncError, match="ours"), border("the service"):
        raise PvsyncError("ours")


def test_log_lines_of_what_is_below_hide_secrets(caplog: pytest.LogCaptureFixture) -> None:
    quiet()
    quiet()
    logger = logging.getLogger("urllib3.connectionpool")
    caplog.set_level(logging.DEBUG)
    secret = Secret("/files/a.zip?Signature=CANARY-of-a-log")
    logger.debug('%s "GET %s"', "host", secret.reveal())
    assert caplog.messages == ['host "GET ..."']
