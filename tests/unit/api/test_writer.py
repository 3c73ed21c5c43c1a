"""What becomes of writes, in good and bad weather: never certain without an answer, never sent twice in doubt."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from builders import a_movie, an_avail
from unit.api.services import Reply, TinyServer, credentials_of, settings_of

from pvsync.api.client import AvailsClient
from pvsync.emulator.server import Emulator
from pvsync.errors import ApiError, CertificateRefused, RequestRejected, UsageError
from pvsync.model.avail import Absent, Avail, Present
from pvsync.model.call import DeleteCall
from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted, NotTried, Outcome, Rejected, Unknown
from pvsync.model.scope import Scope

Fault = Callable[..., int]
SMOKE = Reply(404, b'{"message": "Title not found for ALID some-test-alid and Licensor acme"}')


def avail(number: int, **changes: Any) -> Avail:
    alid = f"T-{number:03}"
    scope = Scope(alid, "US", BusinessLine.TVOD)
    return an_avail(**({"scope": scope, "title": a_movie(alid)} | changes))


AVAILS = [avail(number) for number in range(60)]
CALLS = [DeleteCall(one.scope) for one in AVAILS]


def test_everything_accepted_in_batches(client: AvailsClient, emulator: Emulator) -> None:
    outcomes = client.write(AVAILS)
    assert list(outcomes) == [one.scope for one in AVAILS]
    assert all(isinstance(outcome, Accepted) for outcome in outcomes.values())
    assert emulator.counters().by_endpoint == {"get": 1, "batch/put": 3}
    assert [reading for _, reading in client.read(outcomes)] == [Present(one) for one in AVAILS]


def test_exactly_one_is_a_single_put(client: AvailsClient, emulator: Emulator) -> None:
    assert list(client.write(AVAILS[:1]).values()) == [Accepted("Avail accepted for ALID T-000")]
    assert emulator.counters().by_endpoint == {"get": 1, "put": 1}


def test_the_first_request_is_a_read_and_only_the_first(client: AvailsClient, emulator: Emulator) -> None:
    list(client.read([AVAILS[0].scope]))
    client.write(AVAILS[:1])
    assert emulator.counters().by_endpoint == {"get": 1, "put": 1}


def test_no_write_leaves_where_no_read_is_answered(emulator: Emulator, add_fault: Fault) -> None:
    add_fault("certificate-refused")
    with AvailsClient(settings_of(emulator.url, attempts=2), credentials_of(emulator)) as client:
        for way in (client.write, client.validate):
            with pytest.raises(ApiError, match="refused our client certificate"):
                way(AVAILS[:2])
        with pytest.raises(ApiError):
            client.delete(CALLS[:2])
    assert emulator.dump() == []
    assert emulator.counters().requests == 0


def test_a_refusal_is_the_services_own(client: AvailsClient) -> None:
    twice = avail(1, transactions=AVAILS[1].transactions * 2)
    outcomes = list(client.write([AVAILS[0], twice]).values())
    assert isinstance(outcomes[0], Accepted)
    assert isinstance(outcomes[1], Rejected)
    assert outcomes[1].status == 400
    assert outcomes[1].words
    single = client.write([twice])[twice.scope]
    assert isinstance(single, Rejected)
    assert single.words == outcomes[1].words


def test_validate_keeps_nothing(client: AvailsClient, emulator: Emulator) -> None:
    twice = avail(1, transactions=AVAILS[1].transactions * 2)
    outcomes = list(client.validate([AVAILS[0], twice]).values())
    assert [type(outcome) for outcome in outcomes] == [Accepted, Rejected]
    assert isinstance(client.validate([twice])[twice.scope], Rejected)
    assert emulator.dump() == []


def test_delete_and_absent_already(client: AvailsClient, emulator: Emulator) -> None:
    client.write(AVAILS[:3])
    outcomes = client.delete([*CALLS[:2], CALLS[9]])
    assert [outcomes[call] for call in CALLS[:2]] == [
        Accepted("Avail deleted for ALID T-000"),
        Accepted("Avail deleted for ALID T-001"),
    ]
    absent = "already absent: Title not found for ALID T-009 and Licensor acme"
    assert outcomes[CALLS[9]] == Accepted(absent)
    assert client.delete([CALLS[9]]) == {CALLS[9]: Accepted(absent)}
    assert client.delete([CALLS[2]]) == {CALLS[2]: Accepted("Avail deleted for ALID T-002")}
    assert [reading for _, reading in client.read(call.scope for call in CALLS[:3])] == [Absent()] * 3
    assert emulator.dump() == []


@pytest.mark.parametrize(
    "name",
    [
        "500",
        "502",
        "html-200",
        "dropped-connection",
        "dropped-after-commit",
        "502-after-commit",
        "cut-body",
        "not-json",
    ],
)
@pytest.mark.parametrize("count", [1, 3])
def test_without_a_certain_answer_it_is_unknown_and_sent_once(
    client: AvailsClient, emulator: Emulator, add_fault: Fault, name: str, count: int
) -> None:
    client.smoke_test()
    add_fault(name)
    outcomes = client.write(AVAILS[:count]).values()
    assert {type(outcome) for outcome in outcomes} == {Unknown}
    counters = emulator.counters()
    assert counters.by_endpoint["put" if count == 1 else "batch/put"] == 1


@pytest.mark.parametrize("name", ["timeout-before-commit", "timeout-after-commit"])
def test_a_timeout_is_unknown(emulator: Emulator, add_fault: Fault, name: str) -> None:
    with AvailsClient(settings_of(emulator.url, timeout=0.3), credentials_of(emulator)) as client:
        client.smoke_test()
        add_fault(name, seconds=1)
        outcomes = set(client.write(AVAILS[:2]).values())
    assert outcomes == {Unknown("the service did not answer in time")}
    assert emulator.counters().by_endpoint["batch/put"] == 1


def test_429_is_sent_again(client: AvailsClient, emulator: Emulator, add_fault: Fault) -> None:
    client.smoke_test()
    add_fault("429", count=6, endpoint="batch/put")
    client._governor.slow_down = lambda _wait: None  # type: ignore[method-assign]
    assert all(isinstance(outcome, Accepted) for outcome in client.write(AVAILS[:3]).values())
    assert emulator.counters().by_endpoint["batch/put"] == 7


def test_validate_changes_nothing_and_is_tried_again(
    client: AvailsClient, emulator: Emulator, add_fault: Fault
) -> None:
    add_fault("502", count=2, endpoint="batch/validate")
    assert all(isinstance(outcome, Accepted) for outcome in client.validate(AVAILS[:3]).values())
    assert emulator.counters().by_endpoint["batch/validate"] == 3


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("partial-batch", [Accepted, Unknown, Unknown]),
        ("partial-answer", [Accepted, Unknown, Unknown]),
        ("failed-items", [Accepted, Unknown, Unknown]),
        ("duplicate-item", [Unknown, Unknown, Accepted]),
        ("reordered-items", [Accepted, Accepted, Accepted]),
    ],
)
def test_each_item_has_an_answer_of_its_own(
    client: AvailsClient, add_fault: Fault, name: str, expected: list[type[Outcome]]
) -> None:
    add_fault(name, endpoint="batch/put", items=2)
    assert [type(outcome) for outcome in client.write(AVAILS[:3]).values()] == expected


def answered(tiny: TinyServer, emulator: Emulator, *replies: Reply, **changes: Any) -> AvailsClient:
    tiny.say(SMOKE, *replies)
    client = AvailsClient(settings_of(tiny.url, **changes), credentials_of(emulator))
    client.smoke_test()
    return client


def test_items_refused_with_429_are_sent_again_and_no_others(tiny: TinyServer, emulator: Emulator) -> None:
    with answered(tiny, emulator) as client:
        client._governor.slow_down = lambda _wait: None  # type: ignore[method-assign]
        sent: list[list[str]] = []

        def reply(items: list[dict[str, Any]]) -> Any:
            sent.append([item["path"].rpartition("/")[2] for item in items])
            refused = ("T-001", "T-002") if len(sent) < 3 else ()
            return [
                {"requestId": item["requestId"], "statusCode": 429 if item["path"][-5:] in refused else 200}
                for item in items
            ]

        play(tiny, reply)
        outcomes = client.write(AVAILS[:3])
    assert sent == [["T-000", "T-001", "T-002"], ["T-001", "T-002"], ["T-001", "T-002"]]
    assert [type(outcome) for outcome in outcomes.values()] == [Accepted, Accepted, Accepted]


def play(tiny: TinyServer, reply: Callable[[list[dict[str, Any]]], Any]) -> None:
    """Answer each batch with what `reply` makes of its items; a single request with an empty success."""

    class Played(list[Reply]):
        def __len__(self) -> int:
            return 1

        def __getitem__(self, _: Any) -> Any:
            body = json.loads(tiny.heard[-1].body or b"null")
            return Reply(200, json.dumps(reply(body)).encode() if isinstance(body, list) else b"")

    tiny.replies = Played()


def test_the_budget_ends_the_waiting_for_items(tiny: TinyServer, emulator: Emulator) -> None:
    with answered(tiny, emulator, run_budget=0.01) as client:
        play(tiny, lambda items: [{"requestId": item["requestId"], "statusCode": "429"} for item in items])
        outcomes = client.write(AVAILS[:2])
    assert list(outcomes.values()) == [Rejected("refused with 429", 429)] * 2
    assert len(tiny.heard) == 2


def test_the_budget_ends_the_waiting_for_requests(tiny: TinyServer, emulator: Emulator) -> None:
    with answered(tiny, emulator, Reply(429, b"{}"), run_budget=0.01) as client:
        (outcome,) = client.write(AVAILS[:1]).values()
    assert isinstance(outcome, Rejected)
    assert outcome.status == 429


def test_where_no_connection_opens_nothing_was_sent(emulator: Emulator, tiny: TinyServer) -> None:
    with answered(tiny, emulator, attempts=2) as client:
        object.__setattr__(client._settings, "url", "https://127.0.0.1:9")
        outcomes = set(client.write(AVAILS[:3]).values())
    assert outcomes == {NotTried("no connection to the service could be opened")}


def test_nobody_is_let_in_goes_up(tiny: TinyServer, emulator: Emulator) -> None:
    with (
        answered(tiny, emulator, Reply(403, b'{"message": "Forbidden"}')) as client,
        pytest.raises(RequestRejected, match="Forbidden"),
    ):
        client.write(AVAILS)
    assert len(tiny.heard) == 2


def test_a_certificate_that_is_refused_goes_up_or_says_that_nothing_was_tried(
    tiny: TinyServer, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answered(tiny, emulator, Reply(200, b"[]"), batch_size=2) as client:
        send, refused = client._session.send, CertificateRefused("the service refused our client certificate")
        answers = iter([send, None])

        def once(request: Any) -> Any:
            if next(answers) is None:
                raise refused
            return send(request)

        monkeypatch.setattr(client._session, "send", once)
        outcomes = list(client.write(AVAILS[:4]).values())
        assert [type(outcome) for outcome in outcomes] == [Unknown, Unknown, NotTried, NotTried]
        answers = iter([None])
        with pytest.raises(CertificateRefused):
            client.write(AVAILS[:2])


def test_what_came_before_is_not_lost(tiny: TinyServer, emulator: Emulator) -> None:
    with answered(tiny, emulator, Reply(200, b"[]"), Reply(403, b"{}"), batch_size=2) as client:
        outcomes = list(client.write(AVAILS[:4]).values())
    assert [type(outcome) for outcome in outcomes] == [Unknown, Unknown, Rejected, Rejected]


def test_a_batch_refused_as_a_whole_wrote_nothing(tiny: TinyServer, emulator: Emulator) -> None:
    with answered(tiny, emulator, Reply(400, b'{"message": "not a batch"}')) as client:
        outcomes = set(client.write(AVAILS[:2]).values())
    assert outcomes == {Rejected("the service refused the request (400): not a batch", 400)}


@pytest.mark.parametrize(
    "reply", [Reply(200, b""), Reply(200, b"{}"), Reply(200, b"null"), Reply(200, b'["x"]')]
)
def test_a_batch_answer_in_another_form_leaves_all_unknown(
    tiny: TinyServer, emulator: Emulator, reply: Reply
) -> None:
    with answered(tiny, emulator, reply) as client:
        assert {type(outcome) for outcome in client.write(AVAILS[:2]).values()} == {Unknown}


def test_a_single_write_may_be_answered_with_nothing(tiny: TinyServer, emulator: Emulator) -> None:
    with answered(tiny, emulator, Reply(204, b""), Reply(200, b'{"success": false}')) as client:
        assert list(client.write(AVAILS[:1]).values()) == [Accepted("")]
        (denied,) = client.write(AVAILS[:1]).values()
    assert isinstance(denied, Unknown)


def test_a_scope_twice_is_refused_before_anything_is_sent(client: AvailsClient) -> None:
    for way in (client.write, client.validate):
        with pytest.raises(ValueError, match="twice"):
            way([AVAILS[0], AVAILS[0]])
    with pytest.raises(ValueError, match="twice"):
        client.delete([CALLS[0], CALLS[0]])
    assert client.requests_sent == 0


def test_an_id_that_cannot_be_sent_stops_everything_before_it_is_sent(
    client: AvailsClient, emulator: Emulator
) -> None:
    bad = avail(1, scope=Scope("..", "US", BusinessLine.TVOD))
    client.smoke_test()
    with pytest.raises(UsageError):
        client.write([*AVAILS[:30], bad])
    assert emulator.dump() == []


def test_nothing_to_write_sends_nothing_but_the_first_read(client: AvailsClient, emulator: Emulator) -> None:
    assert client.write([]) == {}
    assert emulator.counters().by_endpoint.keys() <= {"get"}
