"""Key, limits, content type and faults, over real HTTPS."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
import requests
from unit.emulator.partner import Clock, Partner, an_avail, put_item

from pvsync.emulator.faults import Fault


@pytest.mark.parametrize("key", [None, "", "wrong", "wröng"])
def test_missing_or_wrong_key_is_refused(partner: Partner, key: str | None) -> None:
    for path in ("/v1/avails/acme/full-extract/A-1", "/_emulator/state", "/openapi.json"):
        headers = {"x-api-key": key.encode() if key else key}
        answer = partner.send("GET", path, headers=headers)
        assert (answer.status_code, answer.json()) == (403, {"message": "Forbidden"})
    assert partner.emulator.counters().requests == 0


@pytest.mark.parametrize("declared", [None, "text/plain", "application/x-www-form-urlencoded"])
def test_body_that_is_not_declared_as_json_is_refused(partner: Partner, declared: str | None) -> None:
    path = "/v1/avails/acme/full-extract/A-1"
    answer = partner.send("PUT", path, data=b"{}", headers={"Content-Type": declared})
    assert answer.status_code == 415
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert partner.send("PUT", path, data=b"{}", headers=headers).status_code == 400


def test_unknown_path_and_method_are_told_from_an_absent_title(partner: Partner) -> None:
    absent = partner.send("GET", "/v1/titles")
    assert (absent.status_code, absent.json()) == (404, {"message": "there is no such endpoint"})
    wrong = partner.send("POST", "/v1/avails/acme/full-extract/A-1")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET, PUT, DELETE")


@pytest.mark.parametrize(
    ("reading", "status", "retry_after"),
    [("429", 429, None), ("429-retry-after", 429, "1"), ("503", 503, None)],
)
def test_requests_over_the_rate_are_refused(
    start: Callable[..., Partner], clock: Clock, reading: str, status: int, retry_after: str | None
) -> None:
    partner = start(requests_per_second=2, monotonic=clock.monotonic, assume={"throttling": reading})
    answers = [partner.get() for _ in range(3)]
    assert [answer.status_code for answer in answers] == [404, 404, status]
    assert answers[2].headers.get("retry-after") == retry_after
    clock.move(seconds=1)
    assert partner.get().status_code == 404
    assert partner.emulator.counters().throttled == 1


def test_requests_over_the_open_limit_are_refused(start: Callable[..., Partner]) -> None:
    partner = start(open_requests=1)
    partner.emulator.faults.add(Fault(name="timeout-before-commit", count=1))
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(partner.get, "A-1")
        while partner.emulator.counters().max_open == 0:
            Event().wait(0.005)
        other = Partner(partner.emulator)
        assert other.get().status_code == 429
        partner.emulator.stop()
        assert isinstance(waiting.exception(), requests.ConnectionError)
        other.session.close()
    assert partner.emulator.counters().max_open == 2


@pytest.mark.parametrize(
    ("name", "status", "body", "retry_after"),
    [
        ("429", 429, '{"message": "Too Many Requests"}', None),
        ("429-retry-after", 429, '{"message": "Too Many Requests"}', "1"),
        ("500", 500, '{"message": "Internal Server Error"}', None),
        ("502", 502, '{"message": "Bad Gateway"}', None),
        ("503", 503, '{"message": "Service Unavailable"}', None),
        ("html-200", 200, "<html>", None),
        ("html-502", 502, "<html>", None),
    ],
)
def test_fault_in_place_of_the_operation_commits_nothing(
    partner: Partner, name: str, status: int, body: str, retry_after: str | None
) -> None:
    partner.emulator.faults.add(Fault(name=name, count=1))
    answer = partner.put(an_avail())
    assert answer.status_code == status
    assert answer.text.startswith(body)
    assert answer.headers.get("retry-after") == retry_after
    assert partner.emulator.dump() == []
    assert partner.put(an_avail()).status_code == 200


@pytest.mark.parametrize(
    ("name", "committed"),
    [
        ("dropped-connection", 0),
        ("timeout-before-commit", 0),
        ("dropped-after-commit", 1),
        ("timeout-after-commit", 1),
    ],
)
def test_connection_that_drops_before_or_after_the_commit(
    partner: Partner, name: str, committed: int
) -> None:
    partner.emulator.faults.add(Fault(name=name, count=1, seconds=0.01))
    with pytest.raises(requests.ConnectionError):
        partner.put(an_avail())
    assert len(partner.emulator.dump()) == committed
    assert partner.emulator.counters().by_status == {"dropped": 1}


@pytest.mark.parametrize(("name", "committed"), [("timeout-before-commit", 0), ("timeout-after-commit", 1)])
def test_client_that_does_not_wait_frees_its_slot(
    start: Callable[..., Partner], name: str, committed: int
) -> None:
    partner = start(open_requests=1)
    partner.emulator.faults.add(Fault(name=name, count=1))
    path = "/v1/avails/acme/full-extract/A-1"
    with pytest.raises(requests.Timeout):
        partner.send("PUT", path, json={"avail": an_avail()}, timeout=(5, 0.1))
    assert len(partner.emulator.dump()) == committed
    while not partner.emulator.counters().by_status:
        Event().wait(0.005)
    assert partner.get("B-1").status_code == 404


def test_cut_body_has_fewer_bytes_than_it_says(partner: Partner) -> None:
    partner.emulator.faults.add(Fault(name="cut-body", count=1))
    with pytest.raises(requests.exceptions.ChunkedEncodingError, match="IncompleteRead"):
        partner.put(an_avail())
    assert len(partner.emulator.dump()) == 1


def test_body_that_is_not_json_is_declared_as_json(partner: Partner) -> None:
    partner.emulator.faults.add(Fault(name="not-json", count=1))
    answer = partner.put(an_avail())
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    with pytest.raises(requests.JSONDecodeError):
        answer.json()


def test_slow_and_failing_answers_are_committed(partner: Partner) -> None:
    partner.emulator.faults.add(Fault(name="slow", count=1, seconds=0.01))
    assert partner.put(an_avail()).status_code == 200
    partner.emulator.faults.add(Fault(name="502-after-commit", count=1))
    assert partner.delete().status_code == 502
    assert partner.emulator.dump() == []


def test_fault_for_one_alid_strikes_single_and_batch_requests(partner: Partner) -> None:
    partner.emulator.faults.add(Fault(name="503", alid="A-1"))
    assert partner.get("%41-1").status_code == 503
    assert partner.get("B-1").status_code == 404
    assert partner.batch("put", [put_item(an_avail())]).status_code == 503


def test_client_that_leaves_in_mid_body_is_counted_as_dropped(partner: Partner) -> None:
    def half() -> object:
        yield b'{"avail"'
        raise OSError

    with pytest.raises((OSError, requests.ConnectionError)):
        partner.send(
            "PUT",
            "/v1/avails/acme/full-extract/A-1",
            data=half(),
            headers={"Content-Type": "application/json"},
        )
    partner.session.close()
    while not partner.emulator.counters().by_status:
        Event().wait(0.005)
    assert partner.emulator.counters().by_status == {"dropped": 1}


def test_log_has_one_line_a_request_and_nothing_secret(start: Callable[..., Partner]) -> None:
    lines: list[str] = []
    partner = start(log=lines.append)
    partner.get(query="territory=US&businessLine=CHANNELS&channelIdentity=secret")
    partner.send("GET", "/_emulator/state")
    partner.send("GET", "/v1/x", headers={"x-api-key": "wrong"})
    partner.emulator.stop()
    shown = [line.rsplit(" ", 2)[0] for line in lines]
    assert shown == ["12:00:00 GET /v1/avails/acme/full-extract/A-1 400", "12:00:00 GET /v1/x 403"]
    assert all(line.endswith(" ms") for line in lines)
