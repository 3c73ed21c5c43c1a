"""The emulated Datasets API over HTTPS, as plain requests see it."""

import json
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from unit.emulator.partner import Clock, Partner

from pvsync.emulator.datasets.faults import DATASET_KINDS, DatasetFault, parse_dataset_fault
from pvsync.emulator.datasets.settings import DatasetsSettings
from pvsync.errors import EmulatorError

FILES = "/apis/v2/accounts/1001/channels/2001/datasets/playback"
URI = "http://localhost:1/"


class Browser:
    """Asks the service without any of our client's code."""

    def __init__(self, partner: Partner) -> None:
        self.service = partner.emulator.datasets
        self.url = partner.emulator.datasets_url
        context = ssl.create_default_context(cafile=str(partner.emulator.folder.authority))
        self._opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), Stays())
        self.token = ""
        self.refresh = ""

    def ask(self, where: str, form: dict[str, str] | None = None, **headers: str) -> tuple[int, Any, bytes]:
        url = where if where.startswith("https://") else self.url + where
        if self.token and "/apis/" in url:
            headers = {"Authorization": f"Bearer {self.token}", **headers}
        data = None if form is None else urlencode(form).encode()
        try:
            with self._opener.open(urllib.request.Request(url, data, headers), timeout=10) as answer:  # noqa: S310 - https
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, refusal.headers, refusal.read()

    def json(self, where: str) -> Any:
        status, _, body = self.ask(where)
        assert status == 200, body
        return json.loads(body)

    def consent(self, **changes: str) -> tuple[int, str]:
        query = {
            "client_id": self.service.sign_in.client_id,
            "scope": "s",
            "response_type": "code",
            "redirect_uri": URI,
            "state": "x",
        } | changes
        status, headers, _ = self.ask(f"/ap/oa?{urlencode(query)}")
        return status, headers.get("Location", "")

    def code(self) -> str:
        return parse_qs(urlsplit(self.consent()[1]).query)["code"][0]

    def grant(self, **form: str) -> tuple[int, dict[str, Any]]:
        own = self.service.sign_in
        both = {"client_id": own.client_id, "client_secret": own.client_secret, **form}
        status, _, body = self.ask("/auth/o2/token", both)
        return status, json.loads(body)

    def sign_in(self) -> None:
        status, given = self.grant(grant_type="authorization_code", code=self.code(), redirect_uri=URI)
        assert status == 200
        self.token, self.refresh = given["access_token"], given["refresh_token"]


class Stays(urllib.request.HTTPRedirectHandler):
    """Goes nowhere by itself."""

    def redirect_request(self, *_: Any) -> None:
        return None


@pytest.fixture
def browser(start: Callable[..., Partner]) -> Browser:
    return Browser(start(datasets=DatasetsSettings()))


@pytest.fixture
def signed(browser: Browser) -> Browser:
    browser.sign_in()
    return browser


def test_nothing_is_said_without_a_good_token(browser: Browser) -> None:
    assert browser.ask("/apis/v2/accounts")[0] == 401
    for header in ("", "Bearer", "Bearer x", "Basic x"):
        assert browser.ask("/apis/v2/accounts", Authorization=header)[0] == 401


def test_a_token_ends_and_a_refresh_token_is_good_once(signed: Browser, clock: Clock) -> None:
    assert signed.json("/apis/v2/accounts")["total"] == 1
    clock.move(seconds=3600)
    assert signed.ask("/apis/v2/accounts")[0] == 401
    status, given = signed.grant(grant_type="refresh_token", refresh_token=signed.refresh)
    assert status == 200
    assert given["refresh_token"] != signed.refresh
    assert given["expires_in"] == 3600
    assert signed.grant(grant_type="refresh_token", refresh_token=signed.refresh)[0] == 400
    signed.token = given["access_token"]
    assert signed.json("/apis/v2/accounts")["total"] == 1


def test_a_code_is_good_once_for_minutes_and_for_its_address(browser: Browser, clock: Clock) -> None:
    code = browser.code()
    right = {"grant_type": "authorization_code", "code": code, "redirect_uri": URI}
    assert browser.grant(**right | {"redirect_uri": "http://localhost:2/"})[0] == 400
    right["code"] = browser.code()
    clock.move(seconds=300)
    assert browser.grant(**right)[0] == 400
    right["code"] = browser.code()
    assert browser.grant(**right)[0] == 200
    assert browser.grant(**right)[0] == 400
    assert browser.grant(grant_type="password")[0] == 400


def test_another_client_gets_nothing(browser: Browser) -> None:
    assert browser.consent(client_id="other")[0] == 400
    assert browser.consent(redirect_uri="https://elsewhere.example/")[0] == 400
    status, given = browser.grant(grant_type="refresh_token", client_secret="other")  # noqa: S106 - not one
    assert (status, given["error"]) == (401, "invalid_client")


def test_a_consent_without_a_scope_comes_back_as_an_error(browser: Browser) -> None:
    status, there = browser.consent(scope="")
    assert status == 302
    assert parse_qs(urlsplit(there).query) == {"error": ["invalid_scope"], "state": ["x"]}


def publish(browser: Browser, clock: Clock, count: int) -> None:
    for number in range(count):
        browser.service.published.add(
            "playback", f"f{number:02}.zip", b"x" * 100, clock.now - timedelta(hours=number)
        )


