"""The four operations on one avail, over real HTTPS."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from unit.emulator.partner import CHANNELS_QUERY, TVOD_QUERY, Partner, a_row, an_avail, svod

OFFICIAL = "payloads/put_full_extract_channels_svod_episode.closed.json"


def test_smoke_test_of_the_onboarding_page_is_answered_as_documented(partner: Partner) -> None:
    answer = partner.get("some-test-alid", "territory=US&businessLine=PRIME_SUBSCRIPTION")
    assert answer.status_code == 404
    assert answer.json() == {"message": "Title not found for ALID some-test-alid and Licensor acme"}


def test_what_is_put_is_read_and_what_is_deleted_is_absent(partner: Partner) -> None:
    assert partner.put(an_avail()).json() == {"message": "Avail accepted for ALID A-1"}
    assert partner.get().json() == {"avail": an_avail()}
    assert partner.delete().json() == {"message": "Avail deleted for ALID A-1"}
    assert partner.get().status_code == 404


def test_numbers_unknown_members_and_their_order_come_back_as_sent(partner: Partner) -> None:
    text = json.dumps({"avail": an_avail(Zeta=1, alpha={"price": "P"})}).replace('"P"', "10.50")
    sent = partner.send(
        "PUT", "/v1/avails/acme/full-extract/A-1", data=text, headers={"Content-Type": "application/json"}
    )
    assert sent.status_code == 200
    assert partner.get().text == text


def test_official_payload_is_accepted_and_returned_verbatim(partner: Partner, shared_data: Path) -> None:
    payload = json.loads((shared_data / OFFICIAL).read_text())
    sent = partner.send("PUT", "/v1/avails/mgm/full-extract/demoALID", json=payload)
    assert sent.status_code == 200
    read = partner.send("GET", f"/v1/avails/mgm/full-extract/demoALID?{CHANNELS_QUERY}")
    assert read.text == json.dumps(payload)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_of_the_onboarding_page_works(partner: Partner) -> None:
    folder = partner.emulator.folder
    ran = subprocess.run(
        [
            *("curl", "--location", "--request", "PUT"),
            f"{partner.emulator.url}/v1/avails/acme/full-extract/A-1",
            *("--header", "Content-Type: application/json"),
            *("--header", "Accept: application/json"),
            *("--header", f"x-api-key: {partner.emulator.api_key}"),
            *("--data-raw", json.dumps({"avail": an_avail()})),
            *("--key", str(folder.client_key), "--cert", str(folder.client)),
            *("--cacert", str(folder.authority), "--silent", "--show-error"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(ran.stdout) == {"message": "Avail accepted for ALID A-1"}
    assert partner.held() == ["t1"]


@pytest.mark.parametrize(
    ("alid", "query", "reason"),
    [
        ("a%2Fb", TVOD_QUERY, "ALID"),
        ("%2e%2E", TVOD_QUERY, "ALID"),
        ("a%20b", TVOD_QUERY, "ALID"),
        ("x" * 256, TVOD_QUERY, "ALID"),
        ("A-1", "businessLine=TVOD", "territory is missing"),
        ("A-1", "territory=US&BusinessLine=TVOD", "BusinessLine is not known here"),
        ("A-1", "territory=US&businessLine=SVOD", "businessLine SVOD is not one of"),
        ("A-1", "territory=US&territory=CA&businessLine=TVOD", "given twice"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_path_or_query_that_names_nothing_is_refused(
    partner: Partner, method: str, alid: str, query: str, reason: str
) -> None:
    answer = partner.send(method, f"/v1/avails/acme/full-extract/{alid}?{query}")
    assert answer.status_code == 400
    assert reason in answer.json()["message"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "the body is not JSON"),
        (b"{", "the body is not JSON"),
        (b"[]", 'the body is not {"avail": {...}}'),
        (b'{"avail": 1}', 'the body is not {"avail": {...}}'),
    ],
)
def test_body_that_is_no_avail_is_refused(partner: Partner, body: bytes, reason: str) -> None:
    answer = partner.send(
        "PUT", "/v1/avails/acme/full-extract/A-1", data=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400
    assert reason in answer.json()["message"]


def test_put_with_a_query_or_an_impossible_alid_is_refused(partner: Partner) -> None:
    path = "/v1/avails/acme/full-extract/A-1?territory=US"
    assert partner.send("PUT", path, json={"avail": an_avail()}).status_code == 400
    assert partner.put(an_avail(alid="a b"), "a%20b").status_code == 400


def test_validate_judges_and_keeps_nothing(partner: Partner) -> None:
    assert partner.validate(an_avail()).json() == {"message": "Avail valid for ALID A-1"}
    assert partner.validate(an_avail(ALID=None)).status_code == 400
    assert partner.emulator.dump() == []


def test_licensor_of_another_partner_is_refused_everywhere(start: Callable[..., Partner]) -> None:
    partner = start(licensors=frozenset({"other"}))
    answers = [partner.get(), partner.put(an_avail()), partner.validate(an_avail()), partner.delete()]
    assert {answer.status_code for answer in answers} == {403}
    assert answers[0].json() == {"message": "the key is not for licensor acme"}


@pytest.mark.parametrize(
    ("reading", "written", "deleted"),
    [
        ("message", {"message": "Avail accepted for ALID A-1"}, {"message": "Avail deleted for ALID A-1"}),
        ("echo", {"avail": an_avail()}, {"avail": an_avail()}),
        ("empty", None, None),
    ],
)
def test_switch_write_answer(
    start: Callable[..., Partner], reading: str, written: object, deleted: object
) -> None:
    partner = start(assume={"write-answer": reading})
    for answer, body in ((partner.put(an_avail()), written), (partner.delete(), deleted)):
        assert answer.status_code == 200
        assert (answer.json() if answer.content else None) == body


def test_switch_get_wrapper(start: Callable[..., Partner]) -> None:
    partner = start(assume={"get-wrapper": "bare"})
    partner.put(an_avail())
    assert partner.get().json() == an_avail()
    assert partner.get("B-1").json() == {"message": "Title not found for ALID B-1 and Licensor acme"}


def test_switches_of_the_business_line_literals(start: Callable[..., Partner]) -> None:
    partner = start(assume={"free-business-line": "VOD", "channels-business-line": "CHANNEL"})
    partner.put(an_avail(a_row(LicenseType="FVOD")))
    partner.put(an_avail(svod("t2", "mgm")))
    assert partner.held(query="territory=US&businessLine=VOD") == ["t1"]
    assert partner.held(query="territory=US&businessLine=CHANNEL") == ["t2"]
    assert partner.get(query=CHANNELS_QUERY).status_code == 400
