"""The border where everything that `requests` and what is below it raise becomes one of our errors.

Their texts hold addresses, and an address may hold a signature: none of them is passed on. For the same reason the
log lines of urllib3, which show every address that is asked for, go through a filter.
"""

import http.client
import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import requests.exceptions as raised
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.exceptions import TimeoutError as LateError

from pvsync.errors import (
    AnswerUnreadable,
    ApiError,
    CertificateRefused,
    ConnectionFailed,
    TimedOut,
    UsageError,
)
from pvsync.model.secret import without_secrets

_AGAIN = "see whether this machine reaches the service, then run the command again: it goes on where it was"
_CERTIFICATE = (
    "see whether a proxy stands between; name its authority with `ca` under `datasets` in pvsync.yaml"
)


class _Unsaid(logging.Filter):
    """Hides what is secret in a line before any handler sees it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the line; it is never dropped."""
        record.msg, record.args = without_secrets(record.getMessage()), ()
        return True


def quiet() -> None:
    """Have the loggers that show addresses hide secrets; nothing happens the second time."""
    for name in ("urllib3.connectionpool", "urllib3.connection", "urllib3.poolmanager", "urllib3.util.retry"):
        logger = logging.getLogger(name)
        if not any(isinstance(one, _Unsaid) for one in logger.filters):
            logger.addFilter(_Unsaid())


@contextmanager
def border(service: str) -> Iterator[None]:
    """Talk to a service; whatever the libraries below raise leaves as one of ours.

    Args:
        service: Who is talked to, for the message.

    Raises:
        ApiError: A connection or an answer failed.
    """
    try:
        yield
    except (raised.RequestException, HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        raise translated(error, service) from None


def translated(error: BaseException, service: str) -> ApiError | UsageError:
    """Our error for one of theirs: what lies inside tells more than its class."""
    inner = list(_causes(error))
    if isinstance(error, raised.InvalidURL | raised.MissingSchema | raised.InvalidSchema):
        return UsageError(
            f"the address of {service} cannot be used", advice="correct it under `datasets` in pvsync.yaml"
        )
    for cause in inner:
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = cause.verify_message
            return CertificateRefused(
                f"the certificate of {service} is not to be trusted: {why}", advice=_CERTIFICATE
            )
    if any(isinstance(cause, NewConnectionError) for cause in inner):
        return ConnectionFailed(f"no connection to {service} could be opened", advice=_AGAIN)
    if any(isinstance(cause, LateError | TimeoutError | raised.Timeout) for cause in inner):
        return TimedOut(f"{service} did not answer in time", advice=_AGAIN)
    if isinstance(error, raised.ContentDecodingError | UnicodeError | raised.InvalidJSONError):
        return AnswerUnreadable(f"an answer of {service} cannot be read", advice=_AGAIN)
    return ConnectionFailed(f"the connection to {service} dropped", advice=_AGAIN)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything it was made from: its cause, its context and the errors in its arguments."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        cause = waiting.pop(0)
        if not isinstance(cause, BaseException) or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting += [cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args]
