"""The four batch operations: shapes of answers, item by item."""

from collections.abc import Callable

import pytest
from unit.emulator.partner import TVOD_QUERY, Partner, an_avail, put_item, read_item

from pvsync.emulator.faults import Fault

ABSENT = "Title not found for ALID {} and Licensor acme"


def test_batch_get_answers_success_and_avail_without_a_status(partner: Partner) -> None:
    partner.put(an_avail())
    answers = partner.batch("get", [read_item("A-1", "r1"), read_item("B-1", "r2")]).json()
    assert answers == [
        {"requestItemId": "r1", "success": True, "avail": an_avail(), "errorMessage": None},
        {"requestItemId": "r2", "success": False, "avail": None, "errorMessage": ABSENT.format("B-1")},
    ]


def test_batch_put_answers_item_by_item(partner: Partner) -> None:
    items = [put_item(an_avail()), put_item(an_avail(alid="B-1", Asset=None), "r2")]
    assert partner.batch("put", items).json() == [
        {
            "requestId": "r1",
            "statusCode": 200,
            "body": {"message": "Avail accepted for ALID A-1"},
            "errorMessage": None,
        },
        {
            "requestId": "r2",
            "statusCode": 400,
            "body": None,
            "errorMessage": "Asset is missing or is not a list of at least one",
        },
    ]
    assert [held["alid"] for held in partner.emulator.dump()] == ["A-1"]


def test_batch_delete_and_validate_answer_like_batch_put(partner: Partner) -> None:
    partner.put(an_avail())
    deleted = partner.batch("delete", [read_item("A-1", "r1"), read_item("A-1", "r2")]).json()
    assert [(answer["statusCode"], answer["errorMessage"]) for answer in deleted] == [
        (200, None),
        (404, ABSENT.format("A-1")),
    ]
    item = put_item(an_avail())
    item["path"] += "/validate"
    (judged,) = partner.batch("validate", [item]).json()
    assert (judged["statusCode"], judged["body"]) == (200, {"message": "Avail valid for ALID A-1"})
    assert partner.emulator.dump() == []


@pytest.mark.parametrize(
    ("name", "item", "reason"),
    [
        ("get", {}, "the item has no path"),
        ("get", {"path": "/v1/avails/acme/full-extract/A-1"}, "the path is not /avails/"),
        ("get", {"path": "/avails//full-extract/A-1"}, "the licensor in the path is empty"),
        (
            "get",
            {"path": f"/avails/acme/full-extract/A-1/validate?{TVOD_QUERY}"},
            "the path ends in /validate",
        ),
        ("put", {"path": "/avails/acme/full-extract/A-1"}, 'the body of the item is not {"avails": [{...}]}'),
        (
            "put",
            {"path": "/avails/acme/full-extract/A-1", "body": {"avails": [1]}},
            "the body of the item is not",
        ),
        (
            "put",
            {"path": "/avails/acme/full-extract/A-1", "body": {"avails": []}},
            "the body of the item is not",
        ),
        ("validate", {"path": "/avails/acme/full-extract/A-1"}, "the path does not end in /validate"),
        ("validate", {"path": "/avails/acme/full-extract/A-1/validate"}, "the body of the item is not"),
        ("delete", {"path": "/avails/acme/full-extract/A-1?territory=US"}, "businessLine is missing"),
    ],
)
def test_item_that_makes_no_sense_fails_alone(partner: Partner, name: str, item: dict, reason: str) -> None:
    (answer,) = partner.batch(name, [{"requestId": "r1", **item}]).json()
    assert reason in answer["errorMessage"]
    assert answer["success"] is False if name == "get" else answer["statusCode"] == 400


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({}, "the body is not a list of items"),
        ({"items": 1}, "the body is not a list of items"),
        ({"a": [], "b": []}, "the body is not a list of items"),
        ([1], "item 0 has no requestId"),
        ([{"requestId": ""}], "item 0 has no requestId"),
        ([read_item("A-1"), read_item("B-1")], "two items have the same requestId"),
        ([read_item("A-1", str(at)) for at in range(26)], "the batch has 26 items, not at most 25"),
    ],
)
def test_batch_that_cannot_be_taken_apart_is_refused(partner: Partner, body: object, reason: str) -> None:
    answer = partner.batch("get", body)
    assert (answer.status_code, answer.json()["message"]) == (400, reason)