def test_offset_counts_documents_and_ten_are_a_page(signed: Browser, clock: Clock) -> None:
    publish(signed, clock, 25)
    names: list[str] = []
    page = signed.json(FILES)
    assert len(page["data"]) == 10
    while True:
        assert page["total"] == 25
        names += [item["name"] for item in page["data"]]
        if page["next"] is None:
            break
        page = signed.json(page["next"])
    assert names == [f"f{number:02}.zip" for number in range(25)]
    assert [item["name"] for item in signed.json(f"{FILES}?offset=2&limit=2")["data"]] == [
        "f02.zip",
        "f03.zip",
    ]


@pytest.mark.parametrize(
    "query",
    ["limit=1001", "limit=0", "limit=x", "offset=-1", "startDateTime=2026-01-01", "endDateTime=x", "from=1"],
)
def test_a_query_that_is_not_documented_is_refused(signed: Browser, query: str) -> None:
    assert signed.ask(f"{FILES}?{query}")[0] == 400


@pytest.mark.parametrize(
    "path", ["accounts/7", "accounts/1001/other", f"{FILES}x", "accounts/1001/channels/2001"]
)
def test_what_is_not_there_is_not_found(signed: Browser, path: str) -> None:
    assert signed.ask(f"/apis/v2/{path}")[0] == 404
    assert signed.ask("/elsewhere")[0] == 404


def test_a_time_older_than_two_years_gets_nothing_at_all(signed: Browser, clock: Clock) -> None:
    publish(signed, clock, 1)
    for days, total in ((729, 1), (731, 0)):
        begin = f"{clock.now - timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}"
        assert signed.json(f"{FILES}?startDateTime={begin}")["total"] == total


def test_a_file_that_comes_out_later_is_not_listed_yet(signed: Browser, clock: Clock) -> None:
    signed.service.published.add("playback", "late.zip", b"x", clock.now + timedelta(hours=1))
    assert signed.json(f"{FILES}?endDateTime=2030-01-01T00:00:00Z")["total"] == 0
    clock.move(hours=2)
    signed.sign_in()
    assert signed.json(f"{FILES}?endDateTime=2030-01-01T00:00:00Z")["total"] == 1


def link(browser: Browser) -> str:
    (item,) = browser.json(FILES)["data"]
    return str(item["downloadUrl"])


def test_an_address_is_good_for_an_hour_and_for_one_file(signed: Browser, clock: Clock) -> None:
    publish(signed, clock, 1)
    own = link(signed)
    assert signed.ask(own)[2] == b"x" * 100
    assert signed.ask(own.replace("f00", "f01"))[0] == 403
    assert signed.ask(own.partition("?")[0])[0] == 403
    assert signed.ask(own.replace("Expires=1", "Expires=2"))[0] == 403
    clock.move(seconds=3599)
    assert signed.ask(own)[0] == 200
    clock.move(seconds=1)
    assert signed.ask(own)[0] == 403


def test_ranges_are_honoured_for_the_same_version(signed: Browser, clock: Clock) -> None:
    signed.service.published.add("playback", "a.zip", bytes(range(100)), clock.now)
    own = link(signed)
    etag = signed.ask(own)[1]["ETag"]
    status, headers, body = signed.ask(own, Range="bytes=90-", **{"If-Range": etag})
    assert (status, headers["Content-Range"], body) == (206, "bytes 90-99/100", bytes(range(90, 100)))
    assert signed.ask(own, Range="bytes=90-", **{"If-Range": '"other"'})[0] == 200
    assert signed.ask(own, Range="bytes=100-")[0] == 416


@pytest.mark.parametrize("name", DATASET_KINDS)
def test_every_fault_can_be_put_in_force_and_ends(signed: Browser, name: str) -> None:
    endpoint = DATASET_KINDS[name].endpoints[0]
    signed.service.faults.add(name, 1)
    assert signed.service.faults.draw("elsewhere", name) is None
    assert signed.service.faults.draw(endpoint, "none of these") is None
    assert signed.service.faults.draw(endpoint, name) == name
    assert signed.service.faults.draw(endpoint, name) is None


def test_a_fault_is_read_as_it_is_typed() -> None:
    assert parse_dataset_fault("429:2@token") == DatasetFault(name="429", count=2, endpoint="token")
    assert parse_dataset_fault("cut-download") == DatasetFault(name="cut-download")


@pytest.mark.parametrize("text", ["", "other", "429:x", "429:0", "429@", "429@other", "cut-download@token"])
def test_a_fault_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(EmulatorError) as caught:
        parse_dataset_fault(text)
    assert caught.value.message


def test_an_emulator_without_datasets_says_so(start: Callable[..., Partner]) -> None:
    with pytest.raises(EmulatorError, match="no datasets"):
        _ = start().emulator.datasets


def test_every_fault_has_its_line_in_the_document() -> None:
    text = (Path(__file__).resolve().parents[4] / "docs/how-to/connect-slate-datasets.md").read_text(
        encoding="utf-8"
    )
    lines = re.findall(r"^\| `([\w-]+)` \| (.+) \|$", text, flags=re.MULTILINE)
    assert dict(lines[-len(DATASET_KINDS) :]) == {name: kind.shows for name, kind in DATASET_KINDS.items()}
