"""No secret comes out: of credentials, wrong places, a service that repeats them, or an error; TLS is never lax."""

import logging
import os
import re
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from e2e.canaries import API_KEY, COMMENT, Echo, leaked, left_behind, with_canaries
from e2e.estate import Estate
from e2e.test_converges import MOVIE

from pvsync.api.settings import ApiSettings
from pvsync.emulator.certificates import Validity, make_authority
from pvsync.workflows import connect

CANARY = "CANARYx9f8e7d6c5b4a3210"

CONFIGS = {
    "literal": "licensor: acme\nenvironments:\n  production:\n    credentials: {{key: file:a, cert: file:b, api_key: {secret}}}\n",
    "block": "licensor: acme\nenvironments:\n  production:\n    credentials:\n      key: file:a\n      cert: file:b\n      api_key: {secret}\n",
    "wrong key": "licensor: acme\nenvironments:\n  production:\n    api_kye: {secret}\n",
    "pem": "licensor: acme\nenvironments:\n  production:\n    credentials:\n      key: |\n        -----BEGIN PRIVATE KEY-----\n        {secret}\n      cert: file:b\n      api_key: env:X\n",
    "syntax": "licensor: acme\nenvironments:\n  production:\n    credentials:\n      api_key: {secret}: x\n",
    "url": "licensor: acme\nenvironments:\n  production:\n    url: https://user:{secret}@host\n",
    "elsewhere": "licensor: acme\nlicence: {secret}\n",
}


@pytest.mark.parametrize("name", CONFIGS)
@pytest.mark.parametrize(
    "argv", [("validate",), ("validate", "--format", "json"), ("plan",), ("doctor",)], ids=" ".join
)
def test_no_secret_of_a_broken_configuration_is_shown(
    estate: Estate, name: str, argv: tuple[str, ...]
) -> None:
    estate.write("pvsync.yaml", CONFIGS[name].format(secret=CANARY))
    said = estate.run(*argv)
    assert said.code == 1
    assert CANARY not in said.out + said.err
    assert "pvsync.yaml" in said.out + said.err


CATALOG = MOVIE.replace("    start:", f"    # {COMMENT}\n    start:").replace(
    "alid: HEAT\n", f"alid: HEAT  # {COMMENT}\n"
)
EVERY_COMMAND: tuple[tuple[str, ...], ...] = (
    *(("validate", "--format", name) for name in ("text", "json", "sarif", "github")),
    ("validate", "--online"),
    *(("plan", "--format", name) for name in ("text", "markdown", "comment", "github", "html", "json")),
    ("plan", "--format", "xlsx", "--report", "REPORT"),
    ("plan", "--out", "PLAN"),
    *(("show", "PLAN", "--format", name) for name in ("text", "markdown", "html", "json")),
    *(("apply", "--dry-run", "--format", name) for name in ("text", "markdown", "json")),
    *(("apply", "--auto-approve", "--format", name) for name in ("text", "markdown", "json")),
    *(("verify", "--format", name) for name in ("text", "markdown", "json")),
    *(("drift", "--format", name) for name in ("text", "json")),
    *(("calendar", "--format", name) for name in ("text", "ics", "json")),
    *(("log", "HEAT", "--format", name) for name in ("text", "markdown", "json")),
    *(("doctor", "--format", name) for name in ("text", "json")),
    ("orphans",),
    ("explain", "PV301"),
    ("schema",),
    ("fmt", "--check"),
)


@pytest.fixture
def partner(estate: Estate, caplog: pytest.LogCaptureFixture) -> Estate:
    """A partner with canaries everywhere, whose every log line is kept."""
    caplog.set_level(logging.DEBUG)
    with_canaries(estate)
    estate.configure(more=f"# {COMMENT}\n")
    estate.write("catalog/heat.yaml", CATALOG)
    estate.commit()
    return estate


def everything(partner: Estate, *argv: str) -> str:
    """What a command says in any way, `--debug` included."""
    files = {"PLAN": "plan.json", "REPORT": "report.xlsx"}
    said = partner.run("--debug", *(str(partner.root / files[one]) if one in files else one for one in argv))
    return said.out + said.err


