"""Every step of every workflow that `pvsync init` writes, in order: against the emulator, a remote, and issues."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from e2e.estate import Estate
from e2e.forge import BOT, Forge
from e2e.partner_ci import FIRST_LIGHT_IN_CANADA, TOKEN, PartnerCI
from e2e.runner import Done

MOVIE = "catalog/movies/first-light.yaml"
SEASON = "catalog/series/harbour-nights.yaml"
SCHEDULE = "schedule"
FOUND = {"drift": "success", "datasets": "skipped", "issue": "success"}


@pytest.fixture
def forge() -> Iterator[Forge]:
    found = Forge(TOKEN)
    yield found
    found.close()


@pytest.fixture
def partner(make_estate: Callable[..., Estate], forge: Forge, tmp_path: Path) -> PartnerCI:
    emulator = make_estate(clock=lambda: datetime.now(UTC)).emulator
    return PartnerCI.begin(tmp_path, emulator, forge, "github")


def results(done: dict[str, Done]) -> dict[str, str]:
    return {name: job.result for name, job in done.items()}


def test_from_a_pull_request_to_nothing_to_do(partner: PartnerCI, forge: Forge) -> None:
    first = partner.on_main("apply")
    assert results(first) == {"plan": "success", "apply": "success"}, first["plan"].said + first["apply"].said
    assert "5 done (5 verified)" in first["apply"].summary
    assert len(partner.emulator.dump()) == 5
    notes = partner.git("ls-remote", "origin", "refs/notes/pvsync", "refs/pvsync/lease/*")
    assert notes.endswith("refs/notes/pvsync")
    runs = list((partner.runner.folder / "run-0" / "artifacts" / "runs").glob("*/receipt.json"))
    assert len(runs) == 1

    partner.edit(MOVIE, "srp: 12.99 CAD", "srp: 11.99 CAD")
    proposed = partner.propose("First Light gets cheaper")
    forge.say(7, "<!-- pvsync plan acme production -->\nnot ours", "somebody")
    planned = partner.pull_request("plan", proposed)
    assert results(planned) == {"plan": "success", "comment": "success"}, planned["plan"].said
    ours = [one["body"] for one in forge.comments.values() if one["user"]["login"] == BOT]
    assert len(ours) == 1
    assert ours[0].startswith("<!-- pvsync plan acme production -->\n## Plan for acme in production")
    assert "12.99 to 11.99 CAD" in ours[0]
    assert "12.99 to 11.99 CAD" in planned["plan"].summary

    before = partner.git("rev-parse", "origin/main")
    partner.merge()
    assert results(partner.on_main("apply")) == {"plan": "success", "apply": "success"}
    again = partner.on_main("apply", "workflow_dispatch")
    assert results(again) == {"plan": "success", "apply": "skipped"}
    old = partner.on_main("apply", sha=before)
    assert results(old) == {"plan": "failure", "apply": "skipped"}
    assert "is newer and was applied already" in old["plan"].said


def test_a_fork_is_judged_without_secrets_and_not_planned(partner: PartnerCI, forge: Forge) -> None:
    partner.with_variables(PVSYNC_CODE_SCANNING="true")
    partner.edit(MOVIE, "    end: .*", "    end: 2025-12-31")
    proposed = partner.propose("A window that ends before it starts")
    judged = partner.pull_request("validate", proposed, head="stranger/prime-video")
    assert results(judged) == {"validate": "failure", "alerts": "skipped"}
    assert "::error file=catalog/movies/first-light.yaml,line=11" in judged["validate"].said
    planned = partner.pull_request("plan", proposed, head="stranger/prime-video")
    assert results(planned) == {"plan": "skipped", "comment": "skipped"}
    assert partner.emulator.counters().requests == 0

    judged = partner.pull_request("validate", proposed)
    assert results(judged) == {"validate": "failure", "alerts": "failure"}
    assert json.loads(judged["alerts"].alerts[0])["runs"][0]["results"][0]["ruleId"] == "PV301"
    planned = partner.pull_request("plan", proposed)
    assert results(planned) == {"plan": "failure", "comment": "success"}
    assert [one["body"].splitlines()[1] for one in forge.comments.values()] == ["## No plan for production"]
    assert partner.emulator.counters().requests == 0


def test_a_pull_request_that_names_another_address_and_token_reaches_nobody(
    partner: PartnerCI, forge: Forge
) -> None:
    reached: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_count, args=(server, reached), daemon=True).start()
        elsewhere = f"https://127.0.0.1:{server.getsockname()[1]}"
        partner.edit("pvsync.yaml", "url: .*", f"url: {elsewhere}")
        partner.edit("pvsync.yaml", r"api_key: .*(?![\s\S]*api_key)", "api_key: env:GH_TOKEN")
        partner.edit("pvsync.yaml", "price_move: .*", "price_move: {count: 5000}")
        planned = partner.pull_request("plan", partner.propose("Somewhere else"))
        assert results(planned) == {"plan": "success", "comment": "success"}, planned["plan"].said
        assert reached == []
        with socket.create_connection(server.getsockname()):  # the one who counts would have seen it
            pass
        while not reached:
            time.sleep(0.01)
    body = forge.comments[1]["body"]
    assert partner.emulator.counters().requests > 0
    said = "This change alters the address of `production`"
    assert body.index("Know this first") < body.index(said) < body.index("What customers will see")
    assert "This change alters which credentials `production` uses." in body
    assert "This change loosens the guard price_move: count 1,000 to 5,000." in body
    assert TOKEN not in body


def _count(server: socket.socket, reached: list[object]) -> None:
    with suppress(OSError):
        while True:
            connection, who = server.accept()
            reached.append(who)
            connection.close()


def test_a_guard_is_seen_in_the_pull_request_and_approved_by_whoever_applies(partner: PartnerCI) -> None:
    partner.applied()
    partner.edit(MOVIE, "title: First Light", "title: First Light\nstate: withdrawn")
    for _ in range(120):
        partner.forge.say(7, "a long talk", "somebody")
    partner.forge.say(7, "<!-- pvsync plan acme production -->\nas it was before", BOT)
    planned = partner.pull_request("plan", partner.propose("First Light leaves"))
    assert results(planned) == {"plan": "success", "comment": "success"}
    assert len(partner.forge.comments) == 121
    assert "--approve going_dark=3" in partner.forge.comments[121]["body"]
    partner.merge()
    refused = partner.on_main("apply")
    assert results(refused) == {"plan": "failure", "apply": "skipped"}
    assert "run this workflow by hand" in refused["plan"].said
    right = partner.on_main("apply", "workflow_dispatch", approve="--approve going_dark=3")
    assert results(right) == {"plan": "success", "apply": "success"}, right["apply"].said


def test_drift_is_one_issue_until_there_is_none(partner: PartnerCI, forge: Forge) -> None:
    partner.applied()
    assert results(partner.on_main("drift", SCHEDULE)) == FOUND
    assert forge.issues == {}

    partner.by_hand(FIRST_LIGHT_IN_CANADA, "9.99 CAD")
    drifted = partner.on_main("drift", SCHEDULE)
    assert results(drifted) == FOUND, drifted["drift"].said
    forge.issues[1]["body"] = "as it was yesterday"
    assert partner.once_more("drift", "issue", drifted).result == "success"
    issue = forge.open("pvsync-drift")
    assert len(forge.issues) == len(issue) == 1
    assert "9.99 CAD" in issue[0]["body"]
    assert all(not line or line.startswith("    ") for line in issue[0]["body"].splitlines())

    partner.applied()
    assert results(partner.on_main("drift", SCHEDULE)) == FOUND
    assert forge.open("pvsync-drift") == []


def test_every_week_has_one_issue_with_its_calendar(partner: PartnerCI, forge: Forge) -> None:
    tomorrow = datetime.fromtimestamp(time.time() + 2 * 86400, UTC).date()
    partner.edit(SEASON, "    start: .*", f"    start: {tomorrow}")
    partner.commit("Harbour Nights opens soon")
    forge.issues[1] = {
        "number": 1,
        "state": "open",
        "labels": ["pvsync-calendar"],
        "title": "the week before",
    }
    made = partner.on_main("calendar", SCHEDULE)
    assert results(made) == {"calendar": "success", "issue": "success"}, made["calendar"].said
    assert partner.once_more("calendar", "issue", made).result == "success"
    assert len(forge.issues) == 2
    (issue,) = forge.open("pvsync-calendar")
    assert issue["title"].startswith("Prime Video, week of 20")
    assert "Harbour Nights: Season 1 open in CA" in issue["body"]
    assert partner.emulator.counters().requests == 0
