"""Three-valued reads against a real service, in good and bad weather."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from typing import Any

import pytest
from builders import a_movie, an_avail
from unit.api.services import Reply, TinyServer, credentials_of, settings_of

from pvsync.api.client import AvailsClient
from pvsync.api.credentials import Credentials
from pvsync.api.wire.avail import encode
from pvsync.emulator.server import Emulator
from pvsync.errors import (
    AnswerUnreadable,
    ApiError,
    CertificateRefused,
    ConnectionFailed,
    RequestRejected,
    ServiceFailed,
    Throttled,
    TimedOut,
)
from pvsync.model.avail import Absent, Avail, Present, Unread
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope

Fault = Callable[..., int]


def avail(number: int) -> Avail:
    alid = f"T-{number:03}"
    return an_avail(scope=scope(number), title=a_movie(alid))


def scope(number: int) -> Scope:
    return Scope(f"T-{number:03}", "US", BusinessLine.TVOD)


def wire(one: Avail) -> Any:
    return json.loads(json.dumps(encode(one, spec_version=None), default=float))


@pytest.fixture
def held(emulator: Emulator) -> list[Avail]:
    """Sixty avails that the service holds."""
    avails = [avail(number) for number in range(60)]
    emulator.seed(
        [
            {
                "licensor": "acme",
                "alid": one.scope.alid,
                "territory": "US",
                "businessLine": "TVOD",
                "avail": wire(one),
                "writtenAt": None,
            }
            for one in avails
        ],
        replace=True,
    )
    return avails


def only(client: AvailsClient, one: Scope) -> object:
    ((_, reading),) = client.read([one])
    return reading


def test_in_order_present_and_absent(client: AvailsClient, emulator: Emulator, held: list[Avail]) -> None:
    scopes = [scope(number) for number in range(80)]
    answers = list(client.read(scopes))
    assert [asked for asked, _ in answers] == scopes
    assert [reading for _, reading in answers] == [*(Present(one) for one in held), *[Absent()] * 20]
    assert emulator.counters().by_endpoint == {"batch/get": 4}


def test_one_scope_is_one_get(client: AvailsClient, emulator: Emulator, held: list[Avail]) -> None:
    assert only(client, held[0].scope) == Present(held[0])
    assert only(client, scope(99)) == Absent()
    assert emulator.counters().by_endpoint == {"get": 2}


def test_scopes_are_taken_only_a_little_ahead(emulator: Emulator, held: list[Avail]) -> None:
    taken = 0

    def endless() -> Iterator[Scope]:
        nonlocal taken
        while True:
            taken += 1
            yield held[taken % 60].scope

    with AvailsClient(
        settings_of(emulator.url, batch_size=5, open_requests=2), credentials_of(emulator)
    ) as client:
        answers = client.read(endless())
        for _ in range(7):
            next(answers)
        assert 7 <= taken <= 7 + 5 * 2 * 2 + 5
        answers.close()  # type: ignore[attr-defined]


class OneAtOnce(Executor):
    """Runs the first job, and leaves every other one waiting."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []

    def submit(self, job: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.futures.append(future)
        if len(self.futures) == 1:
            future.set_result(job(*args, **named))
        return future


def test_what_waits_when_a_read_is_abandoned_is_never_asked(client: AvailsClient) -> None:
    pool = OneAtOnce()
    answers = client._reader.stream((scope(number) for number in range(400)), pool)
    assert next(answers) == (scope(0), Absent())
    answers.close()  # type: ignore[attr-defined]
    assert len(pool.futures) == 10
    assert all(future.cancelled() for future in pool.futures[1:])
    assert client.requests_sent == 1


def test_nothing_is_asked_where_nothing_is_to_be_read(client: AvailsClient) -> None:
    assert list(client.read([])) == []
    assert client.requests_sent == 0


@pytest.mark.parametrize(
    "name", ["429", "429-retry-after", "500", "html-200", "not-json", "cut-body", "dropped-connection"]
)
def test_bad_weather_passes(client: AvailsClient, held: list[Avail], add_fault: Fault, name: str) -> None:
    add_fault(name, count=2, endpoint="batch/get", **({"seconds": 0} if name == "429-retry-after" else {}))
    client._governor.slow_down = lambda _wait: None  # type: ignore[method-assign]
    assert [reading for _, reading in client.read(one.scope for one in held)] == [
        Present(one) for one in held
    ]


@pytest.mark.parametrize(
    "name", ["partial-batch", "partial-answer", "failed-items", "duplicate-item", "reordered-items"]
)
def test_an_item_without_a_clear_answer_is_read_again_by_itself(
    client: AvailsClient, emulator: Emulator, held: list[Avail], add_fault: Fault, name: str
) -> None:
    add_fault(name, endpoint="batch/get", items=3)
    scopes = [*(one.scope for one in held[:8]), scope(90), scope(91)]
    answers = [reading for _, reading in client.read(scopes)]
    assert answers == [*(Present(one) for one in held[:8]), Absent(), Absent()]
    assert emulator.counters().by_endpoint.get("get", 0) == (0 if name == "reordered-items" else 3)


def test_what_stays_unclear_is_unread_and_the_rest_stands(
    client: AvailsClient, held: list[Avail], add_fault: Fault
) -> None:
    for endpoint in ("get", "batch/get"):
        add_fault("500", endpoint=endpoint, alid="T-003")
    answers = dict(client.read(one.scope for one in held[:6]))
    unread = answers.pop(scope(3))
    assert isinstance(unread, Unread)
    assert unread.why.startswith("the service failed (500)")
    assert list(answers.values()) == [Present(one) for one in held[:6] if one.scope != scope(3)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("500", ServiceFailed),
        ("html-200", AnswerUnreadable),
        ("dropped-connection", ConnectionFailed),
        ("certificate-refused", ApiError),
    ],
)
def test_a_service_that_is_down_is_one_error(
    emulator: Emulator, held: list[Avail], add_fault: Fault, name: str, kind: type[ApiError]
) -> None:
    add_fault(name)
    with (
        AvailsClient(settings_of(emulator.url, attempts=2), credentials_of(emulator)) as client,
        pytest.raises(kind),
    ):
        list(client.read(one.scope for one in held))
    assert client.requests_sent <= 3 * 4


