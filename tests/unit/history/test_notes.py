"""The trail as notes on real commits of real clones: merged without loss, read without doubt."""

import json
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from builders import NOW
from unit.history.machines import Machine, Time, a_machine, a_remote, git

from pvsync.apply.receipt_json import receipt_from_json, receipt_to_json
from pvsync.errors import CatalogUnreadable, RemoteUnreachable
from pvsync.history.note_lines import Started, nothing_line, receipt_line, started_line
from pvsync.history.notes import NOTES, OWN_NOTES, Notes, read_trail
from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted, Receipt, Rejected, Result, Verification
from pvsync.model.plan import Action
from pvsync.model.scope import Scope
from pvsync.model.trail import Service, Trail

US = Scope("HEAT", "US", BusinessLine.TVOD)
CA = Scope("HEAT", "CA", BusinessLine.CHANNELS)


def started(run: str, environment: str = "production") -> Started:
    return Started(run, environment, "acme", "p1an", NOW, NOW, (US, CA))


def receipt(run: str, environment: str = "production", **changes: object) -> Receipt:
    base = Receipt(
        run,
        "p1an",
        "0.1",
        environment,
        "acme",
        None,
        NOW,
        NOW,
        NOW + timedelta(minutes=1),
        (
            Result(US, Action.REPLACE, "Heat \u2028Haze", Accepted("OK"), Verification.VERIFIED),
            Result(CA, Action.CREATE, "Heat Haze", Rejected("no\nnever", 400)),
        ),
        notes=("a sentence",),
    )
    return replace(base, **changes)


def done(run: str, environment: str = "production", **changes: object) -> str:
    return receipt_line(receipt_to_json(receipt(run, environment, **changes)))


def trail(machine: Machine) -> Trail:
    return read_trail(machine.repository, receipt_from_json)


def head(machine: Machine) -> str:
    return git(machine.folder, "rev-parse", "HEAD")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    return a_remote(tmp_path)


@pytest.fixture
def one(bare: Path) -> Machine:
    return a_machine(bare, "one", Time())


@pytest.fixture
def two(bare: Path) -> Machine:
    return a_machine(bare, "two", Time())


def shared(machine: Machine) -> Notes:
    return Notes(machine.repository, NOTES)


def test_without_notes_there_is_no_trail(one: Machine) -> None:
    assert trail(one) == Trail()
    assert shared(one).fetch(one.remote) is None


def test_a_run_that_began_is_open_until_its_receipt_takes_its_place(one: Machine) -> None:
    notes = shared(one)
    notes.put(head(one), started_line(started("r1")))
    (entry,) = trail(one).entries
    assert (entry.run, entry.commit, entry.scopes, entry.is_open) == ("r1", head(one), (CA, US), True)
    assert entry.results() == {}
    notes.put(head(one), done("r1"))
    (entry,) = trail(one).entries
    assert not entry.is_open
    assert entry.receipt == receipt("r1")
    assert entry.results()[CA].outcome == Rejected("no\nnever", 400)
    assert len(list(notes.lines())) == 1


def test_a_run_that_was_gone_on_with_and_died_is_open_although_it_once_ended(one: Machine) -> None:
    notes, before = shared(one), head(one)
    notes.put(before, done("r1"))
    notes.put(one.commit(), started_line(replace(started("r1"), at=NOW + timedelta(hours=1))))
    (entry,) = trail(one).entries
    assert (entry.run, entry.commit, entry.is_open, entry.results()) == ("r1", head(one), True, {})
    notes.put(before, done("r1", finished_at=NOW + timedelta(hours=2)))
    (entry,) = trail(one).entries
    assert (entry.commit, entry.is_open) == (before, False)


def test_a_run_that_wrote_nothing_leaves_no_entry(one: Machine) -> None:
    shared(one).put(head(one), started_line(started("r1")))
    shared(one).put(head(one), nothing_line("r1"))
    assert trail(one) == Trail()


