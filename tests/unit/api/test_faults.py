"""Every class that `requests` can raise leaves as one of ours, with nothing of its own text."""

import inspect
import socket
import ssl

import pytest
import requests.exceptions
from urllib3.exceptions import (
    ConnectTimeoutError,
    MaxRetryError,
    NameResolutionError,
    ProtocolError,
    ReadTimeoutError,
)

from pvsync.api.faults import FAULTS, Attempt, NotConnected, border
from pvsync.errors import (
    AnswerUnreadable,
    CertificateRefused,
    ConnectionFailed,
    CredentialError,
    PvsyncError,
    RequestRejected,
    TimedOut,
    UsageError,
)

CANARY = "/etc/partner/client.key sk-canary"
FIRST = Attempt("GET", "/v1/avails/acme/full-extract/X", first=True)
LATER = Attempt("PUT", "/v1/avails/acme/full-extract/X", first=False)
RAISED = [
    kind
    for _, kind in inspect.getmembers(requests.exceptions, inspect.isclass)
    if issubclass(kind, requests.exceptions.RequestException)
]


def crossing(error: Exception, attempt: Attempt = LATER) -> PvsyncError:
    with pytest.raises(PvsyncError) as caught, border(attempt):
        raise error
    return caught.value


@pytest.mark.parametrize("kind", RAISED)
def test_every_class_of_requests_has_its_own_entry(kind: type[Exception]) -> None:
    assert kind in FAULTS


def test_there_are_classes_to_map() -> None:
    assert len(RAISED) > 20


@pytest.mark.parametrize("kind", list(FAULTS), ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_no_text_of_theirs_passes(kind: type[Exception]) -> None:
    try:
        error = kind(CANARY)
    except TypeError:
        error = (
            UnicodeEncodeError("latin-1", CANARY, 0, 1, CANARY)
            if issubclass(kind, UnicodeError)
            else kind(CANARY, CANARY, 0)
        )
    ours = crossing(error)
    assert "canary" not in f"{ours} {ours.advice} {ours!r} {ours.__cause__}"
    assert ours.__suppress_context__


def ours_for(inner: Exception, attempt: Attempt = LATER) -> PvsyncError:
    return crossing(requests.exceptions.ConnectionError(inner), attempt)


def test_what_could_not_be_opened_was_never_sent() -> None:
    refused = ours_for(MaxRetryError(None, "/", NameResolutionError("host", None, socket.gaierror(1))))  # type: ignore[arg-type]
    assert isinstance(refused, NotConnected)
    assert isinstance(ours_for(ConnectTimeoutError("x")), NotConnected)
    assert isinstance(crossing(requests.exceptions.ConnectTimeout()), NotConnected)


def test_a_read_timeout_inside_a_connection_error_is_a_timeout() -> None:
    assert isinstance(ours_for(ReadTimeoutError(None, "/", "x")), TimedOut)  # type: ignore[arg-type]


def test_the_first_dropped_connection_names_both_possibilities() -> None:
    dropped = ours_for(ProtocolError("Connection aborted.", ConnectionResetError(104, "reset")), FIRST)
    assert isinstance(dropped, ConnectionFailed)
    assert not isinstance(dropped, NotConnected)
    assert "refused our client certificate" in dropped.message
    assert "the network cut the line" in dropped.message
    later = ours_for(ProtocolError("Connection aborted.", ConnectionResetError(104, "reset")))
    assert "certificate" not in later.message


def test_a_certificate_that_cannot_be_verified_gives_the_reason_of_tls() -> None:
    inner = ssl.SSLCertVerificationError(1, "certificate verify failed")
    inner.verify_message = "unable to get local issuer certificate"
    refused = crossing(requests.exceptions.SSLError(MaxRetryError(None, "/", inner)))  # type: ignore[arg-type]
    assert isinstance(refused, CertificateRefused)
    assert (
        refused.message
        == "the service's certificate is not to be trusted: unable to get local issuer certificate"
    )
    assert "ca" in refused.advice


def test_an_alert_is_the_services_word_about_our_certificate() -> None:
    inner = ssl.SSLError(1, "[SSL: TLSV13_ALERT_CERTIFICATE_REQUIRED] tlsv13 alert certificate required")
    inner.reason = "TLSV13_ALERT_CERTIFICATE_REQUIRED"
    refused = ours_for(inner)
    assert isinstance(refused, CertificateRefused)
    assert "tlsv13 alert certificate required" in refused.message


def test_an_end_in_the_handshake_is_a_dropped_connection() -> None:
    assert "both" not in str(crossing(ssl.SSLEOFError(8, "EOF occurred"), LATER))
    assert "refused our client certificate" in str(crossing(ssl.SSLEOFError(8, "EOF occurred"), FIRST))
    assert isinstance(crossing(ssl.SSLError(1, "wrong version")), ConnectionFailed)


def test_a_cut_answer_is_unreadable() -> None:
    assert isinstance(crossing(requests.exceptions.ChunkedEncodingError()), AnswerUnreadable)


def test_what_is_wrong_on_our_side_is_said_as_such() -> None:
    assert isinstance(crossing(requests.exceptions.InvalidURL(CANARY)), UsageError)
    assert isinstance(crossing(requests.exceptions.InvalidHeader(CANARY)), CredentialError)
    assert isinstance(crossing(OSError(f"invalid path: {CANARY}")), CredentialError)


def test_ours_passes_untouched() -> None:
    ours = RequestRejected("no", status=400)
    assert crossing(ours) is ours


def test_place_is_kept() -> None:
    lost = crossing(requests.exceptions.ReadTimeout())
    assert isinstance(lost, TimedOut)
    assert (lost.method, lost.path) == (LATER.method, LATER.path)
