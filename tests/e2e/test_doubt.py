"""A world that is wrong: one sentence, the right exit code, nothing written."""

import shutil
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from e2e.estate import Estate, Said
from e2e.test_converges import MOVIE

from pvsync.emulator.certificates import Validity, issue_client_certificate, make_authority

CANARY = "PRIVATE KEY"


@pytest.fixture
def ready(estate: Estate) -> Estate:
    estate.write("catalog/heat.yaml", MOVIE)
    return estate


def one_sentence(said: Said, estate: Estate, code: int = 1) -> str:
    """The error of a command that stopped: one line and its advice, without paths or secrets."""
    assert said.code == code, said.out + said.err
    lines = said.err.strip().splitlines()
    assert lines[0].startswith("error: ")
    assert sum(line.startswith("error: ") for line in lines) == 1
    assert sum(line.startswith("advice: ") for line in lines) == 1
    for secret in (str(estate.root), estate.emulator.api_key, CANARY, "Traceback"):
        assert secret not in said.out + said.err
    return " ".join(lines)


def valid_at(start: int, end: int) -> Validity:
    return Validity(datetime(start, 1, 1, tzinfo=UTC), datetime(end, 1, 1, tzinfo=UTC))


def test_a_service_that_is_down(ready: Estate) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    ready.configure(url=f"https://127.0.0.1:{free}")
    assert "connect" in one_sentence(ready.run("plan"), ready)


def test_an_unreadable_certificate(ready: Estate) -> None:
    (ready.root / ".pvsync/emulator/client.pem").write_text("not a certificate")
    assert "`credentials.cert` is not a certificate" in one_sentence(ready.run("plan"), ready)


def test_a_certificate_that_is_not_there(ready: Estate) -> None:
    (ready.root / ".pvsync/emulator/client.pem").unlink()
    assert "cert" in one_sentence(ready.run("plan"), ready)


def test_an_expired_certificate(ready: Estate) -> None:
    _replace_identity(ready, issue_client_certificate(ready.emulator.authority, valid_at(2020, 2021)))
    assert "expired on 2021-01-01" in one_sentence(ready.run("plan"), ready)


def test_a_certificate_of_a_foreign_authority(ready: Estate) -> None:
    foreign = make_authority(valid_at(2020, 2040))
    _replace_identity(ready, issue_client_certificate(foreign, valid_at(2020, 2040)))
    said = one_sentence(ready.run("plan"), ready)
    assert "certificate" in said


def test_a_wrong_key(ready: Estate) -> None:
    other = issue_client_certificate(ready.emulator.authority, valid_at(2020, 2040))
    (ready.root / ".pvsync/emulator/client.key").write_bytes(other.key)
    assert "does not belong to the certificate" in one_sentence(ready.run("plan"), ready)


def test_a_wrong_api_key(ready: Estate) -> None:
    shutil.copy(ready.root / ".pvsync/emulator/api-key", ready.root / "kept")
    (ready.root / ".pvsync/emulator/api-key").write_text("wrong\n")
    assert "403" in one_sentence(ready.run("plan"), ready)


def test_no_emulator_ever_started(ready: Estate) -> None:
    shutil.rmtree(ready.root / ".pvsync")
    said = ready.run("plan")
    assert said.code == 1
    assert "the emulator has never run here" in said.err
    assert "`pvsync emulator`" in said.err


def test_credentials_in_the_environment_are_named_not_shown(
    ready: Estate, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = "{key: file:.pvsync/emulator/client.key, cert: file:.pvsync/emulator/client.pem, ca: file:.pvsync/emulator/ca.pem, api_key: env:TEST_PV_KEY}"
    ready.configure(credentials=keys)
    assert "environment variable" in one_sentence(ready.run("plan"), ready)
    monkeypatch.setenv("TEST_PV_KEY", ready.emulator.api_key)
    assert ready.run("plan").code == 0


def test_a_ca_bundle_in_the_environment_changes_nothing(
    ready: Estate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    empty = tmp_path / "bundle.pem"
    empty.write_text("")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(empty))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(empty))
    assert ready.run("plan").code == 0


@pytest.mark.parametrize("fault", ["500", "html-502", "html-200", "not-json"])
def test_a_service_that_fails_writes_nothing(ready: Estate, fault: str) -> None:
    ready.fault(name=fault)
    said = ready.run("apply", "--auto-approve")
    assert said.code == 1
    assert ready.emulator.dump() == []
    assert "<html" not in (said.out + said.err).lower()
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "fault", ["429", "429-retry-after", "500", "html-502", "cut-body", "dropped-connection"]
)
def test_a_fault_that_passes_is_lived_through(ready: Estate, fault: str) -> None:
    ready.fault(name=fault, count=2)
    ready.apply()
    ready.settled()


@pytest.mark.parametrize(
    "fault",
    [
        "timeout-after-commit",
        "timeout-before-commit",
        "502-after-commit",
        "500",
        "partial-answer",
        "partial-batch",
    ],
)
def test_a_write_in_doubt_is_settled_by_reading(ready: Estate, fault: str) -> None:
    ready.configure(timeout=0.5)
    ready.fault(name=fault, count=1, endpoint="batch/put")
    ready.apply()
    ready.settled()


def test_one_unread_scope_leaves_the_rest_standing(make_estate: Callable[..., Estate]) -> None:
    estate = make_estate()
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    estate.edit("catalog/heat.yaml", "srp: 12.99", "srp: 13.99")
    for entry in estate.emulator.dump():
        if entry["territory"] == "CA":
            entry["avail"]["ALID"] = "SOMETHING-ELSE"
            estate.emulator.seed([entry])

    said = estate.run("plan", "--format", "json")

    assert said.code == 1
    assert [item["scope"]["territory"] for item in said.json["unread"]] == ["CA"]
    assert [change["scope"]["territory"] for change in said.json["changes"]] == ["US"]
    assert said.json["coverage"]["complete"] is False


def _replace_identity(estate: Estate, issued: object) -> None:
    (estate.root / ".pvsync/emulator/client.pem").write_bytes(issued.certificate)  # type: ignore[attr-defined]
    (estate.root / ".pvsync/emulator/client.key").write_bytes(issued.key)  # type: ignore[attr-defined]
