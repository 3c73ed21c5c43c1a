"""Doubt, as a table: whatever an answer looks like, one that is not clear is never absence and never acceptance.

Each row goes through the real client, over HTTPS, alone and in a batch.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from unit.api.services import Heard, Reply, TinyServer, credentials_of, settings_of
from unit.api.test_reader import wire
from unit.api.test_writer import AVAILS, CALLS, SMOKE

from pvsync.api.client import AvailsClient
from pvsync.emulator.server import Emulator
from pvsync.errors import ApiError
from pvsync.model.avail import Present, Unread
from pvsync.model.outcome import Accepted, Rejected, Unknown

JSON = {"Content-Type": "application/json"}
HTML = {"Content-Type": "text/html"}
PAGE = b"<html><body>Bad Gateway</body></html>"
LARGEST = 20_000

Change = Callable[[list[dict[str, Any]]], Any]


def absence(alid: str) -> str:
    return f"Title not found for ALID {alid} and Licensor acme"


def items_of(heard: Heard) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(heard.body)
    return items


WHOLE: dict[str, Reply] = {
    "403": Reply(403, b'{"message": "Forbidden"}'),
    "403-html": Reply(403, PAGE, HTML),
    "401": Reply(401, b"{}"),
    "404-without-a-body": Reply(404, b""),
    "404-of-a-gateway": Reply(404, b'{"message": "no Route matched"}'),
    "404-html": Reply(404, PAGE, HTML),
    "404-of-another-licensor": Reply(
        404, b'{"message": "Title not found for ALID T-000 and Licensor other"}'
    ),
    "404-with-more-words": Reply(404, json.dumps({"message": absence("T-000") + " yet"}).encode()),
    "200-with-an-error": Reply(200, b'{"errorMessage": "internal failure"}'),
    "200-not-successful": Reply(200, b'{"success": false}'),
    "200-with-unclear-success": Reply(200, b'{"success": "perhaps"}'),
    "200-that-says-absent": Reply(200, json.dumps({"errorMessage": absence("T-000")}).encode()),
    "200-html": Reply(200, PAGE, HTML),
    "200-html-as-json": Reply(200, PAGE),
    "200-text": Reply(200, b"OK", {"Content-Type": "text/plain"}),
    "200-xml": Reply(200, b"<ok/>", {"Content-Type": "application/xml"}),
    "200-cut": Reply(200, b'{"avail": {"ALID": "T-0', missing=50),
    "200-cut-at-a-brace": Reply(200, b"{}", missing=1),
    "200-half-a-document": Reply(200, b'{"avail": {"ALID": "T-0'),
    "200-oversized": Reply(200, b'{"x": "' + b"x" * (2 * LARGEST) + b'"}'),
    "200-nested-without-end": Reply(200, b"[" * 5_000 + b"]" * 5_000),
    "200-not-utf-8": Reply(200, b'{"message": "\xff\xfe"}'),
    "200-a-member-twice": Reply(200, b'{"success": false, "success": true}'),
    "204-for-a-read": Reply(204, b"", {}),
    "206": Reply(206, b"", {}),
    "301": Reply(301, b"", {"Location": "https://elsewhere.example/v1/avails"}),
    "500": Reply(500, b'{"message": "no"}'),
    "503-html": Reply(503, PAGE, HTML),
    "600": Reply(600, b"{}"),
}
"""Answers to a whole request, of one thing or of a batch."""

ITEMS: dict[str, Change] = {
    "missing": lambda answers: answers[1:],
    "twice": lambda answers: [answers[0], *answers],
    "twice-and-different": lambda answers: [{**answers[0], "statusCode": 400, "success": False}, *answers],
    "under-another-id": lambda answers: [
        {**answers[0], "requestId": "x", "requestItemId": "x"},
        *answers[1:],
    ],
    "under-no-id": lambda answers: [
        {name: value for name, value in answers[0].items() if not name.startswith("request")},
        *answers[1:],
    ],
    "under-a-number": lambda answers: [{**answers[0], "requestId": 1, "requestItemId": 1}, *answers[1:]],
    "of-no-status-or-success": lambda answers: [
        {name: value for name, value in answers[0].items() if name not in {"statusCode", "success"}},
        *answers[1:],
    ],
    "of-unclear-status": lambda answers: [
        {**answers[0], "statusCode": True, "success": "maybe"},
        *answers[1:],
    ],
    "failed-inside": lambda answers: [{**answers[0], "statusCode": 500, "success": False}, *answers[1:]],
    "good-with-an-error": lambda answers: [{**answers[0], "errorMessage": "internal failure"}, *answers[1:]],
    "good-and-not-successful": lambda answers: [{**answers[0], "success": False}, *answers[1:]],
    "all-missing": lambda _answers: [],
    "no-list": lambda answers: answers[0],
    "two-lists": lambda answers: {"a": answers, "b": answers},
    "a-list-of-words": lambda _answers: ["ok", "ok"],
    "null": lambda _answers: None,
}
"""What can be wrong with one item of a batch while the others are fine; the first one is the one in doubt."""


def client_of(tiny: TinyServer, emulator: Emulator, *replies: Any) -> AvailsClient:
    tiny.say(SMOKE, *replies)
    settings = settings_of(tiny.url, attempts=1, timeout=2.0, largest_answer=LARGEST)
    client = AvailsClient(settings, credentials_of(emulator))
    client.smoke_test()
    return client


def or_error(ask: Callable[[], list[Any]]) -> list[Any]:
    """What a request led to; an error that concerns everything is no answer about anything."""
    try:
        return ask()
    except ApiError as error:
        return [error]


def again(reply: Reply) -> list[Any]:
    """The answer, to whatever is asked but for the smoke test that a reader makes in between."""

    def said(heard: Heard) -> Reply:
        return SMOKE if "some-test-alid" in heard.path else reply

    return [said]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", WHOLE)
def test_a_read_in_doubt_is_unread(tiny: TinyServer, emulator: Emulator, name: str, count: int) -> None:
    with client_of(tiny, emulator, *again(WHOLE[name])) as client:
        scopes = [avail.scope for avail in AVAILS[:count]]
        readings = or_error(lambda: [reading for _, reading in client.read(scopes)])
    assert {type(reading) for reading in readings} <= {Unread} or isinstance(readings[0], ApiError)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", WHOLE)
def test_a_write_in_doubt_is_not_accepted(
    tiny: TinyServer, emulator: Emulator, name: str, count: int
) -> None:
    with client_of(tiny, emulator, *again(WHOLE[name])) as client:
        outcomes = or_error(lambda: list(client.write(AVAILS[:count]).values()))
    if count == 1 and name in {"204-for-a-read", "206"}:
        return  # a body of a single write is not documented: an empty success is one (open question 1)
    assert not any(isinstance(outcome, Accepted) for outcome in outcomes)
    # Nothing is certain but a refusal in the service's own form.
    may_be = {Rejected, Unknown} if WHOLE[name].status // 100 == 4 else {Unknown}
    assert {type(outcome) for outcome in outcomes} <= may_be or isinstance(outcomes[0], ApiError)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", WHOLE)
def test_a_delete_in_doubt_is_not_accepted(
    tiny: TinyServer, emulator: Emulator, name: str, count: int
) -> None:
    with client_of(tiny, emulator, *again(WHOLE[name])) as client:
        outcomes = or_error(lambda: list(client.delete(CALLS[:count]).values()))
    if count == 1 and name in {"204-for-a-read", "206"}:
        return
    assert not any(isinstance(outcome, Accepted) for outcome in outcomes)


def read_answers(heard: Heard) -> list[dict[str, Any]]:
    return [
        {"requestItemId": item["requestId"], "success": True, "avail": wire(avail)}
        for item, avail in zip(items_of(heard), AVAILS, strict=False)
    ]


def written_answers(heard: Heard) -> list[dict[str, Any]]:
    return [{"requestId": item["requestId"], "statusCode": 200, "body": {}} for item in items_of(heard)]


def batched(answers: Callable[[Heard], list[dict[str, Any]]], change: Change) -> Callable[[Heard], Reply]:
    def reply(heard: Heard) -> Reply:
        if "/batch/" not in heard.path:
            return Reply(404, b"")
        return Reply(200, json.dumps(change(answers(heard))).encode())

    return reply


def test_the_answers_that_are_changed_are_good_ones(tiny: TinyServer, emulator: Emulator) -> None:
    with client_of(tiny, emulator, batched(read_answers, list)) as client:
        readings = [reading for _, reading in client.read(avail.scope for avail in AVAILS[:3])]
    assert {type(reading) for reading in readings} == {Present}
    with client_of(tiny, emulator, batched(written_answers, list)) as client:
        assert {type(outcome) for outcome in client.write(AVAILS[:3]).values()} == {Accepted}


@pytest.mark.parametrize("name", ITEMS)
def test_an_item_in_doubt_is_unread_and_the_others_are_as_they_say(
    tiny: TinyServer, emulator: Emulator, name: str
) -> None:
    with client_of(tiny, emulator, batched(read_answers, ITEMS[name])) as client:
        asked = [avail.scope for avail in AVAILS[:3]]
        readings = or_error(lambda: [reading for _, reading in client.read(asked)])
    if isinstance(readings[0], ApiError):
        return
    assert isinstance(readings[0], Unread)
    assert {type(reading) for reading in readings[1:]} <= {Present, Unread}


@pytest.mark.parametrize("name", ITEMS)
def test_an_item_in_doubt_is_unknown_and_the_others_are_as_they_say(
    tiny: TinyServer, emulator: Emulator, name: str
) -> None:
    with client_of(tiny, emulator, batched(written_answers, ITEMS[name])) as client:
        outcomes = list(client.write(AVAILS[:3]).values())
    assert isinstance(outcomes[0], Unknown), outcomes
    whole = name in {"all-missing", "no-list", "two-lists", "a-list-of-words", "null"}
    assert {type(outcome) for outcome in outcomes[1:]} == {Unknown if whole else Accepted}


@pytest.mark.parametrize("name", [name for name in ITEMS if name != "good-with-an-error"])
def test_an_absence_in_doubt_is_unread(tiny: TinyServer, emulator: Emulator, name: str) -> None:
    def absent(heard: Heard) -> list[dict[str, Any]]:
        return [
            {"requestItemId": item["requestId"], "success": False, "errorMessage": absence(avail.scope.alid)}
            for item, avail in zip(items_of(heard), AVAILS, strict=False)
        ]

    if name in {"failed-inside", "good-and-not-successful", "twice-and-different"}:
        name = "missing"  # these leave the absence as it was said
    with client_of(tiny, emulator, batched(absent, ITEMS[name])) as client:
        readings = or_error(lambda: [one for _, one in client.read(avail.scope for avail in AVAILS[:3])])
    assert isinstance(readings[0], Unread | ApiError)
