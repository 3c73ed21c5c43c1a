"""`pvsync datasets login` and `list` over real HTTPS, and that nothing which opens a door comes out of them."""

import io
import json
import logging
import re
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from e2e.estate import Estate, Said

from pvsync.cli.main import main
from pvsync.cli.screen import Screen
from pvsync.datasets.clock import Clock
from pvsync.emulator.datasets.faults import DATASET_KINDS
from pvsync.emulator.datasets.links import Links
from pvsync.emulator.datasets.settings import DatasetsSettings
from pvsync.emulator.datasets.sign_in import SignIn
from pvsync.emulator.message import Answer
from pvsync.errors import PvsyncError
from pvsync.workflows import connect_datasets as connecting
from pvsync.workflows import datasets_login
from pvsync.workflows.project import open_project

MOVIE = """
kind: movie
alid: HEAT
title: Heat Haze
avails:
  - {license: SVOD, territories: [US], formats: [HD], channel: alpha, contract: CPH, category: sub, start: 2026-02-01, end: 2028-01-31}
  - {license: EST, territories: [US], formats: [HD], start: 2026-02-01, end: 2028-01-31, wsp: 6.99 USD}
---
kind: movie
alid: SOLD-ONLY
title: Sold Only
avails:
  - {license: EST, territories: [US], formats: [HD], start: 2026-02-01, end: 2028-01-31, wsp: 6.99 USD}
"""


