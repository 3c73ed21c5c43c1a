"""One request over real mutual TLS: what goes out, what comes back, and what each misfortune becomes."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from unit.api.services import Reply, TinyServer, credentials_of, settings_of

from pvsync.api.credentials import Credentials
from pvsync.api.governor import Governor
from pvsync.api.session import Request, Session
from pvsync.emulator.server import Emulator
from pvsync.errors import (
    AnswerUnreadable,
    ApiError,
    CertificateRefused,
    ConnectionFailed,
    CredentialError,
    RequestRejected,
    ServiceFailed,
    Throttled,
    TimedOut,
)
from pvsync.model.secret import Secret

SMOKE = Request(
    "GET", "/v1/avails/acme/full-extract/some-test-alid?territory=US&businessLine=PRIME_SUBSCRIPTION"
)
Opens = Callable[..., Session]


@pytest.fixture
def opens(emulator: Emulator) -> Iterator[Opens]:
    """Opens sessions, to the emulator unless another URL is given."""
    opened: list[Session] = []

    def session(url: str = "", credentials: Credentials | None = None, **changes: object) -> Session:
        settings = settings_of(url or emulator.url, **changes)
        governor = Governor(500, 5, budget=5)
        opened.append(Session(settings, credentials or credentials_of(emulator), governor))
        return opened[-1]

    yield session
    for each in opened:
        each.close()


def test_an_answer_over_mutual_tls(opens: Opens) -> None:
    session = opens()
    assert not session.answered
    answer = session.send(SMOKE)
    assert answer.status == 404
    assert answer.says("Title not found for ALID some-test-alid and Licensor acme")
    assert session.answered


def test_the_environment_has_no_say(
    opens: Opens, foreign_authority: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, str(foreign_authority))
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert opens().send(SMOKE).status == 404


def test_the_environment_cannot_make_us_trust_anybody(
    opens: Opens, emulator: Emulator, foreign_authority: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(emulator.folder.authority))
    session = opens(credentials=replace(credentials_of(emulator), ca=foreign_authority))
    with pytest.raises(CertificateRefused, match="the service's certificate is not to be trusted"):
        session.send(SMOKE)


def test_without_an_authority_of_its_own_the_public_ones_count(
    opens: Opens, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(emulator.folder.authority))
    with pytest.raises(CertificateRefused, match="not to be trusted"):
        opens(credentials=replace(credentials_of(emulator), ca=None)).send(SMOKE)


def test_a_certificate_of_another_host_is_not_trusted(opens: Opens, emulator: Emulator) -> None:
    # 127.0.0.2 is the same machine, and not a name in the certificate.
    url = emulator.url.replace("127.0.0.1", "127.0.0.2")
    with pytest.raises((CertificateRefused, ConnectionFailed)) as caught:
        opens(url).send(SMOKE)
    assert "127.0.0.2" in str(caught.value) or "could be opened" in str(caught.value)


def test_headers_and_exact_numbers_on_the_way_out(opens: Opens, tiny: TinyServer) -> None:
    tiny.say(Reply(body=b'{"price": 6.90}'))
    answer = opens(tiny.url).send(Request("PUT", "/v1/x", {"price": Decimal("6.90"), "title": "Señor"}))
    (heard,) = tiny.heard
    assert heard.headers["x-api-key"]
    assert heard.headers["content-type"] == "application/json"
    assert heard.headers["accept"] == "application/json"
    assert heard.body == b'{"price":6.90,"title":"Se\\u00f1or"}'
    assert str(answer.payload["price"]) == "6.90"


def test_a_request_without_a_body_declares_none(opens: Opens, tiny: TinyServer) -> None:
    tiny.say(Reply())
    opens(tiny.url).send(Request("DELETE", "/v1/x?territory=US"))
    (heard,) = tiny.heard
    assert (heard.method, heard.path, heard.body) == ("DELETE", "/v1/x?territory=US", b"")
    assert "content-type" not in heard.headers


def test_a_path_arrives_as_it_was_encoded(opens: Opens, tiny: TinyServer) -> None:
    tiny.say(Reply())
    path = "/v1/avails/api_sandbox_acme/full-extract/a%3Ab%40c.d_e-f"
    opens(tiny.url).send(Request("GET", path))
    assert tiny.heard[0].path == path


@pytest.mark.parametrize("status", [301, 302, 307, 100 + 204])
def test_a_redirect_is_not_followed(opens: Opens, tiny: TinyServer, status: int) -> None:
    tiny.say(Reply(status, b"", {"Location": "https://127.0.0.1:1/"}))
    with pytest.raises(AnswerUnreadable, match=f"{status} is not documented"):
        opens(tiny.url).send(SMOKE)
    assert len(tiny.heard) == 1


def test_an_answer_beyond_the_limit_is_not_read_to_its_end(opens: Opens, tiny: TinyServer) -> None:
    tiny.say(Reply(body=json.dumps("x" * 400_000).encode()))
    assert opens(tiny.url).send(SMOKE).succeeded
    with pytest.raises(AnswerUnreadable, match="longer than any"):
        opens(tiny.url, largest_answer=100_000).send(SMOKE)


def test_an_answer_that_takes_too_long_altogether_is_a_timeout(opens: Opens, tiny: TinyServer) -> None:
    tiny.say(Reply(body=json.dumps("x" * 400_000).encode()))
    session = opens(tiny.url)
    instants = iter(range(0, 10_000, 21))
    session._clock = lambda: float(next(instants))
    with pytest.raises(TimedOut, match="in time"):
        session.send(SMOKE)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("429", Throttled),
        ("429-retry-after", Throttled),
        ("500", ServiceFailed),
        ("503", ServiceFailed),
        ("html-502", ServiceFailed),
        ("html-200", AnswerUnreadable),
        ("not-json", AnswerUnreadable),
        ("cut-body", AnswerUnreadable),
        ("dropped-connection", ConnectionFailed),
    ],
)
def test_each_misfortune_becomes_its_error(
    opens: Opens, emulator: Emulator, add_fault: Callable[..., int], fault: str, kind: type[ApiError]
) -> None:
    session = opens()
    session.send(SMOKE)
    add_fault(fault, count=1)
    with pytest.raises(kind) as caught:
        session.send(SMOKE)
    assert caught.value.method == "GET"
    assert caught.value.path == SMOKE.place
    assert emulator.api_key not in f"{caught.value!r}{caught.value.advice}"
    assert session.send(SMOKE).status == 404


def test_retry_after_is_passed_on(opens: Opens, add_fault: Callable[..., int]) -> None:
    add_fault("429-retry-after", count=1, seconds=3)
    with pytest.raises(Throttled) as caught:
        opens().send(SMOKE)
    assert caught.value.retry_after == 3


def test_no_answer_in_time_is_a_timeout(opens: Opens, add_fault: Callable[..., int]) -> None:
    add_fault("timeout-before-commit", count=1, seconds=2)
    with pytest.raises(TimedOut):
        opens(timeout=0.2).send(SMOKE)


def test_nobody_there(opens: Opens) -> None:
    with pytest.raises(ConnectionFailed, match="no connection to the service could be opened"):
        opens("https://127.0.0.1:9").send(SMOKE)


def test_a_refused_client_certificate_names_both_possibilities_on_the_first_connection(
    opens: Opens, expired_credentials: Credentials
) -> None:
    with pytest.raises(ApiError) as caught:
        opens(credentials=expired_credentials).send(SMOKE)
    assert isinstance(caught.value, CertificateRefused | ConnectionFailed)
    assert "refused our client certificate" in str(caught.value)
    assert str(expired_credentials.cert.parent) not in f"{caught.value!r}"


def test_a_dropped_connection_later_does_not_accuse_the_certificate(
    opens: Opens, add_fault: Callable[..., int]
) -> None:
    session = opens()
    session.send(SMOKE)
    add_fault("dropped-connection", count=1)
    with pytest.raises(ConnectionFailed) as caught:
        session.send(SMOKE)
    assert "certificate" not in str(caught.value)


def test_a_wrong_api_key_is_refused_without_naming_it(opens: Opens, emulator: Emulator) -> None:
    wrong = replace(credentials_of(emulator), api_key=Secret("sk-canary-key"))
    with pytest.raises(RequestRejected) as caught:
        opens(credentials=wrong).send(SMOKE)
    assert caught.value.status in (401, 403)
    assert "canary" not in f"{caught.value!r} {caught.value.advice}"


def test_a_certificate_that_has_gone_is_a_credential_error_without_its_path(
    opens: Opens, emulator: Emulator, tmp_path: Path
) -> None:
    gone = replace(credentials_of(emulator), cert=tmp_path / "gone.pem")
    with pytest.raises(CredentialError) as caught:
        opens(credentials=gone).send(SMOKE)
    assert str(tmp_path) not in f"{caught.value!r} {caught.value.advice}"


def test_a_503_that_names_a_wait_holds_everybody_back(opens: Opens, tiny: TinyServer) -> None:
    tiny.say(Reply(503, b"{}", {"Content-Type": "application/json", "Retry-After": "3600"}))
    session = opens(tiny.url)
    with pytest.raises(Throttled):
        session.send(SMOKE)
    tiny.say(Reply(503, b"{}", {"Content-Type": "application/json"}))
    with pytest.raises(ServiceFailed):
        session.send(SMOKE)


def test_each_thread_has_a_connection_of_its_own(opens: Opens) -> None:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only here
    from threading import Barrier  # noqa: PLC0415 - only here

    session, together = opens(), Barrier(3)

    def work(_: int) -> int:
        together.wait()
        return id(session._session()) if session.send(SMOKE).status == 404 else 0

    with ThreadPoolExecutor(3) as pool:
        own = set(pool.map(work, range(3)))
    assert len(own) == 3
    assert len(session._all) == 3
