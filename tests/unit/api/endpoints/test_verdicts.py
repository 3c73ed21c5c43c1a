"""What an answer to a write says became of it."""

from typing import Any

import pytest

from pvsync.api.answers import Answer
from pvsync.api.endpoints.verdicts import of_answer, of_item, status_of
from pvsync.model.outcome import Accepted, Outcome, Rejected, Unknown


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"statusCode": 200}, Accepted("")),
        ({"statusCode": "200", "body": {"message": "done"}}, Accepted("done")),
        ({"statusCode": 201, "errorMessage": None}, Accepted("")),
        ({"statusCode": 204, "errorMessage": " "}, Accepted("")),
        ({"statusCode": 200, "errorMessage": "no"}, Unknown("answered 200, but says: no")),
        ({"statusCode": 200, "success": "false"}, Unknown("answered 200, but says: not successful")),
        ({"statusCode": 200, "success": "maybe"}, Unknown("answered 200, but says: unclear success")),
        ({"statusCode": 400, "errorMessage": "bad\nEnd"}, Rejected("bad End", 400)),
        ({"statusCode": "404", "body": {"message": "gone"}}, Rejected("gone", 404)),
        ({"statusCode": 429}, Rejected("refused with 429", 429)),
        ({"statusCode": 500, "errorMessage": "oh"}, Unknown("the service failed at it (500): oh")),
        ({"statusCode": 302}, Unknown("the service failed at it (302): refused with 302")),
        ({}, Unknown("its answer in the batch has no status")),
        ({"statusCode": True}, Unknown("its answer in the batch has no status")),
        ({"statusCode": "OK"}, Unknown("its answer in the batch has no status")),
        ({"statusCode": "2\u00b2"}, Unknown("its answer in the batch has no status")),
        ({"success": True}, Unknown("its answer in the batch has no status")),
        ("the batch answer left it out", Unknown("the batch answer left it out")),
    ],
    ids=str,
)
def test_an_item(item: Any, expected: Outcome) -> None:
    assert of_item(item) == expected


@pytest.mark.parametrize(
    ("status", "payload", "expected"),
    [
        (200, None, Accepted("")),
        (200, {"message": "accepted"}, Accepted("accepted")),
        (200, {"avail": {}}, Accepted("")),
        (200, {"success": True}, Accepted("")),
        (200, {"success": "true"}, Accepted("")),
        (200, {"success": False}, Unknown("answered 200, but says: not successful")),
        (200, {"errorMessage": "no"}, Unknown("answered 200, but says: no")),
        (400, {"errorMessage": "no"}, Rejected("no", 400)),
        (409, None, Rejected("refused with 409", 409)),
    ],
    ids=str,
)
def test_a_single_answer(status: int, payload: Any, expected: Outcome) -> None:
    assert of_answer(Answer(status, payload, "PUT", "/v1/x")) == expected


def test_a_status_is_a_number_or_its_digits() -> None:
    assert [status_of({"statusCode": value}) for value in (200, "200", " 404 ", None, 2.0)] == [
        200,
        200,
        404,
        None,
        None,
    ]
