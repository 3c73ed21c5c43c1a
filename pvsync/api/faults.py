"""The border where everything that `requests` raises becomes one of our errors.

The texts of `requests` and of the layers below can hold local paths and header values, so none of them is passed
on; what is said of a cause is its kind, and for the service's certificate the reason that TLS gives.
"""

import http.client
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import requests.exceptions as raised
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NewConnectionError,
    ReadTimeoutError,
)

from pvsync.errors import (
    AnswerUnreadable,
    ApiError,
    CertificateRefused,
    ConnectionFailed,
    CredentialError,
    PvsyncError,
    ServiceFailed,
    TimedOut,
    UsageError,
)

RETRIED_STATUSES = frozenset({500, 502, 503, 504})
"""Service failures that may pass by themselves (avails-api section 6: codes beyond 404 are not documented)."""

_BOTH_POSSIBILITIES = (
    "the service dropped the first connection without a word: either it refused our client certificate"
    " (TLS 1.3 shows that only so), or the network cut the line"
)


class NotConnected(ConnectionFailed):
    """No connection could be opened: nothing has been sent, so a write may be tried again."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """The request during which something went wrong.

    Args:
        method: HTTP method.
        path: Path on the service, without host and query.
        first: Whether no answer has ever come back over these credentials.
    """

    method: str
    path: str
    first: bool


@contextmanager
def border(attempt: Attempt) -> Iterator[None]:
    """Run a request; whatever the libraries below raise leaves as one of ours.

    Raises:
        ApiError: A connection, an answer or the service failed.
        CredentialError: A credential cannot be used.
        UsageError: The URL of the environment cannot be used.
    """
    try:
        yield
    except (raised.RequestException, HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        raise translated(error, attempt) from None


def translated(error: Exception, attempt: Attempt) -> PvsyncError:
    """Our error for one of theirs, by the nearest class that the table names."""
    kind = next(kind for kind in type(error).__mro__ if kind in FAULTS)
    return FAULTS[kind](error, attempt)


def _api(kind: type[ApiError], message: str) -> Callable[[Exception, Attempt], PvsyncError]:
    return lambda _error, attempt: kind(message, method=attempt.method, path=attempt.path)


def _usage(_error: Exception, _attempt: Attempt) -> PvsyncError:
    return UsageError(
        "the `url` of the environment cannot be used", advice="write it as `https://host`, without a path"
    )


def _header(_error: Exception, _attempt: Attempt) -> PvsyncError:
    return CredentialError("`credentials.api_key` holds a blank or a character that no header can carry")


def _credential(_error: Exception, _attempt: Attempt) -> PvsyncError:
    return CredentialError("a file of `credentials` is gone or cannot be read any more")


def _connection(error: Exception, attempt: Attempt) -> PvsyncError:
    """`requests` has one class for much that differs; what lies inside tells."""
    inner = list(_causes(error))
    if any(isinstance(cause, ReadTimeoutError) for cause in inner):
        return _read_timeout(error, attempt)
    if any(isinstance(cause, NewConnectionError | ConnectTimeoutError) for cause in inner):
        return _not_connected(error, attempt)
    if any(isinstance(cause, TimeoutError) for cause in inner):
        return _read_timeout(error, attempt)
    if any(isinstance(cause, ssl.SSLError) for cause in inner):
        return _tls(error, attempt)
    return _dropped(error, attempt)


def _dropped(_error: Exception, attempt: Attempt) -> PvsyncError:
    if attempt.first:
        return ConnectionFailed(
            _BOTH_POSSIBILITIES,
            method=attempt.method,
            path=attempt.path,
            advice="`pvsync doctor` checks certificate, key and dates; if they are right, try again",
        )
    return ConnectionFailed(
        "the connection dropped before an answer came", method=attempt.method, path=attempt.path
    )


def _tls(error: Exception, attempt: Attempt) -> PvsyncError:
    method, path = attempt.method, attempt.path
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = getattr(cause, "verify_message", "it cannot be verified")
            advice = "see whether `url` and `credentials.ca` belong to the same environment"
            message = f"the service's certificate is not to be trusted: {why}"
            return CertificateRefused(message, method=method, path=path, advice=advice)
        # An alert is the service's word about our certificate; its name is a constant of TLS.
        reason = str(getattr(cause, "reason", "")) if isinstance(cause, ssl.SSLError) else ""
        if "ALERT" in reason:
            words = reason.lower().replace("_", " ")
            message = f"the service refused our client certificate ({words})"
            return CertificateRefused(message, method=method, path=path)
        if isinstance(cause, ssl.SSLEOFError):
            return _dropped(error, attempt)
    return ConnectionFailed("no secure connection came about", method=method, path=path)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything it was made from: its cause, its context and the errors in its arguments."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        cause = waiting.pop(0)
        if cause is None or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting += [cause.__cause__, cause.__context__, getattr(cause, "reason", None)]
        waiting = [item for item in waiting if isinstance(item, BaseException)]
        waiting += [item for item in cause.args if isinstance(item, BaseException)]


_not_connected = _api(NotConnected, "no connection to the service could be opened")
_read_timeout = _api(TimedOut, "the service did not answer in time")
_cut = _api(AnswerUnreadable, "the answer ended before it was complete")
_not_json = _api(AnswerUnreadable, "the answer is not JSON")
_failed = _api(ServiceFailed, "the service kept failing")
_redirected = _api(AnswerUnreadable, "the service sent us elsewhere, which is not documented")

FAULTS: Mapping[type[BaseException], Callable[[Exception, Attempt], PvsyncError]] = {
    raised.RequestException: _dropped,
    raised.HTTPError: _failed,
    raised.ConnectionError: _connection,
    raised.ProxyError: _not_connected,
    raised.SSLError: _tls,
    raised.Timeout: _read_timeout,
    raised.ConnectTimeout: _not_connected,
    raised.ReadTimeout: _read_timeout,
    raised.URLRequired: _usage,
    raised.TooManyRedirects: _redirected,
    raised.MissingSchema: _usage,
    raised.InvalidSchema: _usage,
    raised.InvalidURL: _usage,
    raised.InvalidHeader: _header,
    raised.InvalidProxyURL: _usage,
    raised.ChunkedEncodingError: _cut,
    raised.ContentDecodingError: _cut,
    raised.StreamConsumedError: _cut,
    raised.RetryError: _failed,
    raised.UnrewindableBodyError: _dropped,
    raised.InvalidJSONError: _not_json,
    raised.JSONDecodeError: _not_json,
    ssl.SSLError: _tls,
    HTTPError: _connection,
    http.client.HTTPException: _dropped,
    ConnectionError: _dropped,
    TimeoutError: _read_timeout,
    OSError: _credential,
    UnicodeError: _header,
    ValueError: _usage,
}
"""Every class that `requests` can raise, and those below it that it lets through, to one of ours."""