@pytest.fixture
def issued(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that opens a door, as the service gives it out."""
    given: list[str] = []
    token, consent, query = SignIn.token, SignIn.consent, Links.query

    def remember_tokens(self: SignIn, *args: Any, **more: Any) -> Answer:
        answer = token(self, *args, **more)
        found = json.loads(answer.body)
        given.extend(found[name] for name in ("access_token", "refresh_token") if name in found)
        return answer

    def remember_code(self: SignIn, *args: Any) -> Answer:
        answer = consent(self, *args)
        given.extend(parse_qs(urlsplit(dict(answer.headers).get("location", "")).query).get("code", []))
        return answer

    def remember_signature(self: Links, *args: Any) -> str:
        text = query(self, *args)
        given.append(parse_qs(text)["Signature"][0])
        return text

    monkeypatch.setattr(SignIn, "token", remember_tokens)
    monkeypatch.setattr(SignIn, "consent", remember_code)
    monkeypatch.setattr(Links, "query", remember_signature)
    return given


@pytest.fixture
def slate(
    make_estate: Callable[..., Estate], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Estate]:
    """A partner with a channel title that is live, whose clock is the emulator's; waiting takes no time."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(connecting, "Clock", lambda now: Clock(now=now, sleep=lambda _seconds: None))
    estate = make_estate(datasets=DatasetsSettings(days=2))
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit()
    estate.apply()
    return estate


def since(estate: Estate, **back: float) -> str:
    return f"{estate.now - timedelta(**back):%Y-%m-%dT%H:%M:%SZ}"


def test_without_a_word_in_the_configuration_the_emulator_is_asked(slate: Estate) -> None:
    assert "datasets" not in (slate.root / "pvsync.yaml").read_text()
    before = slate.run("datasets", "list")
    assert before.code == 1
    assert "nobody has signed in to Slate on this machine" in before.err
    assert slate.run("datasets", "login").out == "Signed in: Slate shows 1 account.\n"
    said = slate.run("datasets", "list", "--since", since(slate, days=1))
    assert said.code == 0
    assert said.out.splitlines()[:6] == [
        "account 1001                Emulated account",
        "  group channels            Channels",
        "    business 2001           Emulated studio",
        "      dataset subscription  Subscription",
        "      dataset playback      Playback",
        "      dataset catalog       Catalog",
    ]
    assert re.search(r"(?m)^2026-06-01 \d\d:00:00  playback      playback-\S+\.zip$", said.out)
    found = slate.run("datasets", "list", "--since", since(slate, days=5), "--format", "json").json
    assert found["accounts"][0]["groups"][0]["businesses"][0]["datasets"][2] == {
        "id": "catalog",
        "name": "Catalog",
    }
    assert {file["dataset"] for file in found["files"]} == {"subscription", "playback", "catalog"}
    assert found["files"] == sorted(
        found["files"],
        key=lambda file: (
            ["subscription", "playback", "catalog"].index(file["dataset"]),
            file["published"],
            file["name"],
        ),
    )


def test_the_emulator_has_never_run_here(slate: Estate) -> None:
    (slate.root / ".pvsync/emulator/datasets").rename(slate.root / "elsewhere")
    said = slate.run("datasets", "list")
    assert said.code == 1
    assert "there are no datasets for `local`" in said.err


def configure(estate: Estate, more: str = "", uri: str = "http://localhost:8455/") -> None:
    """An environment of a partner's own whose Datasets API is the emulator's."""
    origin = estate.emulator.datasets_url
    estate.write(
        "pvsync.yaml",
        f"""
        licensor: acme
        fan_out: ignore
        environments:
          production: {{url: "{estate.emulator.url}"}}
        datasets:
          client_id: file:.pvsync/emulator/datasets/client-id
          client_secret: env:PV_CANARY_SECRET
          base_url: {origin}/apis/v2
          token_url: {origin}/auth/o2/token
          authorize_url: {origin}/ap/oa
          redirect_uri: {uri}
          scope: emulated
          ca: file:.pvsync/emulator/ca.pem
          {more}
        """,
    )


@pytest.fixture
def own(slate: Estate, monkeypatch: pytest.MonkeyPatch) -> Estate:
    configure(slate)
    monkeypatch.setenv("PV_CANARY_SECRET", slate.emulator.datasets.sign_in.client_secret)
    return slate


def run(estate: Estate, *argv: str) -> Said:
    return estate.run("--debug", "--env", "production", *argv)


def shown_address(text: str) -> str:
    return next(line.strip() for line in text.splitlines() if line.startswith("  https://"))


def came_back(estate: Estate, address: str) -> str:
    """Where a browser ends that opens an address, without going there."""
    answer = estate.emulator.datasets.sign_in.consent(urlsplit(address).query)
    return dict(answer.headers)["location"]


def test_signing_in_by_pasting(own: Estate, issued: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Pasted(io.StringIO):
        def readline(self, *_: Any) -> str:
            return came_back(own, shown_address(said[0].getvalue())) + "\n"

    said: list[io.StringIO] = []
    real = io.StringIO

    def remembered(*given: Any) -> io.StringIO:
        said.insert(0, real(*given))
        return said[0]

    monkeypatch.setattr("sys.stdin", Pasted())
    monkeypatch.setattr("e2e.estate.io.StringIO", remembered)
    done = run(own, "datasets", "login", "--paste")
    assert done.code == 0, done.err
    assert done.out == "Signed in: Slate shows 1 account.\n"
    assert [one for one in issued if one in done.out + done.err] == []
    assert run(own, "datasets", "list").code == 0


@pytest.mark.parametrize(
    ("pasted", "says"),
    [("\n", "nothing was pasted"), ("http://localhost:8455/?code=C0DEC0DE&state=x\n", "another sign-in")],
)
def test_what_is_pasted_is_looked_at(
    own: Estate, pasted: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(pasted))
    done = run(own, "datasets", "login", "--paste")
    assert done.code == 1
    assert says in done.err
    assert "C0DEC0DE" not in done.out + done.err


def test_signing_in_by_the_page_on_this_machine(
    own: Estate, issued: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(own, uri="http://localhost:8455/back")
    project = open_project(own.root / "pvsync.yaml", own.root)
    real = datasets_login.Loopback
    monkeypatch.setattr(datasets_login, "Loopback", lambda _uri: real("http://localhost:0/back"))
    browsers: list[threading.Thread] = []

    class Person:
        def open(self, address: str) -> None:
            def visit() -> None:
                with urllib.request.urlopen(came_back(own, address), timeout=10) as page:  # noqa: S310 - our own page
                    assert page.status == 200

            browsers.append(threading.Thread(target=visit))
            browsers[0].start()

        def paste(self, address: str) -> str:
            raise AssertionError(address)

    environment = project.config.environment("production")
    accounts = datasets_login.login(project.config, environment, Person(), lambda: own.now, pasted=False)
    browsers[0].join()
    assert accounts == 1
    assert len(issued) == 3


EVERY = (
    ("datasets", "login"),
    ("datasets", "list"),
    ("datasets", "list", "--since", "2026-05-30"),
    ("datasets", "list", "--since", "2026-05-30", "--format", "json"),
)


@pytest.mark.parametrize("fault", [None, *DATASET_KINDS])
def test_no_token_code_secret_or_signature_comes_out(
    slate: Estate, fault: str | None, issued: list[str], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    said = [slate.run("--debug", *EVERY[0])]
    if fault is not None:
        slate.emulator.datasets.faults.add(fault)
    said += [slate.run("--debug", *argv) for argv in EVERY[1:]]
    slate.now += timedelta(hours=2)
    said += [slate.run("--debug", *argv) for argv in EVERY]
    environment = open_project(slate.root / "pvsync.yaml", slate.root)
    raised = fetch_everything(slate, environment, tmp_path / "fetched")
    issued.append(slate.emulator.datasets.sign_in.client_secret)
    assert len(issued) >= 5
    texts = "".join(one.out + one.err for one in said) + caplog.text + "".join(raised)
    assert "fault of its own" not in texts
    kept = "".join(
        path.read_bytes().decode("utf-8", "replace")
        for path in slate.root.rglob("*")
        if path.is_file()
        and slate.root / ".pvsync/emulator" not in path.parents
        and tmp_path / "state" not in path.parents
    )
    assert [one for one in issued if one in texts or one in kept] == []
    assert "connectionpool" in caplog.text


def fetch_everything(estate: Estate, project: Any, folder: Path) -> list[str]:
    """What is raised, with all that it was made from, when every file is fetched."""
    raised: list[str] = []
    environment = project.config.environment("local")
    with (
        suppress(PvsyncError),
        connecting.connect_datasets(project.config, environment, lambda: estate.now) as access,
    ):
        for number, file in enumerate(access.source.files("playback", None, estate.now)):
            try:
                access.source.fetch(file, folder / str(number))
            except PvsyncError as error:
                cause: BaseException | None = error
                while cause is not None:
                    raised.append(f"{cause!r} {getattr(cause, 'advice', '')}")
                    cause = None if cause.__suppress_context__ else cause.__context__
    return raised


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("client_secret: CANARYliteral0f1e2d3c4b5a", "named by reference, never written here"),
        ("client_id: amzn1.CANARYliteral0f1e2d3c4b5a", "named by reference, never written here"),
        ("client_secrte: CANARYliteral0f1e2d3c4b5a", "is not a key here"),
        ("base_url: https://user:CANARYliteral0f1e2d3c4b5a@host", "not an https address"),
    ],
)
def test_a_literal_secret_is_refused_and_not_shown(slate: Estate, more: str, says: str) -> None:
    slate.write("pvsync.yaml", f"licensor: acme\ndatasets:\n  {more}\n")
    for argv in (("datasets", "list"), ("validate",), ("validate", "--format", "json")):
        said = slate.run(*argv)
        assert said.code == 1
        assert "CANARY" not in said.out + said.err
        assert says in said.out + said.err or "has errors" in said.err


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("{}", "names no client"),
        (
            "{client_id: env:PV_NOT_SET_HERE, client_secret: env:PV_NOT_SET_HERE}",
            "`datasets.client_id` is not set",
        ),
        (
            "{client_id: file:pvsync.yaml, client_secret: file:not-there}",
            "`datasets.client_secret` is not there",
        ),
    ],
)
def test_a_client_that_is_not_there_is_said(slate: Estate, keys: str, says: str) -> None:
    slate.write("pvsync.yaml", f"licensor: acme\ndatasets: {keys}\n")
    said = run(slate, "datasets", "list")
    assert said.code == 1
    assert says in said.err