def test_batch_that_is_not_json_is_refused(partner: Partner) -> None:
    answer = partner.send(
        "POST", "/v1/avails/full-extract/batch/get", data="{", headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400


def test_object_around_the_list_is_taken_too(partner: Partner) -> None:
    assert len(partner.batch("get", {"requests": [read_item("A-1")]}).json()) == 1


def test_switches_of_the_batch_form(start: Callable[..., Partner]) -> None:
    partner = start(assume={"batch-body": "object", "batch-path": "with-v1", "batch-size": "100"})
    refused = partner.batch("get", [read_item("A-1")])
    assert refused.json()["message"] == "the body is not an object around a list"
    items = [read_item("A-1", str(at)) for at in range(100)]
    answers = partner.batch("get", {"any": items}).json()
    assert answers[0]["errorMessage"] == "the path of the item does not begin with /v1"
    answers = partner.batch("get", {"any": [{**item, "path": f"/v1{item['path']}"} for item in items]}).json()
    assert {answer["errorMessage"] for answer in answers} == {ABSENT.format("A-1")}


def test_items_of_one_alid_may_be_refused_by_switch(start: Callable[..., Partner]) -> None:
    partner = start(assume={"batch-same-alid": "no"})
    answers = partner.batch(
        "get", [read_item("A-1", "r1"), read_item("A-1", "r2"), read_item("B-1", "r3")]
    ).json()
    assert [answer["errorMessage"] for answer in answers] == [
        ABSENT.format("A-1"),
        "the batch has another item of ALID A-1",
        ABSENT.format("B-1"),
    ]


@pytest.mark.parametrize(
    ("fault", "answered", "held"),
    [
        (Fault(name="partial-batch", items=2), ["r0"], ["A-0"]),
        (Fault(name="partial-answer", items=2), ["r0"], ["A-0", "A-1", "A-2"]),
        (Fault(name="partial-batch", items=9), [], []),
        (Fault(name="partial-batch", alid="A-1"), ["r0", "r2"], ["A-0", "A-2"]),
        (Fault(name="partial-batch", alid="elsewhere"), ["r0", "r1", "r2"], ["A-0", "A-1", "A-2"]),
        (Fault(name="duplicate-item"), ["r0", "r0", "r1", "r2"], ["A-0", "A-1", "A-2"]),
        (Fault(name="reordered-items"), ["r2", "r1", "r0"], ["A-0", "A-1", "A-2"]),
    ],
)
def test_faults_on_items(partner: Partner, fault: Fault, answered: list[str], held: list[str]) -> None:
    partner.emulator.faults.add(fault)
    items = [put_item(an_avail(alid=f"A-{at}"), f"r{at}") for at in range(3)]
    assert [answer["requestId"] for answer in partner.batch("put", items).json()] == answered
    assert [entry["alid"] for entry in partner.emulator.dump()] == held


def test_failed_items_are_answered_with_500_and_not_carried_out(partner: Partner) -> None:
    partner.emulator.faults.add(Fault(name="failed-items"))
    answers = partner.batch("put", [put_item(an_avail()), put_item(an_avail(alid="B-1"), "r2")]).json()
    assert [answer["statusCode"] for answer in answers] == [200, 500]
    assert [held["alid"] for held in partner.emulator.dump()] == ["A-1"]


def test_alid_of_a_fault_is_not_found_in_a_batch_that_cannot_be_read(partner: Partner) -> None:
    partner.emulator.faults.add(Fault(name="500", alid="A-1"))
    assert partner.batch("get", {"a": 1}).status_code == 400
    assert partner.batch("get", [read_item("B-1"), {"requestId": "r2", "path": "?"}]).status_code == 200
    assert partner.batch("get", [read_item("B-1"), read_item("A-1", "r2")]).status_code == 500
