"""The description: complete, and true of real answers."""

from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from unit.emulator.partner import TVOD_QUERY, Partner, an_avail, put_item, read_item

from pvsync.emulator.openapi import describe
from pvsync.emulator.routes.table import ENDPOINTS
from pvsync.emulator.switches import settle

ALID = "/v1/avails/{licensor}/full-extract/{alid}"
BATCH = "/v1/avails/full-extract/batch/"
READINGS = [("avail", "message"), ("bare", "empty"), ("avail", "echo")]


def check(document: Any, answer: Any, path: str) -> None:
    """An answer is one that the description has for its path, method and status."""
    said = document["paths"][path][answer.request.method.lower()]["responses"][str(answer.status_code)]
    if answer.content:
        schema = said["content"]["application/json"]["schema"]
        whole = {**schema, "components": document["components"]}
        jsonschema.Draft202012Validator(whole).validate(answer.json())


def test_every_endpoint_is_described_and_nothing_else(partner: Partner) -> None:
    document = partner.send("GET", "/openapi.json").json()
    described = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    assert described == {(endpoint.method, endpoint.path) for endpoint in ENDPOINTS}
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(("wrapper", "written"), READINGS)
def test_answers_are_as_described(start: Callable[..., Partner], wrapper: str, written: str) -> None:
    partner = start(assume={"get-wrapper": wrapper, "write-answer": written})
    document = partner.send("GET", "/openapi.json").json()
    validate_item = {**put_item(an_avail()), "path": "/avails/acme/full-extract/A-1/validate"}
    fault = {"name": "slow", "count": 1, "seconds": 0}
    state = {"scopes": []}
    scope = f"/v1/avails/acme/full-extract/A-1?{TVOD_QUERY}"
    for path, answer in (
        (ALID, partner.put(an_avail())),
        (ALID, partner.put({})),
        (f"{ALID}/validate", partner.validate(an_avail())),
        (f"{ALID}/validate", partner.validate({})),
        (ALID, partner.get()),
        (ALID, partner.get("B-1")),
        (ALID, partner.send("PUT", "/v1/avails/acme/full-extract/A-1", data="{}")),
        (ALID, partner.send("GET", scope, headers={"x-api-key": None})),
        (f"{BATCH}get", partner.batch("get", [read_item("A-1"), read_item("B-1", "r2")])),
        (f"{BATCH}get", partner.batch("get", 1)),
        (f"{BATCH}put", partner.batch("put", [put_item(an_avail()), put_item({"ALID": "B-1"}, "r2")])),
        (f"{BATCH}validate", partner.batch("validate", [validate_item])),
        (f"{BATCH}delete", partner.batch("delete", [read_item("A-1"), read_item("A-1", "r2")])),
        (ALID, partner.delete()),
        ("/_emulator/faults", partner.send("POST", "/_emulator/faults", json=fault)),
        ("/_emulator/faults", partner.send("POST", "/_emulator/faults", json="?")),
        ("/_emulator/counters", partner.send("GET", "/_emulator/counters")),
        ("/_emulator/state", partner.send("PUT", "/_emulator/state", json=state)),
    ):
        check(document, answer, path)


def test_bodies_are_as_described(partner: Partner) -> None:
    document = partner.send("GET", "/openapi.json").json()
    for name, body in (
        ("Avail", {"avail": an_avail()}),
        ("Batch", [read_item("A-1")]),
        ("Batch", {"items": [read_item("A-1")]}),
        ("BatchOfAvails", [put_item(an_avail())]),
        ("Fault", "500:1@put"),
    ):
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        jsonschema.Draft202012Validator(schema).validate(body)


def test_schema_of_a_batch_follows_the_switches(start: Callable[..., Partner]) -> None:
    document = start(assume={"batch-body": "object"}).send("GET", "/openapi.json").json()
    assert document["components"]["schemas"]["Batch"]["type"] == "object"
    assert document["x-switches"]["batch-body"] == "object"


@pytest.mark.parametrize(("reading", "status"), [("429", "429"), ("429-retry-after", "429"), ("503", "503")])
def test_answer_over_the_limits_follows_the_switch(reading: str, status: str) -> None:
    document = describe(ENDPOINTS, settle({"throttling": reading}))
    assert {"429", "503"} & set(document["paths"][ALID]["get"]["responses"]) == {status}
