"""ALIDs that would be paths, commands or pictures: refused or encoded on the wire, and seen by the service as meant."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest
from builders import a_movie, a_transaction, an_avail
from e2e.estate import Estate, Said
from e2e.test_converges import MOVIE
from golden.poison import POISONS, steering
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pvsync.api.client import AvailsClient
from pvsync.emulator.app import App
from pvsync.errors import UsageError
from pvsync.model.avail import Absent, Present
from pvsync.model.call import DeleteCall
from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted
from pvsync.model.scope import Scope
from pvsync.plan.file import freeze, read_plan, write_plan
from pvsync.workflows.connect import connect
from pvsync.workflows.project import open_project

LEGAL = st.text("ABCabc019._:@-", min_size=1, max_size=40).filter(lambda text: text not in {".", ".."})
EDGES = [
    "...",
    "..a",
    "-",
    "--help",
    "@:",
    "a:b@c",
    "validate",
    "batch",
    "1.10",
    "A" * 255,
    "_",
    "full-extract",
]
ILLEGAL = {
    **POISONS,
    "empty": "",
    "slash": "a/b",
    "backslash": "a\\b",
    "256": "A" * 256,
    "query": "a?b=c#d",
    "blank": "a b",
}
SOME = ("up", "encoded", "dots", "terminal", "controls", "bidi", "script", "runner", "long")


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """Every request that a service gets: method, and path as it came."""
    found: list[tuple[str, str]] = []
    real = App.__call__

    async def recording(self: App, scope: Any, receive: Any, send: Any) -> None:
        found.append((scope["method"], scope["raw_path"].decode("ascii")))
        await real(self, scope, receive, send)

    monkeypatch.setattr(App, "__call__", recording)
    return found


def client(estate: Estate) -> AvailsClient:
    project = open_project(estate.root / "pvsync.yaml", estate.root)
    return connect(project.config, project.config.environment("local"))


def safe(said: Said) -> Said:
    assert steering(said.out + said.err) == []
    assert "Traceback" not in said.err
    assert "fault of its own" not in said.err
    return said


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(alid=LEGAL | st.sampled_from(EDGES))
def test_every_legal_alid_arrives_as_it_is(estate: Estate, seen: list[tuple[str, str]], alid: str) -> None:
    scope = Scope(alid, "US", BusinessLine.TVOD)
    avail = replace(an_avail(a_transaction()), scope=scope, title=a_movie(alid))
    estate.configure(batch=1)
    seen.clear()
    with client(estate) as service:
        assert isinstance(service.write([avail])[scope], Accepted)
        ((_, reading),) = service.read([scope])
        service.delete([DeleteCall(scope)])
        ((_, gone),) = service.read([scope])
    own = [(method, path) for method, path in seen if "some-test-alid" not in path]
    assert {method for method, _ in own} >= {"PUT", "GET"}
    for _, path in own:
        assert path.split("/")[:5] == ["", "v1", "avails", "acme", "full-extract"]
        assert unquote(path.split("/")[5]) == alid
        assert len(path.split("/")) == 6
    assert isinstance(reading, Present)
    assert isinstance(gone, Absent)


@pytest.mark.parametrize("alid", ILLEGAL.values(), ids=ILLEGAL.keys())
def test_an_illegal_one_is_never_sent(estate: Estate, seen: list[tuple[str, str]], alid: str) -> None:
    scope = Scope(alid, "US", BusinessLine.TVOD)
    avail = replace(an_avail(a_transaction()), scope=scope, title=a_movie(alid))
    with client(estate) as service:
        service.smoke_test()
        seen.clear()
        for ask in (
            lambda: list(service.read([scope])),
            lambda: list(service.read([scope, Scope("GOOD", "US", BusinessLine.TVOD)])),
            lambda: service.write([avail]),
            lambda: service.validate([avail]),
            lambda: service.delete([DeleteCall(scope)]),
        ):
            with pytest.raises(UsageError) as refused:
                ask()
            assert steering(refused.value.message) == []
    assert seen == []


@pytest.mark.parametrize("alid", [ILLEGAL[name] for name in SOME], ids=SOME)
def test_in_the_catalog_it_is_a_finding(estate: Estate, alid: str) -> None:
    estate.write("catalog/heat.yaml", MOVIE.replace("alid: HEAT", f"alid: {json.dumps(alid)}"))
    for name in ("text", "json", "sarif", "github"):
        assert safe(estate.run("validate", "--format", name)).code == 1
    assert safe(estate.run("apply", "--auto-approve")).code == 1
    assert estate.emulator.counters().requests == 0


@pytest.mark.parametrize("alid", [ILLEGAL[name] for name in SOME], ids=SOME)
def test_in_a_plan_that_somebody_made_it_is_refused(
    estate: Estate, seen: list[tuple[str, str]], alid: str
) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    file = estate.root / "plan.json"
    assert estate.run("plan", "--out", str(file)).code == 0
    plan = read_plan(file.read_bytes())
    forged = tuple(replace(one, scope=replace(one.scope, alid=alid), title=alid) for one in plan.changes)
    file.write_bytes(write_plan(freeze(replace(plan, changes=forged))))
    for name in ("text", "html"):
        assert safe(estate.run("show", str(file), "--format", name)).code == 0
    seen.clear()

    said = safe(estate.run("apply", str(file)))

    assert said.code != 0
    assert not [path for _, path in seen if "some-test-alid" not in path]
    assert estate.emulator.dump() == []


@pytest.mark.parametrize("text", [POISONS[name] for name in SOME], ids=SOME)
def test_what_the_service_holds_is_shown_harmlessly(estate: Estate, text: str) -> None:
    """Somebody else can write into a title's live avail."""
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    for entry in estate.emulator.dump():
        entry["avail"]["Asset"][0]["TitleInternalAlias"] = text
        entry["avail"]["Transaction"][0]["_TransactionID"] = text
        entry["avail"]["Transaction"][0]["OtherInstructions"] = text
        entry["avail"][text[:50] or "x"] = {text: text}
        estate.emulator.seed([entry])
    for name in ("text", "github", "json"):
        safe(estate.run("plan", "--format", name))
    safe(estate.run("drift"))
    safe(estate.run("verify", "--format", "json"))
    safe(estate.run("verify"))


@pytest.mark.parametrize("text", [POISONS[name] for name in SOME if name != "controls"])
def test_on_the_command_line_it_is_refused_in_plain_text(
    estate: Estate, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit()
    for argv in (
        ("log", text),
        ("takedown", text, "--territory", "US", "--because", "x", "--auto-approve"),
        ("takedown", "HEAT", "--territory", text, "--because", "x", "--auto-approve"),
        ("verify", text),
        ("inverse", text),
        ("apply", "--resume", text),
        ("apply", text),
        ("show", text),
        ("explain", text),
        ("--env", text, "plan"),
        ("plan", "--since", text),
        ("plan", "--only", f"{text}=x"),
        ("plan", "--as-of", text),
        ("apply", "--approve", text),
        (text,),
        ("plan", text),
    ):
        said = safe(estate.run(*argv))
        assert said.code != 0, argv
        assert steering("".join(capsys.readouterr())) == [], argv
    assert estate.emulator.dump() == []
