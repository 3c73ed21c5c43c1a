"""Answers are matched by id alone."""

from typing import Any

import pytest
from unit.api.services import settings_of

from pvsync.api.answers import Answer
from pvsync.api.endpoints.items import match, pack
from pvsync.errors import AnswerUnreadable

SETTINGS = settings_of("https://h")


def answer(payload: Any) -> Answer:
    return Answer(200, payload, "POST", "/v1/batch")


def test_a_batch_is_an_array_or_an_object() -> None:
    items = pack(SETTINGS, [{"path": "/a"}, {"path": "/b"}])
    assert items.body == [
        {"requestId": items.ids[0], "path": "/a"},
        {"requestId": items.ids[1], "path": "/b"},
    ]
    wrapped = pack(settings_of("https://h", batch_body="object"), [{"path": "/a"}])
    assert list(wrapped.body.values()) == [[{"requestId": wrapped.ids[0], "path": "/a"}]]


def test_no_two_items_of_a_process_share_an_id() -> None:
    ids = [own_id for _ in range(9) for own_id in pack(SETTINGS, [{}] * 9).ids]
    assert len(set(ids)) == 81


def test_the_order_of_answers_means_nothing() -> None:
    items = pack(SETTINGS, [{}, {}])
    entries = [{"requestId": own_id} for own_id in items.ids]
    assert match(items, answer(entries[::-1]), "requestId") == entries
    assert match(items, answer({"responses": entries, "count": 2}), "requestId") == entries


def test_missing_twice_and_unknown() -> None:
    items = pack(SETTINGS, [{}, {}, {}])
    first, second, _ = items.ids
    entries = [{"requestId": first}, {"requestId": second}, {"requestId": second}, {"requestId": "0-1"}, {}]
    assert match(items, answer(entries), "requestId") == [
        {"requestId": first},
        "the batch answer gave it 2 times",
        "the batch answer left it out",
    ]


def test_the_member_that_names_the_item_differs_by_operation() -> None:
    items = pack(SETTINGS, [{}])
    entries = [{"requestId": items.ids[0]}]
    assert match(items, answer(entries), "requestItemId") == ["the batch answer left it out"]


@pytest.mark.parametrize("payload", [None, "x", 3, {}, {"a": [], "b": []}, ["x"], [None], {"a": "x"}])
def test_what_is_not_a_list_of_answers(payload: Any) -> None:
    with pytest.raises(AnswerUnreadable, match="not a list of answers"):
        match(pack(SETTINGS, [{}]), answer(payload), "requestId")
