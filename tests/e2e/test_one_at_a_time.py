"""One apply at a time, on one emulator, from clones of one remote."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from e2e.estate import Estate, Said
from e2e.machines import LEASES, Fleet
from e2e.test_converges import MOVIE

from pvsync.history import lease
from pvsync.workflows import apply as apply_workflow

APPLY = ("--env", "production", "apply", "--auto-approve")


@pytest.fixture
def fleet(estate: Estate) -> Fleet:
    for number in range(4):
        estate.write(f"catalog/m{number}.yaml", MOVIE.replace("HEAT", f"HEAT-{number}"))
    return Fleet.of(estate)


def leases(fleet: Fleet) -> str:
    return fleet.git("for-each-ref", "--format=%(refname)", LEASES)


def test_of_two_clones_that_race_exactly_one_applies(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    machines = (fleet.first, fleet.clone("two"))
    machines[1].now += timedelta(seconds=1)
    both = threading.Barrier(2)
    real = lease.Lease.take

    def together(self: lease.Lease, steal: str | None) -> None:
        both.wait()
        try:
            real(self, steal)
        finally:
            both.wait()  # the winner keeps it until the other one has been told

    monkeypatch.setattr(lease.Lease, "take", together)
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(lambda machine: machine.run(*APPLY), machines))

    assert sorted(one.code for one in said) == [0, 3]
    loser = next(one for one in said if one.code == 3)
    words = " ".join(loser.err.split())
    assert "another apply to `production` is under way: run 2026" in words
    assert "`--steal-lease 2026" in words
    assert fleet.first.emulator.counters().requests > 0
    assert leases(fleet) == ""


def test_the_lease_is_there_while_it_writes_and_gone_after(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    real = apply_workflow.execute

    def watched(*args: object, **named: object) -> object:
        seen.append(leases(fleet))
        return real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(apply_workflow, "execute", watched)
    said = fleet.first.run(*APPLY)
    assert said.code == 0, said.out + said.err
    assert seen == ["refs/pvsync/lease/production\n"]
    assert leases(fleet) == ""


def test_a_remote_out_of_reach_stops_it_before_the_first_write(fleet: Fleet) -> None:
    fleet.hide()
    said = fleet.first.run(*APPLY)
    assert said.code == 3
    assert "the remote `origin` does not answer" in said.err
    assert fleet.first.emulator.dump() == []


def test_the_emulator_needs_no_remote(fleet: Fleet) -> None:
    fleet.hide()
    said = fleet.first.run("apply", "--auto-approve")
    assert said.code == 0, said.out + said.err
    assert "remote" not in said.out + said.err


def test_without_a_remote_the_receipt_says_so(fleet: Fleet) -> None:
    fleet.first.git("remote", "remove", "origin")
    said = fleet.first.run(*APPLY)
    assert said.code == 0, said.out + said.err
    assert "This repository has no remote `origin`: nothing kept other machines from applying" in said.out


def test_a_remote_that_is_named_must_be_there(fleet: Fleet) -> None:
    config = fleet.first.root / "pvsync.yaml"
    config.write_text(config.read_text() + "remote: upstream\n")
    fleet.first.commit()
    said = fleet.first.run(*APPLY)
    assert said.code == 1
    assert "has no remote `upstream`" in said.err
    config.write_text(config.read_text().replace("upstream", "none"))
    fleet.first.commit()
    fleet.hide()
    said = fleet.first.run(*APPLY)
    assert said.code == 0, said.out + said.err
    assert "`remote: none` stands in pvsync.yaml: nothing kept other machines from applying" in said.out


def lost_after(batches: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody steals the lease once so many batches may have begun."""
    real = lease.Lease.refusal
    asked: list[None] = []

    def refusal(self: lease.Lease) -> str | None:
        asked.append(None)
        # A batch asks three times: when it is handed out, when it begins, and before it writes; each wave is asked for.
        if len(asked) > 3 * batches:
            self._remote.swap(self._ref, old=self._commit, new=None)
            self._renew_at = 0
        return real(self)

    monkeypatch.setattr(lease.Lease, "refusal", refusal)