def test_several_runs_on_one_commit_all_stay_in_order(one: Machine) -> None:
    for run, environment in (("r3", "production"), ("r1", "sandbox"), ("r2", "production")):
        shared(one).put(head(one), done(run, environment))
    assert [(entry.run, entry.environment) for entry in trail(one).entries] == [
        ("r1", "sandbox"),
        ("r2", "production"),
        ("r3", "production"),
    ]
    assert [entry.run for entry in trail(one).of(Service("production", "acme", ""))] == ["r2", "r3"]
    assert trail(one).of(Service("production", "other", "")) == ()


def test_two_clones_that_wrote_on_one_commit_both_have_everything(one: Machine, two: Machine) -> None:
    for machine, run in ((one, "r1"), (two, "r2")):
        shared(machine).put(head(machine), started_line(started(run)))
    shared(one).share(one.remote)
    shared(two).share(two.remote)
    shared(one).put(head(one), done("r1"))
    shared(two).put(head(two), done("r2"))
    shared(two).share(two.remote)
    shared(one).share(one.remote)
    shared(two).fetch(two.remote)
    assert trail(one) == trail(two)
    assert [(entry.run, entry.is_open) for entry in trail(one).entries] == [("r1", False), ("r2", False)]


def test_whatever_the_order_nothing_is_lost(bare: Path, one: Machine, two: Machine) -> None:
    machines = (one, two, a_machine(bare, "three", Time()))
    chance = random.Random(7)  # noqa: S311 - a repeatable order
    begun: list[tuple[Machine, str]] = []
    runs = [f"r{number:02}" for number in range(12)]
    ended: list[str] = []
    for run in runs:
        machine = chance.choice(machines)
        shared(machine).put(head(machine), started_line(started(run)))
        begun.append((machine, run))
        if chance.random() < 0.5:
            other, its = begun.pop(chance.randrange(len(begun)))
            shared(other).put(head(other), done(its))
            ended.append(its)
        if chance.random() < 0.5:
            shared(machine).share(machine.remote)
    for machine in (*machines, *machines):
        shared(machine).share(machine.remote)
    found = {entry.run: entry.is_open for entry in trail(one).entries}
    assert found == {run: run not in ended for run in runs}
    assert trail(one) == trail(two) == trail(machines[2])


def test_the_own_trail_never_leaves_the_machine(one: Machine, bare: Path) -> None:
    Notes(one.repository, OWN_NOTES).put(head(one), done("r1", "local"))
    shared(one).put(head(one), done("r2"))
    shared(one).share(one.remote)
    assert git(bare, "for-each-ref", "--format=%(refname)", "refs/notes") == NOTES
    assert [entry.environment for entry in trail(one).entries] == ["local", "production"]


def test_what_cannot_be_read_is_said_and_kept(one: Machine, two: Machine) -> None:
    git(one.folder, "notes", "--ref=pvsync", "add", "-m", "looks good to me")
    newer = json.dumps({"format_version": "2", "kind": "started", "run": "r9"})
    git(one.folder, "notes", "--ref=pvsync", "append", "-m", newer)
    shared(one).put(head(one), done("r1"))
    found = trail(one)
    assert [entry.run for entry in found.entries] == ["r1"]
    assert found.problems == (
        f"2 lines of the note on commit {head(one)[:9]} cannot be read: written by a newer pvsync, or changed by hand",
    )
    shared(one).share(one.remote)
    shared(two).fetch(two.remote)
    assert trail(two) == found


def test_a_commit_that_left_the_branch_keeps_its_entries(one: Machine) -> None:
    gone = one.commit("gone")
    shared(one).put(gone, done("r1"))
    git(one.folder, "reset", "-q", "--hard", "HEAD~1")
    assert [entry.commit for entry in trail(one).entries] == [gone]