def test_tokens_go_to_the_users_own_folder_and_no_other(slate: Estate, tmp_path: Path) -> None:
    before = set(slate.root.rglob("*"))
    slate.run("datasets", "login")
    fresh = {path for path in set(slate.root.rglob("*")) - before if path.is_file()}
    state = tmp_path / "state" / "pvsync" / "datasets"
    own = {path for path in fresh if slate.root / ".pvsync/emulator" not in path.parents}
    assert own == set(state.iterdir())
    assert {oct(path.stat().st_mode & 0o777) for path in own} == {"0o600"}


def test_a_user_without_a_home_is_told_what_to_name(slate: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError

    monkeypatch.setenv("XDG_STATE_HOME", "not-absolute")
    monkeypatch.setattr(connecting.Path, "home", nowhere)
    said = slate.run("datasets", "login")
    assert said.code == 1
    assert "XDG_STATE_HOME" in said.err


@pytest.mark.parametrize("flags", [(), ("--no-browser",), ("--paste",)])
def test_at_a_terminal_the_browser_opens_unless_told_otherwise(
    own: Estate, flags: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    said = io.StringIO()
    screen = Screen(said, said, 100, colour=False, err_colour=False, interactive=True, now=lambda: own.now)

    def typed(_prompt: str) -> str:
        return came_back(own, shown_address(said.getvalue()))

    class Page:
        redirect_uri = "http://localhost:8455/"

        def wait(self, *_: Any) -> str:
            return typed("")

        def close(self) -> None:
            """Nothing to close."""

    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("getpass.getpass", typed)
    monkeypatch.setattr(datasets_login, "Loopback", lambda _uri: Page())
    argv = ["--config", str(own.root / "pvsync.yaml"), "--env", "production", "datasets", "login", *flags]
    assert main(argv, screen) == 0
    assert said.getvalue().endswith("Signed in: Slate shows 1 account.\n")
    assert opened == ([] if flags else [shown_address(said.getvalue())])
