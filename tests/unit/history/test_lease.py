"""The lease between real clones of a real remote: one at a time, renewed, lost, taken over, and never guessed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from unit.history.machines import Machine, Time, a_machine, a_remote, git

from pvsync.errors import LeaseRefused, RemoteUnreachable
from pvsync.history.lease import DURATION, lease_ref
from pvsync.history.remote import Remote

REF = "refs/pvsync/lease/production"


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    return a_remote(tmp_path)


@pytest.fixture
def one(bare: Path, time: Time) -> Machine:
    return a_machine(bare, "one", time)


@pytest.fixture
def two(bare: Path, time: Time) -> Machine:
    return a_machine(bare, "two", time)


def test_a_second_machine_is_told_who_holds_it_and_until_when(one: Machine, two: Machine) -> None:
    one.lease("run-1").take(None)
    with pytest.raises(LeaseRefused) as refused:
        two.lease("run-2").take(None)
    assert refused.value.exit_code == 3
    assert refused.value.message == (
        "another apply to `production` is under way: run run-1 of Test on one, since 2026-06-01T12:00:00Z; "
        "unless it is renewed, its lease ends at 2026-06-01T12:10:00Z"
    )
    assert "`--steal-lease run-1`" in refused.value.advice


def test_released_it_is_free_and_leaves_nothing(one: Machine, two: Machine, bare: Path) -> None:
    first = one.lease("run-1")
    first.take(None)
    first.release()
    first.release()
    assert git(bare, "for-each-ref", "refs/pvsync") == ""
    second = two.lease("run-2")
    second.take(None)
    assert second.taken_from is None


def test_environments_do_not_wait_for_each_other(one: Machine, two: Machine) -> None:
    one.lease("run-1", "sandbox").take(None)
    two.lease("run-2", "production").take(None)


def test_of_many_that_race_exactly_one_gets_it(bare: Path, time: Time) -> None:
    machines = [a_machine(bare, f"machine-{number}", time) for number in range(4)]
    together = threading.Barrier(len(machines))

    def race(machine: Machine) -> bool:
        lease = machine.lease(machine.folder.name)
        together.wait()
        try:
            lease.take(None)
        except LeaseRefused:
            return False
        return True

    with ThreadPoolExecutor(len(machines)) as pool:
        won = list(pool.map(race, machines))
    assert won.count(True) == 1
    holder = git(bare, "log", "-1", "--format=%B", REF)
    assert f"Pvsync-Run: machine-{won.index(True)}\n" in holder


def test_it_is_renewed_at_a_third_and_then_holds_for_longer(
    one: Machine, two: Machine, bare: Path, time: Time
) -> None:
    lease = one.lease("run-1")
    lease.take(None)
    first = git(bare, "rev-parse", REF)
    time.passes(minutes=3)
    assert lease.refusal() is None
    assert git(bare, "rev-parse", REF) == first
    time.passes(minutes=1)
    assert lease.refusal() is None
    assert git(bare, "rev-parse", REF) != first
    time.passes(minutes=8)
    with pytest.raises(LeaseRefused):
        two.lease("run-2").take(None)
    assert lease.refusal() is None
    said = git(bare, "log", "-1", "--format=%B", REF)
    assert "Pvsync-Since: 2026-06-01T12:00:00Z\nPvsync-Until: 2026-06-01T12:22:00Z" in said


def test_its_time_counts_from_before_the_push_however_long_that_takes(
    one: Machine, bare: Path, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    swap, pushes = Remote.swap, list[float]()

    def slow(remote: Remote, ref: str, *, old: str | None, new: str | None) -> bool:
        pushes.append(time.seconds)
        is_done = swap(remote, ref, old=old, new=new)
        time.passes(minutes=2)
        return is_done

    monkeypatch.setattr(Remote, "swap", slow)
    lease = one.lease("run-1")
    lease.take(None)
    time.passes(seconds=DURATION.total_seconds() / 3 - 121)
    assert (lease.refusal(), len(pushes)) == (None, 1)
    time.passes(seconds=1)
    assert (lease.refusal(), pushes) == (None, [0, 200])
    bare.rename(bare.with_suffix(".hidden"))
    monkeypatch.setattr(Remote, "swap", swap)
    time.passes(seconds=200 + 9 * 60 - 1 - time.seconds)
    assert lease.refusal() is None
    time.passes(seconds=1)
    assert lease.refusal() == "the run stopped: its lease could not be renewed for 9 minutes"


def test_one_that_is_over_is_taken_over_and_its_holder_starts_nothing_more(
    one: Machine, two: Machine, time: Time
) -> None:
    dead = one.lease("run-1")
    dead.take(None)
    time.passes(seconds=DURATION.total_seconds() - 1)
    with pytest.raises(LeaseRefused):
        two.lease("run-2").take(None)
    time.passes(seconds=1)
    heir = two.lease("run-2")
    heir.take(None)
    assert heir.taken_from is not None
    assert (heir.taken_from.run, heir.stolen) == ("run-1", False)
    assert dead.refusal() == "the run stopped: somebody else took its lease over"
    assert dead.is_lost
    dead.release()
    assert heir.refusal() is None


def test_a_holder_that_slept_goes_on_where_nobody_came(one: Machine, time: Time) -> None:
    lease = one.lease("run-1")
    lease.take(None)
    time.passes(hours=1)
    assert lease.refusal() is None
    assert not lease.is_lost


def test_one_that_is_named_is_stolen_and_no_other(one: Machine, two: Machine) -> None:
    robbed = one.lease("run-1")
    robbed.take(None)
    with pytest.raises(LeaseRefused, match="run run-1"):
        two.lease("run-2").take("run-0")
    thief = two.lease("run-2")
    thief.take("run-1")
    assert thief.stolen
    robbed._renew_at = 0
    assert robbed.refusal() == "the run stopped: somebody else took its lease over"


def test_a_run_that_goes_on_takes_up_what_it_left_behind_and_only_on_its_machine(
    one: Machine, two: Machine
) -> None:
    one.lease("run-1").take(None)
    with pytest.raises(LeaseRefused):
        two.lease("run-1").take(None)
    again = one.lease("run-1")
    again.take(None)
    assert again.taken_from is not None
    assert again.taken_from.run == "run-1"
    assert again.refusal() is None


def test_without_the_remote_it_holds_until_the_deadline_a_minute_before_anybody_else_may_come(
    one: Machine, bare: Path, time: Time
) -> None:
    lease = one.lease("run-1")
    lease.take(None)
    bare.rename(bare.with_name("gone.git"))
    time.passes(minutes=8, seconds=59)
    assert lease.refusal() is None
    assert lease.refusal() is None
    time.passes(seconds=1)
    assert lease.refusal() == "the run stopped: its lease could not be renewed for 9 minutes"
    bare.with_name("gone.git").rename(bare)
    assert lease.is_lost
    assert lease.refusal() is not None


def test_a_remote_that_comes_back_in_time_renews_it(one: Machine, bare: Path, time: Time) -> None:
    lease = one.lease("run-1")
    lease.take(None)
    bare.rename(bare.with_name("gone.git"))
    time.passes(minutes=5)
    assert lease.refusal() is None
    bare.with_name("gone.git").rename(bare)
    time.passes(seconds=10)
    assert lease.refusal() is None
    time.passes(minutes=8)
    assert lease.refusal() is None


def test_a_remote_that_cannot_be_asked_refuses(one: Machine, bare: Path) -> None:
    bare.rename(bare.with_name("gone.git"))
    with pytest.raises(LeaseRefused, match="nobody can tell whether another machine applies") as refused:
        one.lease("run-1").take(None)
    assert refused.value.exit_code == 3
    assert str(bare.parent) not in refused.value.message + refused.value.advice


def test_a_remote_that_takes_nothing_refuses_and_says_what_is_missing(one: Machine, bare: Path) -> None:
    hook = bare / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(LeaseRefused, match="does not take") as refused:
        one.lease("run-1").take(None)
    assert "contents: write" in refused.value.advice


def test_an_answer_that_was_lost_on_its_way_is_no_doubt(
    one: Machine, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = one.lease("run-1")
    attempt = one.repository.attempt

    def deaf(*arguments: str, typed: bytes = b"") -> str | None:
        said = attempt(*arguments, typed=typed)
        return None if arguments[0] == "push" else said

    monkeypatch.setattr(one.repository, "attempt", deaf)
    lease.take(None)
    assert "Pvsync-Run: run-1" in git(bare, "log", "-1", "--format=%B", REF)


def test_what_somebody_else_put_there_is_held_for_ever_until_it_is_stolen(
    one: Machine, bare: Path, time: Time
) -> None:
    head = git(bare, "rev-parse", "main")
    git(bare, "update-ref", REF, head)
    time.passes(days=365)
    with pytest.raises(LeaseRefused, match=f"run {head[:12]} of somebody"):
        one.lease("run-1").take(None)
    one.lease("run-1").take(head[:12])


def test_letting_go_without_the_remote_says_so(one: Machine, bare: Path) -> None:
    lease = one.lease("run-1")
    lease.take(None)
    bare.rename(bare.with_name("gone.git"))
    with pytest.raises(RemoteUnreachable):
        lease.release()


@pytest.mark.parametrize("name", ["production", "eu west", "..", "a~b^c:d", ".lock", "x.lock", "-f"])
def test_any_environment_has_a_ref(one: Machine, name: str) -> None:
    git(one.folder, "check-ref-format", lease_ref(name))
    one.lease("run-1", name).take(None)


def test_a_shallow_clone_can_hold_it(bare: Path, one: Machine, time: Time) -> None:
    one.commit()
    git(one.folder, "push", "-q", "origin", "HEAD:main")
    shallow = a_machine(bare, "shallow", time, "--depth=1")
    one.lease("run-1").take(None)
    with pytest.raises(LeaseRefused, match="run run-1 of Test on one"):
        shallow.lease("run-2").take(None)


def test_the_holder_is_one_line_whatever_it_is_called(one: Machine, bare: Path) -> None:
    lease = one.lease("run-1")
    object.__setattr__(lease._holder, "name", "Eve\nPvsync-Until: 2999-01-01T00:00:00Z")
    lease.take(None)
    assert git(bare, "log", "-1", "--format=%B", REF).count("\nPvsync-Until: ") == 1


def test_a_lease_that_changes_hands_each_time_is_given_up(
    one: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one.remote, "swap", lambda _ref, **_named: False)
    with pytest.raises(LeaseRefused, match="went to another machine each time"):
        one.lease("run-1").take(None)


def test_a_time_that_is_none_is_never_over(one: Machine, bare: Path, time: Time) -> None:
    tree = git(bare, "rev-parse", "main^{tree}")
    commit = git(bare, "commit-tree", tree, "-m", "Pvsync-Run: run-0", "-m", "Pvsync-Until: soon")
    git(bare, "update-ref", REF, commit)
    time.passes(days=365)
    with pytest.raises(LeaseRefused, match="run run-0 of somebody"):
        one.lease("run-1").take(None)


def test_where_git_cannot_write_nothing_is_taken(one: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    attempt = one.repository.attempt

    def full(*arguments: str, typed: bytes = b"") -> str | None:
        return None if arguments[0] == "commit-tree" else attempt(*arguments, typed=typed)

    monkeypatch.setattr(one.repository, "attempt", full)
    with pytest.raises(LeaseRefused, match="git cannot write the lease"):
        one.lease("run-1").take(None)
