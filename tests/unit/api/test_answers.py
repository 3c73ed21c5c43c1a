"""What an answer says, whatever shape it comes in."""

from datetime import UTC, datetime, timedelta

import pytest

from pvsync.api.answers import Answer, Raw, presentable, read_answer, retry_after
from pvsync.errors import AnswerUnreadable, RequestRejected, ServiceFailed, Throttled

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
JSON = "application/json"
SENTENCE = "Title not found for ALID A and Licensor acme"


def judged(status: int, body: bytes = b"", content_type: str = JSON, wait: str | None = None) -> Answer:
    return read_answer(Raw(status, content_type, wait, body), method="GET", path="/v1/x", now=NOW)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("0", 0),
        (" 17 ", 17),
        ("Mon, 01 Jun 2026 12:00:30 GMT", 30),
        ("Mon, 01 Jun 2026 11:00:00 GMT", 0),
        ("Mon, 01 Jun 2026 12:00:30 -0000", 30),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
        ("99999999999999999999", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_429_asks_to_slow_down() -> None:
    with pytest.raises(Throttled) as caught:
        judged(429, wait="7")
    assert caught.value.retry_after == 7
    with pytest.raises(Throttled) as caught:
        judged(429, b"<html>", "text/html")
    assert caught.value.retry_after is None


@pytest.mark.parametrize("status", [500, 502, 503, 504, 599])
def test_5xx_is_the_services_failure(status: int) -> None:
    with pytest.raises(ServiceFailed, match=f"the service failed \\({status}\\): oh dear"):
        judged(status, b'{"message": "oh dear"}')
    with pytest.raises(ServiceFailed, match=f"^the service failed \\({status}\\)$"):
        judged(status, b"<html>oh dear</html>", "text/html")


@pytest.mark.parametrize("status", [401, 403])
def test_nobody_is_let_in(status: int) -> None:
    with pytest.raises(RequestRejected, match="Forbidden") as caught:
        judged(status, b'{"message":"Forbidden"}')
    assert caught.value.status == status
    assert "pvsync doctor" in caught.value.advice


def test_another_refusal_is_an_answer_with_its_words() -> None:
    answer = judged(400, b'{"errorMessage": "End is\\nbefore Start"}')
    assert not answer.succeeded
    assert answer.words == "End is before Start"
    assert str(answer.rejection()) == "the service refused the request (400): End is before Start"
    assert str(judged(409).rejection()) == "the service refused the request (409), without a word why"
    assert str(judged(400, b"<html>no</html>", "text/html").rejection()).endswith("without a word why")
    assert judged(400, b"plainly no", "text/plain").words == "plainly no"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'{"message": "%s"}', JSON),
        (b'{"errorMessage": "%s"}', JSON),
        (b'{"error": {"message": "%s"}}', JSON),
        (b'{"errors": ["%s"]}', JSON),
        (b'"%s"', JSON),
        (b"%s\n", "text/plain; charset=utf-8"),
    ],
)
def test_the_sentence_is_heard_wherever_it_stands(body: bytes, content_type: str) -> None:
    assert judged(404, body % SENTENCE.encode(), content_type).says(SENTENCE)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"message": null}',
        b'{"message": "Error: %s"}',
        b'{"message": "%s."}',
        b'{"message": "Not found"}',
        b'{"title": "%s"}',
    ],
)
def test_nothing_but_the_whole_sentence_is_the_sentence(body: bytes) -> None:
    assert not judged(404, body.replace(b"%s", SENTENCE.encode())).says(SENTENCE)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"<html>Title not found</html>", "text/html"), (b"not json", JSON), (b"{", JSON)],
)
def test_a_404_that_cannot_be_read_is_not_a_refusal(body: bytes, content_type: str) -> None:
    with pytest.raises(AnswerUnreadable):
        judged(404, body, content_type)


def test_success_with_json_or_with_nothing() -> None:
    assert judged(200, b'{"a": 1}').payload == {"a": 1}
    assert judged(200, b'{"a": 1}', "application/vnd.api+json").payload == {"a": 1}
    assert judged(200, b'{"a": 1}', "").payload == {"a": 1}
    assert judged(204).payload is None
    assert judged(204).succeeded


@pytest.mark.parametrize(
    ("body", "content_type"), [(b"<html>", "text/html"), (b"{}", "text/html"), (b"{", JSON), (b"\xff", JSON)]
)
def test_success_that_is_not_json_is_unreadable(body: bytes, content_type: str) -> None:
    with pytest.raises(AnswerUnreadable) as caught:
        judged(200, body, content_type)
    assert (caught.value.method, caught.value.path) == ("GET", "/v1/x")


@pytest.mark.parametrize("status", [100, 199, 300, 304, 399, 600])
def test_other_statuses_are_not_documented(status: int) -> None:
    with pytest.raises(AnswerUnreadable, match=f"{status} is not documented"):
        judged(status, b"{}")


def test_words_are_one_line_of_limited_length_without_control_characters() -> None:
    assert presentable("a\x1b[31mred\x00\r\n\u202e b\u2028c") == "a [31mred b c"
    assert presentable("x" * 501) == "x" * 500 + "..."
    assert presentable("x" * 500) == "x" * 500


def test_a_date_far_away_is_a_long_wait_and_no_error() -> None:
    wait = retry_after("Fri, 01 Jan 2100 00:00:00 GMT", NOW)
    assert wait is not None
    assert wait > timedelta(days=365 * 70).total_seconds()
