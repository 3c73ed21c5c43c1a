"""The emulator's own endpoints."""

from typing import Any

import pytest
from unit.emulator.partner import Partner, an_avail

SCOPE = {"licensor": "acme", "alid": "A-1", "territory": "US", "businessLine": "TVOD"}
FAULT = {
    "count": None,
    "endpoint": None,
    "alid": None,
    "probability": 1.0,
    "seed": 0,
    "seconds": None,
    "items": 1,
    "hits": 0,
}


def control(partner: Partner, method: str, what: str, body: Any = None) -> Any:
    return partner.send(method, f"/_emulator/{what}", json=body)


def test_counters_are_read_and_reset_and_count_no_control_request(partner: Partner) -> None:
    partner.get()
    partner.send("GET", "/v1/nowhere")
    assert control(partner, "GET", "counters").json() == {
        "requests": 2,
        "throttled": 0,
        "max_per_second": 2,
        "max_open": 1,
        "by_endpoint": {"get": 1, "other": 1},
        "by_status": {"404": 2},
    }
    assert control(partner, "DELETE", "counters").json()["requests"] == 0


def test_faults_are_added_as_object_or_text_and_cleared(partner: Partner) -> None:
    body = {
        "name": "slow",
        "endpoint": "get",
        "seconds": 0,
        "probability": 0.5,
        "seed": 7,
        "alid": "A-1",
        "items": 2,
    }
    control(partner, "POST", "faults", body)
    listed = control(partner, "POST", "faults", "500:2@put").json()["faults"]
    first, second = ({**fault, "id": None} for fault in listed)
    assert first == {**FAULT, **body, "id": None}
    assert second == {**FAULT, "id": None, "name": "500", "count": 2, "endpoint": "put"}
    assert control(partner, "GET", "faults").json()["faults"] == listed
    assert control(partner, "DELETE", "faults").json() == {"faults": []}


@pytest.mark.parametrize(
    "body",
    [
        "nothing",
        1,
        {},
        {"name": "500", "colour": "red"},
        {"name": None},
        {"name": "500", "count": 1.5},
        {"name": "500", "count": True},
        {"name": "500", "count": "1"},
        {"name": "500", "seed": None},
        {"name": "500", "count": 0},
    ],
)
def test_fault_that_means_nothing_is_refused(partner: Partner, body: object) -> None:
    assert control(partner, "POST", "faults", body).status_code == 400
    assert control(partner, "GET", "faults").json() == {"faults": []}


def test_state_is_seeded_replaced_and_emptied(partner: Partner) -> None:
    partner.put(an_avail(alid="B-1"), "B-1")
    held = control(partner, "POST", "state", {"scopes": [{**SCOPE, "avail": an_avail()}]}).json()["scopes"]
    assert [(entry["alid"], entry["writtenAt"]) for entry in held] == [
        ("A-1", None),
        ("B-1", "2026-03-01T12:00:00+00:00"),
    ]
    assert control(partner, "GET", "state").json()["scopes"] == held == partner.emulator.dump()
    kept = control(partner, "PUT", "state", {"scopes": held[:1]}).json()["scopes"]
    assert kept == held[:1]
    assert control(partner, "POST", "state", {"scopes": [{**SCOPE, "avail": None}]}).json() == {"scopes": []}
    partner.put(an_avail())
    assert control(partner, "DELETE", "state").json() == {"scopes": []}


@pytest.mark.parametrize(
    "body", [{}, [], {"scopes": 1}, {"scopes": [{**SCOPE, "alid": ""}]}, {"scopes": [{**SCOPE, "avail": 1}]}]
)
def test_state_that_is_not_of_the_form_is_refused_whole(partner: Partner, body: object) -> None:
    partner.put(an_avail())
    assert control(partner, "PUT", "state", body).status_code == 400
    assert len(partner.emulator.dump()) == 1
