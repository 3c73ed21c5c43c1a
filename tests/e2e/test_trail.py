"""What a run leaves on its commit, on this machine and on others."""

import json
from datetime import timedelta
from typing import Any

import pytest
from e2e.estate import Estate, Said
from e2e.machines import Fleet
from e2e.test_converges import MOVIE

from pvsync.workflows import apply as apply_workflow
from pvsync.workflows.project import open_project
from pvsync.workflows.trail import trail_of

PRODUCTION = ("--env", "production")


@pytest.fixture
def fleet(estate: Estate) -> Fleet:
    estate.write("catalog/heat.yaml", MOVIE)
    return Fleet.of(estate)


def applied(estate: Estate, *flags: str) -> Said:
    said = estate.run(*(flags or PRODUCTION), "apply", "--auto-approve")
    assert said.code == 0, said.out + said.err
    return said


def note(estate: Estate, ref: str = "pvsync", commit: str = "HEAD") -> list[dict[str, Any]]:
    return [json.loads(line) for line in estate.git("notes", f"--ref={ref}", "show", commit).splitlines()]


def entries(estate: Estate) -> list[tuple[str, bool]]:
    project = open_project(estate.root / "pvsync.yaml", estate.root)
    return [(entry.environment, entry.is_open) for entry in trail_of(project, fetch=True).entries]


def test_the_receipt_is_the_note_on_the_applied_commit_here_and_elsewhere(fleet: Fleet) -> None:
    said = applied(fleet.first)
    (line,) = note(fleet.first)
    assert line["kind"] == "receipt"
    run = next((fleet.first.root / ".pvsync/runs").glob("2026*"))
    assert line["receipt"] == json.loads((run / "receipt.json").read_bytes())
    assert line["receipt"]["run"] in said.out
    other = fleet.clone("two")
    assert entries(other) == [("production", False)]
    assert note(other) == note(fleet.first)


