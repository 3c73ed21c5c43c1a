import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import jsonschema
import pytest
from builders import DAY, NOW
from unit.apply.stand_ins import a_scope

from pvsync.apply.receipt_json import receipt_from_json, receipt_schema, receipt_to_json
from pvsync.errors import JournalError
from pvsync.model.outcome import Accepted, NotTried, Receipt, Rejected, Result, Stale, Unknown, Verification
from pvsync.model.plan import Action

OUTCOMES = (
    Accepted("OK"),
    Rejected("Größe: no", 400),
    Unknown("timeout"),
    Stale("moved"),
    NotTried("later"),
)
RECEIPT = Receipt(
    run="20260601T120000Z-00000a",
    plan_id="p" * 64,
    pvsync_version="0.1.0",
    environment="local",
    licensor="acme",
    commit=None,
    as_of=NOW,
    started_at=NOW,
    finished_at=NOW + timedelta(microseconds=1) + DAY,
    results=tuple(
        Result(a_scope(number), Action.REPLACE, "Heat Haze", outcome, Verification.SETTLING, "a note")
        for number, outcome in enumerate(OUTCOMES)
    ),
    requests=12,
    interrupted=True,
    approvals={"delta": 3, "a": 1},
    notes=("no remote",),
)


def test_read_back() -> None:
    assert receipt_from_json(receipt_to_json(RECEIPT)) == RECEIPT
    outside = replace(RECEIPT, commit="c" * 40, results=())
    assert receipt_from_json(receipt_to_json(outside)) == outside


def test_half_a_change_and_what_live_does_not_show_are_there_only_where_they_are() -> None:
    values = {"members": ("A", "B"), "a1.discount": 25, "a1.other_terms": "Excluded"}
    half = Result(a_scope(0), Action.REPLACE, "Both", NotTried("later"), is_half=True)
    unshown = Result(
        a_scope(1), Action.REPLACE, "Both", Accepted("OK"), Verification.NOT_CONFIRMED, assumed=values
    )
    receipt = replace(RECEIPT, results=(half, unshown))
    data = receipt_to_json(receipt)
    assert receipt_from_json(data) == receipt
    jsonschema.validate(json.loads(data), receipt_schema())
    first, second = json.loads(data)["results"]
    assert (first["half"], "assumed" in first, "half" in second) == (True, False, False)
    assert second["assumed"] == {"members": ["A", "B"], "a1.discount": 25, "a1.other_terms": "Excluded"}


def test_what_guards_counted_is_there_only_where_they_did() -> None:
    counted = Result(a_scope(0), Action.WITHDRAW, "Both", Accepted("OK"), counted={"going_dark": 2})
    receipt = replace(RECEIPT, results=(counted, replace(counted, scope=a_scope(1), counted={})))
    data = receipt_to_json(receipt)
    assert receipt_from_json(data) == receipt
    jsonschema.validate(json.loads(data), receipt_schema())
    first, second = json.loads(data)["results"]
    assert (first["counted"], "counted" in second) == ({"going_dark": 2}, False)


def test_the_words_of_the_file() -> None:
    document = json.loads(receipt_to_json(RECEIPT))
    assert document["format_version"] == "1"
    assert document["summary"] == {"accepted": 1, "rejected": 1, "unknown": 1, "stale": 1, "not_tried": 1}
    assert document["finished_at"] == "2026-06-02T12:00:00.000001Z"
    assert document["results"][1] == {
        "scope": {"alid": "T1", "territory": "US", "business_line": "TVOD"},
        "action": "replace",
        "title": "Heat Haze",
        "outcome": {"kind": "rejected", "words": "Größe: no", "status": 400},
        "verification": "settling",
        "note": "a note",
    }


def test_the_schema_holds_what_is_written() -> None:
    schema = receipt_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads(receipt_to_json(RECEIPT))
    jsonschema.validate(document, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**document, "more": 1}, schema)
    assert schema["title"] == "pvsync receipt"


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("more",), 1, "more"),
        (("format_version",), "2", "format_version"),
        (("requests",), -1, "requests"),
        (("requests",), "12", "requests"),
        (("as_of",), "2026-06-01T12:00:00", "as_of"),
        (("as_of",), 1780000000, "as_of"),
        (("results", 0, "outcome", "kind"), "perhaps", "results.0.outcome"),
        (("results", 1, "outcome", "status"), None, "results.1.outcome.rejected.status"),
        (("results", 2, "scope", "business_line"), "HOME", "results.2.scope.business_line"),
        (("summary", "accepted"), 2, "summary"),
    ],
)
def test_a_changed_file_is_refused_with_its_place(
    path: tuple[str | int, ...], value: object, place: str
) -> None:
    document: Any = json.loads(receipt_to_json(RECEIPT))
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(JournalError, match=f"^the receipt does not parse: {place}: "):
        receipt_from_json(json.dumps(document).encode())


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b'{"format_version": "1"', b"[" * 100_000])
def test_what_is_no_receipt_at_all(data: bytes) -> None:
    with pytest.raises(JournalError, match=r"^the receipt does not parse: the file: "):
        receipt_from_json(data)