def one_by_one(fleet: Fleet) -> None:
    config = fleet.first.root / "pvsync.yaml"
    config.write_text(config.read_text().replace("rate: 1000, open: 8,", "rate: 1000, open: 1, batch: 1,"))
    fleet.first.commit()


def test_a_lease_lost_in_the_middle_stops_it_with_a_receipt_and_exit_4(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_by_one(fleet)
    lost_after(2, monkeypatch)
    said = fleet.first.run(*APPLY)
    assert said.code == 4, said.out + said.err
    assert "the run stopped: somebody else took its lease over" in said.out
    assert "accepted and verified" in said.out
    assert 0 < len(fleet.first.emulator.dump()) < 8


def test_lost_before_anything_was_accepted_it_is_exit_4_too(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost_after(0, monkeypatch)
    said = fleet.first.run(*APPLY)
    assert said.code == 4, said.out + said.err
    assert fleet.first.emulator.dump() == []


def killed(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> str:
    """A run whose machine dies before its first write; its id."""
    with monkeypatch.context() as patch:
        patch.setattr(lease.Lease, "release", lambda _self: None)
        patch.setattr(apply_workflow, "execute", _dies)
        assert "RuntimeError" in fleet.first.run(*APPLY).err
    return fleet.git("for-each-ref", "--format=%(contents)", LEASES).partition("Pvsync-Run: ")[2].split()[0]


def _dies(*_args: object, **_named: object) -> None:
    raise RuntimeError


def test_the_lease_of_a_dead_machine_is_taken_when_its_time_is_over(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = killed(fleet, monkeypatch)
    other = fleet.clone("two")
    assert other.run(*APPLY).code == 3
    fleet.first.now = other.now = other.now.replace(minute=10)
    said = other.run(*APPLY)
    assert said.code == 0, said.out + said.err
    plain = " ".join(said.out.split())
    assert f"Run {run} of" in plain
    assert "did not let go of its lease, which was over at 2026-06-01T12:10:00Z" in plain


def test_or_at_once_by_name(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    run = killed(fleet, monkeypatch)
    other = fleet.clone("two")
    assert other.run(*APPLY, "--steal-lease", "20260601T120000Z-000000").code == 3
    said = other.run(*APPLY, "--steal-lease", run)
    assert said.code == 0, said.out + said.err
    assert f"`--steal-lease` took the lease of run {run}" in " ".join(said.out.split())


def test_a_takedown_waits_its_turn_and_can_take_it(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fleet.first.run(*APPLY).code == 0
    fleet.first.edit("catalog/m1.yaml", "9.99 USD", "8.99 USD")
    fleet.first.commit()
    run = killed(fleet, monkeypatch)
    down = (
        "--env",
        "production",
        "takedown",
        "HEAT-0",
        "--territory",
        "US",
        "--because",
        "x",
        "--auto-approve",
    )
    said: Said = fleet.first.run(*down)
    assert said.code == 3
    said = fleet.first.run(*down, "--steal-lease", run)
    assert said.code == 0, said.out + said.err


def test_production_without_git_says_what_kept_nobody_out(estate: Estate) -> None:
    fleet = Fleet.of(estate)
    estate.write("catalog/heat.yaml", MOVIE)
    (estate.root / ".git").rename(estate.root / "no-git")
    said = fleet.first.run(*APPLY)
    assert said.code == 0, said.out + said.err
    plain = " ".join(said.out.split())
    assert "This folder is not in a git repository: nothing kept other machines from applying" in plain


def test_a_lease_that_cannot_be_given_back_is_a_sentence(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = apply_workflow.execute

    def cut_off(*args: object, **named: object) -> object:
        receipt = real(*args, **named)  # type: ignore[arg-type]
        fleet.hide()
        return receipt

    monkeypatch.setattr(apply_workflow, "execute", cut_off)
    said = fleet.first.run(*APPLY)
    assert said.code == 0, said.out + said.err
    assert "The trail of this run is on this machine only: the remote `origin` does not answer" in said.err
    assert "The lease could not be given back and ends by itself" in said.err