def test_that_it_began_is_told_before_the_first_write(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    other = fleet.clone("two")
    real = apply_workflow.execute
    seen: list[list[tuple[str, bool]]] = []

    def watched(*args: object, **named: object) -> object:
        seen.append(entries(other))
        return real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(apply_workflow, "execute", watched)
    applied(fleet.first)
    assert seen == [[("production", True)]]
    assert entries(other) == [("production", False)]


def test_a_dead_runner_leaves_its_scopes_open(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_args: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(apply_workflow, "execute", dies)
    assert "RuntimeError" in fleet.first.run(*PRODUCTION, "apply", "--auto-approve").err
    other = fleet.clone("two")
    assert entries(other) == [("production", True)]
    (line,) = note(other)
    assert line["scopes"] == [["HEAT", "CA", "TVOD"], ["HEAT", "US", "TVOD"]]


def test_a_run_that_could_read_nothing_leaves_nothing_open(fleet: Fleet) -> None:
    fleet.first.run(*PRODUCTION, "plan", "--out", str(fleet.first.root / "plan.json"))
    fleet.first.fault(name="500")
    said = fleet.first.run(*PRODUCTION, "apply", str(fleet.first.root / "plan.json"))
    assert said.code != 0
    assert entries(fleet.clone("two")) == []


def test_the_trail_of_the_emulator_stays_here(fleet: Fleet) -> None:
    applied(fleet.first, "--env", "local")
    assert [line["receipt"]["environment"] for line in note(fleet.first, "pvsync-local")] == ["local"]
    assert entries(fleet.first) == [("local", False)]
    applied(fleet.first, "--env", "local")
    fleet.first.edit("catalog/heat.yaml", "9.99 USD", "8.99 USD")
    fleet.first.commit()
    applied(fleet.first)
    assert entries(fleet.clone("two")) == [("production", False)]


def test_uncommitted_files_have_no_commit_to_carry_it(fleet: Fleet) -> None:
    fleet.first.edit("catalog/heat.yaml", "9.99 USD", "8.99 USD")
    said = applied(fleet.first, "--env", "local")
    assert "made from files that are not committed: no commit carries this receipt" in said.out
    assert entries(fleet.first) == []


def test_no_git_at_all_is_said(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    said = applied(estate, "--env", "local")
    assert "This folder is not in a git repository: no commit carries this receipt." in said.out


def test_a_detached_head_carries_it_too(fleet: Fleet) -> None:
    fleet.first.git("checkout", "-q", "--detach")
    applied(fleet.first)
    assert entries(fleet.clone("two")) == [("production", False)]


def test_a_saved_plan_is_not_applied_from_a_shallow_clone(fleet: Fleet) -> None:
    """What has left the catalog is part of a plan's proof, and stands in the history."""
    fleet.first.edit("catalog/heat.yaml", "9.99 USD", "8.99 USD")
    fleet.first.commit()
    fleet.first.git("push", "-q")
    plan = str(fleet.first.root / "plan.json")
    assert fleet.first.run(*PRODUCTION, "plan", "--out", plan).code == 0
    shallow = fleet.clone("shallow", "--depth=1")
    before = fleet.first.emulator.dump()
    said = shallow.run(*PRODUCTION, "apply", plan)
    assert said.code == 1, said.out + said.err
    assert "unshallow" in said.err
    assert fleet.first.emulator.dump() == before


def test_runs_from_two_clones_on_one_commit_both_stay(fleet: Fleet) -> None:
    other = fleet.clone("two")
    applied(fleet.first)
    fleet.first.edit("catalog/heat.yaml", "9.99 USD", "8.99 USD")
    fleet.first.commit()
    fleet.first.now += timedelta(seconds=1)
    applied(fleet.first)
    other.now += timedelta(seconds=2)
    # This clone stands at the older of the two commits, and says so before it takes the newer one back.
    assert other.run("--env", "production", "apply", "--auto-approve").code == 3
    said = other.run("--env", "production", "apply", "--auto-approve", "--approve", "behind=1")
    assert said.code == 0, said.out + said.err
    assert len(note(other)) == 2
    assert entries(fleet.first) == entries(other) == [("production", False)] * 3


def test_a_remote_that_takes_no_notes_is_a_sentence_and_no_failure(fleet: Fleet) -> None:
    hook = fleet.bare / "hooks" / "update"
    hook.write_text('#!/bin/sh\ncase "$1" in refs/notes/*) exit 1;; esac\n')
    hook.chmod(0o755)
    said = applied(fleet.first)
    assert "The trail of this run is on this machine only: the remote `origin` does not take" in said.err
    hook.unlink()
    fleet.first.edit("catalog/heat.yaml", "9.99 USD", "8.99 USD")
    fleet.first.commit()
    applied(fleet.first)
    assert entries(fleet.clone("two")) == [("production", False), ("production", False)]


def test_after_a_force_push_the_trail_is_still_there(fleet: Fleet) -> None:
    applied(fleet.first)
    fleet.first.git("commit", "-q", "--amend", "-m", "written anew")
    fleet.first.git("push", "-qf")
    assert entries(fleet.clone("two")) == [("production", False)]


def test_nothing_secret_is_in_notes_or_leases(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    key = (fleet.first.root / ".pvsync/emulator/api-key").read_text().strip()
    seen: list[str] = []
    real = apply_workflow.execute

    def watched(*args: object, **named: object) -> object:
        seen.append(fleet.git("for-each-ref", "--format=%(contents)", "refs/pvsync"))
        return real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(apply_workflow, "execute", watched)
    applied(fleet.first)
    seen.append(json.dumps(note(fleet.first)))
    assert len(seen) == 2
    for text in seen:
        assert key not in text
        assert str(fleet.first.root) not in text


def test_a_note_that_cannot_be_written_is_in_the_receipt(fleet: Fleet) -> None:
    (fleet.first.root / ".git/refs/notes").write_text("in the way")
    said = applied(fleet.first, "--env", "local")
    plain = " ".join(said.out.split())
    assert "could not be written: git could not answer `git notes`" in plain
