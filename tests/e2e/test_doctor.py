"""`pvsync doctor` against a service that works, and with each thing broken in turn."""

from datetime import datetime, timedelta

import pytest
from cryptography import x509
from e2e.estate import Estate

from pvsync.workflows.doctor_words import MEANS


@pytest.fixture(autouse=True)
def _within_the_certificate(estate: Estate) -> None:
    """The tests' clock stands where the certificates are good."""
    estate.now = _certificate(estate).not_valid_before_utc + timedelta(days=1)


def states(estate: Estate) -> dict[str, str]:
    said = estate.run("doctor", "--format", "json")
    return {check["name"]: check["state"] for check in said.json["checks"]}


def test_everything_is_in_order(estate: Estate) -> None:
    estate.write("catalog/a.yaml", "kind: series\nalid: A\ntitle: A\nseasons: 1\n")
    estate.commit()
    said = estate.run("doctor")
    assert said.code == 0
    assert "Everything is in order" in said.out
    assert "404 with the documented sentence" in said.out
    assert estate.emulator.api_key not in said.out


@pytest.mark.parametrize(
    ("file", "check"), [("client.pem", "certificate"), ("client.key", "private key"), ("ca.pem", "authority")]
)
def test_a_broken_credential_is_named_and_the_service_is_left_alone(
    estate: Estate, file: str, check: str
) -> None:
    (estate.root / ".pvsync/emulator" / file).write_text("nonsense")
    assert estate.run("doctor").code == 1
    found = states(estate)
    assert found[check] == "fail"
    assert found["service"] == "skipped"
    assert estate.emulator.counters().requests == 0


def test_a_certificate_that_ends_soon_is_a_warning(estate: Estate) -> None:
    estate.now = _a_week_before_the_end(estate)
    said = estate.run("doctor")
    assert said.code == 0
    assert "ask for a new certificate" in said.out


def test_an_answer_that_is_not_json_fails(estate: Estate) -> None:
    estate.fault(name="html-200")
    assert states(estate)["service"] == "fail"


def test_a_service_that_is_down_fails(estate: Estate) -> None:
    estate.configure(url="https://127.0.0.1:1")
    assert states(estate)["service"] == "fail"


@pytest.mark.parametrize(
    ("apart", "state", "words"),
    [
        (timedelta(seconds=-50), "ok", "within a minute of the service's"),
        (timedelta(minutes=3), "warn", "3 minutes ahead of the service's"),
        (timedelta(minutes=-59), "fail", "59 minutes behind the service's"),
        (timedelta(hours=5), "fail", "5 hours ahead of the service's"),
        (timedelta(days=-400), "fail", "400 days behind the service's"),
    ],
)
def test_a_clock_that_is_wrong_is_seen_by_the_service_s(
    estate: Estate, apart: timedelta, state: str, words: str
) -> None:
    estate.commit()
    here = estate.now
    # The emulator's clock is moved, so that the certificate stays within its dates here.
    estate.now = here - apart
    said = estate.run("doctor", "--format", "json", clock=lambda: here)
    found = {check["name"]: check for check in said.json["checks"]}["clock"]
    assert found["state"] == state
    assert words in found["sentence"]
    assert said.code == (1 if state == "fail" else 0)
    assert ("take its time from the network" in found["advice"]) is (state != "ok")


def test_every_check_is_explained(estate: Estate) -> None:
    estate.commit()
    checks = estate.run("doctor", "--format", "json").json["checks"]
    assert [check["name"] for check in checks] == [name for name in MEANS if name != "credentials"]
    for check in checks:
        assert check["means"] == MEANS[check["name"]]
        assert check["sentence"]
    said = estate.run("doctor").out
    assert "whoever can read the private key and the API key can change your offers in your name" in " ".join(
        said.split()
    )


def test_what_is_not_in_order_says_what_to_do(estate: Estate) -> None:
    (estate.root / ".pvsync/emulator/api-key").unlink()
    checks = {check["name"]: check for check in estate.run("doctor", "--format", "json").json["checks"]}
    assert {name for name, check in checks.items() if check["state"] != "ok"} == {
        "git",
        "credentials",
        "service",
    }
    assert all(check["advice"] for check in checks.values() if check["state"] != "ok")


@pytest.mark.parametrize("argv", [("--env", "production", "doctor"), ("doctor", "--env", "production")])
def test_the_environment_may_stand_before_or_behind(estate: Estate, argv: tuple[str, ...]) -> None:
    said = estate.run(*argv)
    assert said.code == 1
    assert "`acme` in `production`" in said.out
    assert "names no credentials" in said.out


def _a_week_before_the_end(estate: Estate) -> datetime:
    return _certificate(estate).not_valid_after_utc - timedelta(days=7)


def _certificate(estate: Estate) -> x509.Certificate:
    return x509.load_pem_x509_certificate(estate.emulator.folder.client.read_bytes())
