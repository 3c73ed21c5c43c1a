"""`apply --resume`: what a run that stopped has done stays, what it left in doubt is read, the rest is done."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from e2e.estate import Estate, Said
from e2e.machines import Fleet
from e2e.test_converges import MOVIE
from e2e.test_one_at_a_time import lost_after, one_by_one
from e2e.test_trail import entries

from pvsync.api.client import AvailsClient
from pvsync.apply import durable
from pvsync.apply.journal import read_journal
from pvsync.apply.record import Record
from pvsync.history import lease
from pvsync.workflows import apply as apply_workflow

PRODUCTION = ("--env", "production")
SOON = """
kind: movie
alid: HEAT
title: Heat Haze
avails:
  - {license: EST, territories: [US, CA], formats: [HD], start: 2026-01-15, end: 2026-06-10, wsp: 6.99 USD}
  - {license: EST, territories: [US, CA], formats: [HD], start: 2026-06-11, end: 2031-01-14, wsp: 5.99 USD}
"""
TITLES = 3
SCOPES = 2 * TITLES


class Killed(BaseException):
    """The process is gone; nothing catches this."""


@pytest.fixture
def ready(estate: Estate) -> Estate:
    """Six scopes to create, one in each request."""
    estate.configure(batch=1, open=1)
    for number in range(TITLES):
        estate.write(f"catalog/m{number}.yaml", MOVIE.replace("HEAT", f"HEAT-{number}"))
    return estate


def run_folder(estate: Estate) -> Path:
    (folder,) = (estate.root / ".pvsync/runs").glob("2026*")
    return folder


def resumed(estate: Estate, *flags: str, environment: tuple[str, ...] = ()) -> Said:
    return estate.run(*environment, "apply", "--resume", run_folder(estate).name, *flags)


def kinds(said: Said) -> list[str]:
    return [result["outcome"]["kind"] for result in said.json["results"]]


def killed_at_put(estate: Estate, monkeypatch: pytest.MonkeyPatch, number: int, *words: str) -> None:
    """A run that is gone just before its put of a number: the journal says that it is about to be sent."""
    puts = 0
    real = AvailsClient.write

    def write(self: AvailsClient, avails: Any) -> Any:
        nonlocal puts
        puts += 1
        if puts == number:
            raise Killed
        return real(self, avails)

    with monkeypatch.context() as patch:
        patch.setattr(AvailsClient, "write", write)
        patch.setattr(lease.Lease, "release", lambda _self: None)
        with pytest.raises(Killed):
            estate.run(*words, "apply", "--auto-approve")


def written(estate: Estate) -> int:
    return estate.emulator.counters().by_endpoint.get("put", 0)


def test_a_killed_run_goes_on_and_its_receipt_is_of_the_whole(
    ready: Estate, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_at_put(ready, monkeypatch, 3)
    assert not (run_folder(ready) / "receipt.json").exists()
    ready.now += timedelta(minutes=1)

    said = resumed(ready, "--format", "json")

    assert said.code == 0, said.out + said.err
    assert kinds(said) == ["accepted"] * SCOPES
    notes = [result["note"] for result in said.json["results"]]
    assert [bool(note) for note in notes] == [False, False, True, False, False, False]
    assert notes[2].startswith("sent when the run went on")
    assert {result["verification"] for result in said.json["results"]} == {"verified"}
    assert said.json["started_at"] == "2026-06-01T12:00:00Z"
    assert said.json["finished_at"] == "2026-06-01T12:01:00Z"
    assert said.json["notes"][0] == (
        "the run had stopped, and went on at 2026-06-01T12:01:00Z; requests from before it was killed are not counted"
    )
    assert json.loads((run_folder(ready) / "receipt.json").read_bytes()) == said.json
    assert written(ready) == SCOPES
    ready.settled()


def test_what_was_in_flight_and_arrived_is_not_sent_again(
    ready: Estate, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Record.report

    def report(self: Record, *events: Any) -> None:
        if len(self.ledger.sent) == 2:
            raise Killed
        real(self, *events)

    with monkeypatch.context() as patch:
        patch.setattr(Record, "report", report)
        with pytest.raises(Killed):
            ready.run("apply", "--auto-approve")
    assert written(ready) == 2

    said = resumed(ready, "--format", "json")

    assert said.code == 0, said.out + said.err
    assert [result["note"] for result in said.json["results"]] == ["", "settled by reading", "", "", "", ""]
    assert written(ready) == SCOPES
    ready.settled()


def test_an_interrupted_run_goes_on(ready: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped_after(monkeypatch, 2)
    said = ready.run("apply", "--auto-approve")
    assert said.code == 130
    assert f"`pvsync apply --resume {run_folder(ready).name}`" in said.err
    monkeypatch.undo()

    said = resumed(ready, "--format", "json")

    assert said.code == 0, said.out + said.err
    assert kinds(said) == ["accepted"] * SCOPES
    assert said.json["interrupted"] is False
    assert written(ready) == SCOPES
    ready.settled()


def stopped_after(monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    """Ctrl-C comes while a write is in flight."""
    real = apply_workflow.execute

    def execute(plan: Any, batches: Any, client: Any, *rest: Any, stop: Any, **named: Any) -> Any:
        put, seen = client.write, []

        def write(avails: Any) -> Any:
            seen.append(avails)
            if len(seen) == writes:
                stop.set()
            return put(avails)

        monkeypatch.setattr(client, "write", write)
        return real(plan, batches, client, *rest, stop=stop, **named)

    monkeypatch.setattr(apply_workflow, "execute", execute)


def test_a_full_disk_loses_nothing_and_the_run_goes_on_when_there_is_room(
    ready: Estate, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = durable.write_all, []

    def write_all(descriptor: int, data: bytes) -> None:
        calls.append(data)
        if len(calls) > 6:
            raise OSError(28, "No space left on device")
        real(descriptor, data)

    with monkeypatch.context() as patch:
        patch.setattr("pvsync.apply.journal.write_all", write_all)
        said = ready.run("apply", "--auto-approve")
        assert said.code == 4, said.out + said.err
        assert "No space left on device" in said.out
        again = resumed(ready)
        assert again.code == 1
        assert "No space left on device" in again.err
    assert resumed(ready).code == 0
    assert written(ready) == SCOPES
    ready.settled()


def test_a_run_that_failed_at_something_tries_it_again(ready: Estate) -> None:
    ready.fault(name="500", alid="HEAT-1", endpoint="put")
    assert ready.run("apply", "--auto-approve").code == 4
    ready.emulator.faults.clear()
    said = resumed(ready)
    assert said.code == 0, said.out + said.err
    ready.settled()


def test_a_run_that_is_done_is_read_back_and_nothing_is_sent(ready: Estate) -> None:
    ready.apply()
    before = ready.emulator.counters().by_endpoint["put"]
    said = resumed(ready)
    assert said.code == 0
    assert f"{SCOPES} done ({SCOPES} verified)" in said.out
    assert ready.emulator.counters().by_endpoint["put"] == before


def test_what_somebody_changed_meanwhile_is_left_alone(
    ready: Estate, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_at_put(ready, monkeypatch, 1)
    (entry, *_) = _of_another_run(ready)
    ready.emulator.seed([entry])
    said = resumed(ready, "--format", "json")
    assert said.code == 4, said.out + said.err
    assert kinds(said) == ["unknown", *["accepted"] * (SCOPES - 1)]
    assert (
        "live shows neither the state before nor what was sent" in said.json["results"][0]["outcome"]["why"]
    )


def _of_another_run(estate: Estate) -> Iterator[dict[str, Any]]:
    plan = json.loads((run_folder(estate) / "plan.json").read_bytes())
    scope = plan["changes"][0]["scope"]
    avail = {
        "ALID": scope["alid"],
        "Disposition": {"EntryType": "Full Extract"},
        "Asset": [{"_contentID": scope["alid"], "WorkType": "Movie"}],
        "Transaction": [],
    }
    yield {
        "licensor": "acme",
        "alid": scope["alid"],
        "territory": scope["territory"],
        "businessLine": "TVOD",
        "avail": avail,
    }


def test_past_its_date_what_is_in_doubt_is_settled_and_nothing_new_is_sent(
    make_estate: Callable[..., Estate], monkeypatch: pytest.MonkeyPatch
) -> None:
    estate = make_estate()
    estate.configure(batch=1, open=1)
    for number in range(TITLES):
        estate.write(f"catalog/m{number}.yaml", SOON.replace("HEAT", f"HEAT-{number}"))
    killed_at_put(estate, monkeypatch, 3)
    estate.now += timedelta(days=30)

    said = resumed(estate, "--format", "json")

    assert said.code == 4, said.out + said.err
    assert kinds(said) == ["accepted", "accepted", "unknown", "not_tried", "not_tried", "not_tried"]
    late = "its plan was valid until 2026-06-11T02:29:59Z: a window has begun or ended since"
    assert said.json["results"][2]["outcome"]["why"].endswith(f"not sent again: {late}")
    assert said.json["results"][3]["outcome"]["why"] == late
    assert written(estate) == 2
    estate.apply()


def test_past_its_date_before_anything_was_written_it_is_a_refusal(
    make_estate: Callable[..., Estate], monkeypatch: pytest.MonkeyPatch
) -> None:
    estate = make_estate()
    estate.write("catalog/m.yaml", MOVIE.replace("2031-01-14", "2026-06-10"))
    with monkeypatch.context() as patch:
        patch.setattr(apply_workflow, "execute", _dies)
        with pytest.raises(Killed):
            estate.run("apply", "--auto-approve")
    estate.now += timedelta(days=30)
    assert resumed(estate).code == 3
    assert estate.emulator.dump() == []


def _dies(*_arguments: object, **_named: object) -> None:
    raise Killed


def test_of_another_commit_it_is_refused(ready: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.commit()
    killed_at_put(ready, monkeypatch, 2)
    ready.edit("catalog/m0.yaml", "Heat Haze", "Heat Haze Again")
    ready.commit()
    said = resumed(ready)
    assert said.code == 3
    assert "git stands at" in said.err
    assert written(ready) == 1


def test_in_another_environment_it_is_refused(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    killed_at_put(fleet.first, monkeypatch, 2, *PRODUCTION)
    said = resumed(fleet.first)
    assert said.code == 3
    assert "was made for `acme` in `production`, not for `acme` in `local`" in said.err


def test_a_plan_or_journal_that_was_changed_is_refused(
    ready: Estate, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_at_put(ready, monkeypatch, 2)
    folder = run_folder(ready)
    plan, journal = (folder / "plan.json").read_bytes(), (folder / "journal.jsonl").read_bytes()
    (folder / "plan.json").write_bytes(plan.replace(b"6.99 USD", b"0.99 USD"))
    assert resumed(ready).code == 3
    (folder / "plan.json").write_bytes(plan)
    (folder / "journal.jsonl").write_bytes(journal.replace(b"HEAT-0", b"HEAT-2", 1))
    said = resumed(ready)
    assert said.code == 1
    assert "the journal does not parse" in said.err
    assert "a new `pvsync plan` reads what is live" in " ".join(said.err.split())
    assert written(ready) == 1


def test_without_a_journal_a_new_plan_is_the_recovery(ready: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
    killed_at_put(ready, monkeypatch, 2)
    folder = run_folder(ready)
    (folder / "journal.jsonl").unlink()
    said = resumed(ready)
    assert said.code == 1
    assert "has no journal: it ended before anything was sent" in said.err
    said = ready.run("apply", "--resume", "20260601T120000Z-00000f")
    assert said.code == 1
    assert "make a new plan: it shows what is still to do" in " ".join(said.err.split())
    assert ready.run("apply", "--resume", "../../etc").code == 1
    ready.apply()
    ready.settled()


def test_without_its_plan_it_cannot_go_on(ready: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
    killed_at_put(ready, monkeypatch, 2)
    (run_folder(ready) / "plan.json").unlink()
    said = resumed(ready)
    assert said.code == 1
    assert "has no plan that can be read" in said.err


def test_a_run_that_sent_nothing_and_said_so_is_planned_anew(ready: Estate) -> None:
    plan = ready.root / "plan.json"
    assert ready.run("plan", "--out", str(plan)).code == 0
    key = ready.root / ".pvsync/emulator/api-key"
    right = key.read_text()
    key.write_text("wrong\n")
    assert ready.run("apply", str(plan)).code == 1
    key.write_text(right)
    said = resumed(ready)
    assert said.code == 1
    assert "ended before it sent anything" in said.err


@pytest.mark.parametrize(
    "more",
    [["plan.json"], ["--only", "HEAT"], ["--exclude", "HEAT"], ["--dry-run"], ["--approve", "delta=1"]],
)
def test_it_has_its_plan_already(ready: Estate, more: list[str]) -> None:
    said = ready.run("apply", "--resume", "20260601T120000Z-00000f", *more)
    assert said.code == 1
    assert "has its plan, its selection and its approvals already" in said.err


# -- with other machines --------------------------------------------------------------------------------------


@pytest.fixture
def fleet(estate: Estate) -> Fleet:
    for number in range(TITLES):
        estate.write(f"catalog/m{number}.yaml", MOVIE.replace("HEAT", f"HEAT-{number}"))
    fleet = Fleet.of(estate)
    one_by_one(fleet)
    fleet.first.git("push", "-q")
    return fleet


def test_its_own_lease_is_taken_up_again(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    killed_at_put(fleet.first, monkeypatch, 3, *PRODUCTION)
    other = fleet.clone("two")
    assert other.run(*PRODUCTION, "apply", "--auto-approve").code == 3
    said = resumed(fleet.first, "--format", "json", environment=PRODUCTION)
    assert said.code == 0, said.out + said.err
    assert not any("lease" in note for note in said.json["notes"])
    assert fleet.git("for-each-ref", "refs/pvsync/lease") == ""


def test_the_lease_of_another_run_keeps_it_out(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    killed_at_put(fleet.first, monkeypatch, 3, *PRODUCTION)
    other = fleet.clone("two")
    other.now += timedelta(minutes=11)
    fleet.first.now += timedelta(minutes=11)
    killed_at_put(other, monkeypatch, 1, *PRODUCTION)
    fleet.first.now += timedelta(minutes=1)
    said = resumed(fleet.first, environment=PRODUCTION)
    assert said.code == 3
    assert "another apply to `production` is under way" in said.err
    run = run_folder(other).name
    said = resumed(fleet.first, "--steal-lease", run, environment=PRODUCTION)
    assert said.code == 0, said.out + said.err


def test_a_lost_lease_ends_it_and_it_goes_on_when_nobody_has_it(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        lost_after(2, patch)
        assert fleet.first.run(*PRODUCTION, "apply", "--auto-approve").code == 4
    said = resumed(fleet.first, environment=PRODUCTION)
    assert said.code == 0, said.out + said.err
    assert fleet.first.run(*PRODUCTION, "plan", "--detailed-exitcode").code == 0


def test_the_note_says_that_it_goes_on_and_then_what_became_of_it(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped_after(monkeypatch, 2)
    assert fleet.first.run(*PRODUCTION, "apply", "--auto-approve").code == 130
    monkeypatch.undo()
    assert entries(fleet.first) == [("production", False)]
    fleet.first.now += timedelta(minutes=1)
    with monkeypatch.context() as patch:
        patch.setattr(apply_workflow, "execute", _dies)
        with pytest.raises(Killed):
            resumed(fleet.first, environment=PRODUCTION)
    other = fleet.clone("two")
    assert entries(other) == [("production", True)]
    fleet.first.now += timedelta(minutes=1)
    assert resumed(fleet.first, environment=PRODUCTION).code == 0
    assert entries(other) == [("production", False)]


def test_the_journal_tells_the_whole_story(ready: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
    killed_at_put(ready, monkeypatch, 2)
    assert resumed(ready).code == 0
    names = [type(event).__name__ for event in read_journal(run_folder(ready) / "journal.jsonl")]
    assert names.count("RunStarted") == names.count("RunResumed") == names.count("RunFinished") == 1
    assert names.count("BatchIntent") == SCOPES + 1
