"""Many scopes in one request."""

from typing import Any

import pytest
from builders import an_avail
from unit.api.services import settings_of

from pvsync.api.answers import Answer
from pvsync.api.endpoints import batch_get
from pvsync.api.wire.avail import encode
from pvsync.errors import RequestRejected
from pvsync.model.avail import Absent, Present, Reading, Unread

SETTINGS = settings_of("https://h")
AVAIL = an_avail()
WIRE = encode(AVAIL, spec_version=None)
SENTENCE = "Title not found for ALID HEATHAZE-2024 and Licensor acme"
UNCLEAR = "its answer in the batch is neither the avail nor the sentence that means absence"


def reading(**item: Any) -> Reading:
    items, _ = batch_get.request(SETTINGS, [AVAIL.scope])
    payload = [{"requestItemId": items.ids[0], **item}]
    (found,) = batch_get.readings(SETTINGS, [AVAIL.scope], items, Answer(200, payload, "POST", "/v1/b"))
    return found


def test_the_request_has_no_version_in_its_paths() -> None:
    items, asked = batch_get.request(SETTINGS, [AVAIL.scope])
    assert (asked.method, asked.path) == ("POST", "/v1/avails/full-extract/batch/get")
    path = "/avails/acme/full-extract/HEATHAZE-2024?territory=US&businessLine=TVOD"
    assert asked.body == [{"requestId": items.ids[0], "path": path}]


@pytest.mark.parametrize("success", [True, "true"])
def test_present(success: Any) -> None:
    assert reading(success=success, avail=WIRE, errorMessage=None) == Present(AVAIL)
    assert reading(success=success, avail={"avail": WIRE}) == Present(AVAIL)


@pytest.mark.parametrize("success", [False, "false"])
def test_absent(success: Any) -> None:
    assert reading(success=success, avail=None, errorMessage=SENTENCE) == Absent()
    assert reading(success=success, errorMessage=SENTENCE) == Absent()


@pytest.mark.parametrize(
    "item",
    [
        {},
        {"success": False},
        {"success": False, "errorMessage": "Internal server error"},
        {"success": False, "errorMessage": SENTENCE + "!"},
        {"success": False, "errorMessage": [SENTENCE]},
        {"success": False, "errorMessage": SENTENCE, "avail": WIRE},
        {"success": True, "errorMessage": SENTENCE, "avail": WIRE},
        {"success": "perhaps", "errorMessage": SENTENCE},
        {"errorMessage": SENTENCE},
        {"statusCode": 404, "errorMessage": SENTENCE},
    ],
    ids=str,
)
def test_anything_else_is_unread(item: dict[str, Any]) -> None:
    assert reading(**item) == Unread(UNCLEAR)


def test_an_avail_that_cannot_be_read_is_unread() -> None:
    assert reading(success=True) == Unread("the answer is empty")
    assert reading(success=True, avail=WIRE | {"ALID": "OTHER"}) == Unread(
        "the answer is not about HEATHAZE-2024"
    )


def test_a_batch_that_is_refused_goes_up() -> None:
    items, _ = batch_get.request(SETTINGS, [AVAIL.scope])
    with pytest.raises(RequestRejected):
        batch_get.readings(SETTINGS, [AVAIL.scope], items, Answer(400, None, "POST", "/v1/b"))