@pytest.mark.parametrize("source", ["file", "env"])
def test_no_command_says_a_credential_or_a_comment(
    partner: Estate, source: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if source == "env":
        monkeypatch.setenv("PV_CANARY_VARIABLE", API_KEY)
        partner.configure(more=f"# {COMMENT}\n", credentials=BY_ENVIRONMENT)
        partner.commit()
    for argv in EVERY_COMMAND:
        said = everything(partner, *argv)
        assert leaked(partner, said) == [], argv
        assert COMMENT not in said, argv
        assert "fault of its own" not in said, said
    assert leaked(partner, caplog.text) == []
    assert leaked(partner, left_behind(partner)) == []
    runs = [path for path in (partner.root / ".pvsync" / "runs").rglob("*") if path.is_file()]
    assert len(runs) > 3
    assert not any(COMMENT in path.read_text() for path in (*runs, partner.root / "plan.json"))


@pytest.mark.parametrize(
    "echo",
    [
        Echo(400),
        Echo(401),
        Echo(403),
        Echo(403, "text/plain"),
        Echo(404),
        Echo(429),
        Echo(500),
        Echo(503, "text/plain"),
        Echo(400, f"text/{API_KEY}"),
        Echo(400, endpoint="batch/put"),
        Echo(500, endpoint="batch/put"),
        Echo(200, endpoint="batch/put"),
        Echo(200, endpoint="batch/validate"),
    ],
    ids=str,
)
def test_a_service_that_repeats_what_it_is_sent_gives_nothing_away(
    partner: Estate, echo: Echo, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    at_once(monkeypatch)
    echo.install(monkeypatch)
    texts = [
        everything(partner, *argv)
        for argv in (
            ("plan",),
            ("apply", "--auto-approve"),
            ("apply", "--auto-approve", "--format", "json"),
            ("verify",),
            ("validate", "--online", "--format", "json"),
            ("doctor", "--format", "json"),
            ("log", "HEAT", "--format", "json"),
        )
    ]
    assert "not with these" in "".join(texts) or echo.status in {404, 429} or API_KEY in echo.kind, texts
    assert leaked(partner, "".join((*texts, caplog.text, left_behind(partner)))) == []


def at_once(patch: pytest.MonkeyPatch) -> None:
    """A service that keeps failing is given up without a pause."""
    patch.setitem(ApiSettings.__init__.__kwdefaults__, "backoff", 0.0)
    patch.setattr(connect, "_PAUSES", 0.0)
    connect._governor.cache_clear()


BY_ENVIRONMENT = "{key: file:.pvsync/emulator/client.key, cert: file:.pvsync/emulator/client.pem, ca: file:.pvsync/emulator/ca.pem, api_key: env:PV_CANARY_VARIABLE}"


@pytest.mark.parametrize(
    "words",
    [
        "the header {key} was refused",
        "{{'x-api-key': '{other}'}}",
        "https://user:{other}@host/path",
        "-----BEGIN PRIVATE KEY----- {other}",
        "no such file: '/secret/folder/of/{other}/client.key'",
        "first line\nand then {other}",
    ],
)
def test_a_traceback_is_only_shown_when_asked_for_and_holds_no_value(
    partner: Estate, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = "CANARY7b6a59483726150f"
    text = words.format(key=API_KEY, other=other)

    def breaks(*_args: object, **_named: object) -> None:
        local: dict[str, str] = {}
        try:
            local[text]
        except KeyError as error:
            raise RuntimeError(text) from error

    monkeypatch.setattr(connect, "AvailsClient", breaks)
    quiet = partner.run("plan")
    loud = partner.run("plan", "--debug")

    assert quiet.code == loud.code == 1
    assert "trace of" not in quiet.err
    assert "trace of RuntimeError" in loud.err
    assert "trace of KeyError" in loud.err
    assert " in breaks" in loud.err
    assert "pvsync/workflows/plan.py:" in loud.err
    for said in (quiet, loud):
        assert other not in said.out + said.err
        assert API_KEY not in said.out + said.err
        assert str(partner.root) not in said.out + said.err
        assert not re.search(r"(?m)^\s+/", said.err)


def test_an_error_of_the_world_can_be_traced_too(partner: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)
    partner.configure(url="https://127.0.0.1:1")
    assert "trace of" not in partner.run("plan").err
    said = partner.run("--debug", "plan")
    assert "trace of NotConnected: no connection" in said.err
    assert leaked(partner, said.err) == []


@pytest.mark.parametrize(
    "flag", ["--insecure", "--no-verify", "--no-verify-tls", "--skip-verify", "--verify=false", "-k"]
)
def test_no_flag_switches_verification_off(partner: Estate, flag: str) -> None:
    assert partner.run(flag, "plan").code == 1
    assert partner.run("plan", flag).code == 1


@pytest.mark.parametrize(
    "key", ["verify: false", "insecure: true", "tls: off", "verify_tls: no", "ca: none", "ca: file:/dev/null"]
)
def test_no_key_of_the_configuration_does(partner: Estate, key: str) -> None:
    credentials = BY_ENVIRONMENT.replace("env:PV_CANARY_VARIABLE", "file:.pvsync/emulator/api-key")
    name, _, value = key.partition(": ")
    if name == "ca":
        credentials = credentials.replace("file:.pvsync/emulator/ca.pem", value)
        partner.configure(credentials=credentials)
    else:
        partner.configure(**{name: value})
    before = partner.emulator.counters().requests
    assert partner.run("plan").code == 1
    assert partner.emulator.counters().requests == before


def test_nothing_around_a_command_switches_verification_off(
    partner: Estate, identity: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another authority is not believed, whatever the environment says."""
    stranger = make_authority(Validity(datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)))
    (partner.root / ".pvsync/emulator/ca.pem").write_bytes(stranger.pem)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, str(identity / "ca.pem"))
    for name, value in {"PYTHONHTTPSVERIFY": "0", "SSL_NO_VERIFY": "1", "GIT_SSL_NO_VERIFY": "1"}.items():
        monkeypatch.setenv(name, value)
    said = partner.run("apply", "--auto-approve")
    assert said.code == 1
    assert "certificate is not to be trusted" in said.err
    assert partner.emulator.dump() == []


@pytest.mark.parametrize("host", ["localhost.example", "prime.example"])
def test_a_remote_host_is_held_to_its_name(
    partner: Estate, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo

    def here(name: str, *rest: Any, **more: Any) -> Any:
        return real("127.0.0.1" if name == host else name, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", here)
    partner.configure(url=f"https://{host}:{partner.emulator.port}")
    said = partner.run("apply", "--auto-approve")
    assert said.code == 1
    assert "certificate is not to be trusted" in said.err
    assert partner.emulator.dump() == []


@pytest.mark.parametrize("file", ["client.key", "api-key"])
@pytest.mark.parametrize("mode", [0o640, 0o644, 0o604])
def test_a_secret_that_others_can_read_is_said_before_the_first_request(
    partner: Estate, file: str, mode: int
) -> None:
    assert "warning" not in partner.run("plan").err
    (partner.root / ".pvsync/emulator" / file).chmod(mode)
    said = partner.run("apply", "--auto-approve")
    assert said.code == 0
    assert said.err.count("warning: the file of `credentials.") == 1
    assert said.err.startswith("warning: ")
    checks = {check["name"]: check for check in partner.run("doctor", "--format", "json").json["checks"]}
    assert checks["files of secrets"]["state"] == "warn"


def test_what_pvsync_keeps_is_for_its_owner_alone(partner: Estate) -> None:
    mask = os.umask(0)
    try:
        partner.apply()
        partner.run("plan")
    finally:
        os.umask(mask)
    own = partner.root / ".pvsync"
    kept = [path for path in own.rglob("*") if own / "emulator" not in (path, *path.parents)]
    assert {path.name for path in kept} >= {"runs", "lock", "plan.json", "journal.jsonl", "receipt.json"}
    assert {oct(path.stat().st_mode & 0o077) for path in kept} == {"0o0"}


@pytest.mark.parametrize("target", ["outside", "hidden", "configuration"])
def test_a_branch_cannot_have_another_file_shown(
    partner: Estate, target: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Findings show lines of a file; what a branch links to or names as its catalog is none of them."""
    secret = tmp_path_factory.mktemp("elsewhere") / "hosts.yml"
    secret.write_text(f"{API_KEY}: {API_KEY}\n")
    if target == "configuration":
        partner.configure(more=f"catalog: {secret.parent}\n")
    else:
        link = partner.root / "catalog" / "link.yaml"
        link.symlink_to(secret if target == "outside" else partner.root / ".pvsync/emulator/api-key")
    for argv in (("validate",), ("validate", "--format", "json"), ("plan",), ("fmt", "--check")):
        said = partner.run(*argv)
        assert said.code != 0, argv
        assert API_KEY not in said.out + said.err


def test_a_link_within_the_catalog_is_a_file_like_any_other(partner: Estate) -> None:
    (partner.root / "catalog" / "heat.yaml").rename(partner.root / "heat-itself.yaml")
    (partner.root / "catalog" / "heat.yaml").symlink_to(partner.root / "heat-itself.yaml")
    assert partner.run("validate").code == 0