def test_a_note_on_a_commit_that_another_clone_does_not_have_is_read_there(
    one: Machine, two: Machine
) -> None:
    only_here = one.commit("not pushed")
    shared(one).put(only_here, done("r1"))
    shared(one).share(one.remote)
    shared(two).fetch(two.remote)
    assert [entry.commit for entry in trail(two).entries] == [only_here]


def test_a_shallow_clone_reads_and_writes_the_trail(bare: Path, one: Machine) -> None:
    shared(one).put(head(one), done("r1"))
    one.commit("second")
    git(one.folder, "push", "-q", "origin", "HEAD:main")
    shared(one).share(one.remote)
    shallow = a_machine(bare, "shallow", Time(), "--depth=1")
    shared(shallow).put(head(shallow), done("r2"))
    shared(shallow).share(shallow.remote)
    shared(one).fetch(one.remote)
    assert [entry.run for entry in trail(one).entries] == ["r1", "r2"]


def test_a_trail_that_was_written_anew_on_the_remote_is_joined(one: Machine, two: Machine) -> None:
    shared(one).put(head(one), done("r1"))
    shared(one).share(one.remote)
    shared(two).put(head(two), done("r2"))
    git(two.folder, "push", "-qf", "origin", f"{NOTES}:{NOTES}")
    shared(one).put(head(one), done("r3"))
    shared(one).share(one.remote)
    assert [entry.run for entry in trail(one).entries] == ["r1", "r2", "r3"]


def test_a_race_that_never_ends_is_given_up(
    one: Machine, two: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared(one).put(head(one), done("r0"))
    swap = one.remote.swap
    rounds = iter(range(100))

    def slower(ref: str, *, old: str | None, new: str | None) -> bool:
        shared(two).put(head(two), done(f"x{next(rounds)}"))
        shared(two).share(two.remote)
        return swap(ref, old=old, new=new)

    monkeypatch.setattr(one.remote, "swap", slower)
    with pytest.raises(RemoteUnreachable, match="changed each time"):
        shared(one).share(one.remote)
    monkeypatch.undo()
    shared(one).share(one.remote)
    assert len(trail(one).entries) == 6


def test_the_last_receipt_of_a_run_counts(one: Machine) -> None:
    other = one.commit()
    shared(one).put(other, done("r1", finished_at=NOW + timedelta(hours=1), notes=()))
    shared(one).put(head(one), done("r1"))
    git(one.folder, "notes", "--ref=pvsync", "append", "-m", done("r1", finished_at=NOW + timedelta(hours=2)))
    (entry,) = trail(one).entries
    assert entry.at == NOW + timedelta(hours=2)


def test_a_run_that_goes_on_is_open_until_its_next_receipt_whatever_a_merge_brings_back(
    one: Machine, two: Machine
) -> None:
    again = replace(started("r1"), at=NOW + timedelta(minutes=2))
    shared(one).put(head(one), done("r1"))
    shared(one).share(one.remote)
    shared(two).fetch(two.remote)
    shared(one).put(head(one), started_line(again))
    shared(one).share(one.remote)
    assert [(entry.is_open, entry.at) for entry in trail(one).entries] == [(True, again.at)]
    last = receipt("r1").finished_at + timedelta(minutes=2)
    shared(two).fetch(two.remote)
    shared(two).put(head(two), done("r2"))
    shared(one).put(head(one), done("r1", finished_at=last))
    for machine in (two, one, two):
        shared(machine).share(machine.remote)
    for machine in (one, two):
        assert (head(one), started_line(again)) in [*shared(machine).lines()]
        assert [(entry.is_open, entry.at) for entry in trail(machine).entries if entry.run == "r1"] == [
            (False, last)
        ]


def test_an_object_that_git_does_not_know_cannot_carry_a_note(one: Machine) -> None:
    with pytest.raises(CatalogUnreadable):
        shared(one).put("no such commit", done("r1"))


def test_git_log_shows_it(one: Machine) -> None:
    shared(one).put(head(one), started_line(started("r1")))
    assert '"kind":"started"' in git(one.folder, "log", "--notes=pvsync")