def test_timeouts_without_end_are_one_error(emulator: Emulator, held: list[Avail], add_fault: Fault) -> None:
    add_fault("timeout-before-commit", seconds=0.3)
    settings = settings_of(emulator.url, attempts=1, timeout=0.1)
    with AvailsClient(settings, credentials_of(emulator)) as client, pytest.raises(TimedOut):
        list(client.read(one.scope for one in held[:50]))


def test_nobody_there_is_said_once(emulator: Emulator) -> None:
    settings = settings_of("https://127.0.0.1:9", attempts=2)
    with (
        AvailsClient(settings, credentials_of(emulator)) as client,
        pytest.raises(ConnectionFailed, match="could be opened"),
    ):
        list(client.read(scope(number) for number in range(2000)))
    assert client.requests_sent <= 2 * 10


def test_a_wrong_authority_is_said_once(emulator: Emulator, foreign_authority: Any) -> None:
    wrong = replace(credentials_of(emulator), ca=foreign_authority)
    with AvailsClient(settings_of(emulator.url), wrong) as client, pytest.raises(CertificateRefused):
        list(client.read(scope(number) for number in range(2000)))
    assert client.requests_sent <= 10


def test_a_key_of_another_environment_is_said_once(tiny: TinyServer, emulator: Emulator) -> None:
    tiny.say(Reply(403, b'{"message":"Forbidden"}'))
    with (
        AvailsClient(settings_of(tiny.url), credentials_of(emulator)) as client,
        pytest.raises(RequestRejected) as no,
    ):
        list(client.read(scope(number) for number in range(2000)))
    assert no.value.status == 403
    assert len(tiny.heard) <= 10


def test_nobody_let_in_at_the_second_reading_is_said_once(tiny: TinyServer, emulator: Emulator) -> None:
    tiny.say(Reply(200, b"[]"), Reply(401, b"{}"))
    with (
        AvailsClient(settings_of(tiny.url), credentials_of(emulator)) as client,
        pytest.raises(RequestRejected, match="401"),
    ):
        list(client.read([scope(0), scope(1)]))
    assert len(tiny.heard) == 2


def test_429_for_ever_ends_with_the_budget(tiny: TinyServer, emulator: Emulator) -> None:
    tiny.say(Reply(429, b"{}", {"Retry-After": "60"}))
    with AvailsClient(settings_of(tiny.url, run_budget=59), credentials_of(emulator)) as client:
        with pytest.raises(Throttled, match="beyond the time"):
            list(client.read([scope(0), scope(1)]))
        assert client.throttled == 1


@pytest.mark.parametrize(
    "reply",
    [
        Reply(404, b'{"message": "Not Found"}'),
        Reply(404, b'{"message": "Title not found for ALID T-001 and Licensor acme"}'),
        Reply(404, b'{"message": "Title not found for ALID T-000 and Licensor other"}'),
        Reply(404, b""),
        Reply(
            404,
            b"<html>Title not found for ALID T-000 and Licensor acme</html>",
            {"Content-Type": "text/html"},
        ),
        Reply(400, b'{"message": "Title not found for ALID T-000 and Licensor acme"}'),
        Reply(200, b""),
        Reply(200, b"null"),
        Reply(200, b"{}"),
        Reply(200, b"[]"),
        Reply(200, b'"Title not found for ALID T-000 and Licensor acme"'),
    ],
)
def test_only_the_documented_sentence_is_absence(tiny: TinyServer, emulator: Emulator, reply: Reply) -> None:
    smoke = Reply(404, b'{"message": "Title not found for ALID some-test-alid and Licensor acme"}')
    tiny.say(reply, smoke, reply)
    with AvailsClient(settings_of(tiny.url, attempts=1), credentials_of(emulator)) as client:
        assert isinstance(only(client, scope(0)), Unread)
    assert len(tiny.heard) == 3


def test_bare_or_wrapped(tiny: TinyServer, emulator: Emulator) -> None:
    body = json.dumps(wire(avail(0))).encode()
    tiny.say(Reply(200, body), Reply(200, b'{"avail": %s, "requestId": "x"}' % body))
    with AvailsClient(settings_of(tiny.url), credentials_of(emulator)) as client:
        assert only(client, scope(0)) == only(client, scope(0)) == Present(avail(0))


def test_present_and_empty_is_not_absent(tiny: TinyServer, emulator: Emulator) -> None:
    empty = replace(avail(0), transactions=())
    tiny.say(Reply(200, json.dumps(wire(empty)).encode()))
    with AvailsClient(settings_of(tiny.url), credentials_of(emulator)) as client:
        assert only(client, scope(0)) == Present(empty)


def test_the_first_certificate_error_names_both_possibilities(
    emulator: Emulator, expired_credentials: Credentials, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pvsync.api.credentials.check", lambda *_: None)
    with (
        AvailsClient(settings_of(emulator.url, attempts=2), expired_credentials) as client,
        pytest.raises(ApiError, match="refused our client certificate"),
    ):
        list(client.read(scope(number) for number in range(100)))
