"""GET of one scope."""

from typing import Any

import pytest
from builders import an_avail
from unit.api.services import settings_of

from pvsync.api.answers import Answer
from pvsync.api.endpoints import get
from pvsync.api.wire.avail import encode
from pvsync.errors import AnswerUnreadable, RequestRejected
from pvsync.model.avail import Absent, Present

SETTINGS = settings_of("https://h")
AVAIL = an_avail()
SENTENCE = "Title not found for ALID HEATHAZE-2024 and Licensor acme"


def reading(status: int, payload: Any) -> object:
    return get.reading(SETTINGS, AVAIL.scope, Answer(status, payload, "GET", "/v1/x"))


def test_the_request() -> None:
    asked = get.request(SETTINGS, AVAIL.scope)
    assert (asked.method, asked.body) == ("GET", None)
    assert asked.path == "/v1/avails/acme/full-extract/HEATHAZE-2024?territory=US&businessLine=TVOD"
    assert asked.place == "/v1/avails/acme/full-extract/HEATHAZE-2024"


def test_the_smoke_test_is_the_documented_one() -> None:
    path = "/v1/avails/acme/full-extract/some-test-alid?territory=US&businessLine=PRIME_SUBSCRIPTION"
    assert get.request(SETTINGS, get.SMOKE_SCOPE).path == path


def test_present_and_absent() -> None:
    assert reading(200, {"avail": encode(AVAIL, spec_version=None)}) == Present(AVAIL)
    assert reading(404, {"message": SENTENCE}) == Absent()


@pytest.mark.parametrize(
    ("status", "payload"), [(404, {"message": "Not Found"}), (400, {"message": SENTENCE}), (410, None)]
)
def test_other_refusals(status: int, payload: Any) -> None:
    with pytest.raises(RequestRejected) as caught:
        reading(status, payload)
    assert caught.value.status == status


def test_an_empty_success_is_no_answer() -> None:
    with pytest.raises(AnswerUnreadable, match="empty"):
        reading(200, None)
