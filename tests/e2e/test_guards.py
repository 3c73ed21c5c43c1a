"""Guards at work: what they refuse is not written, an exact approval lets it through, and is remembered."""

import json
from datetime import timedelta
from typing import Any

import pytest
from e2e.estate import LOOSE, Estate

TITLES = 10
ONLY_DARK = (
    "guards:\n  delta: off\n  going_dark: {count: 2, share: 100}\n  price_move: off\n  empty_catalog: off\n"
)


def movie(number: int, *, keys: str = "", srp: str = "9.99", territories: str = "US") -> str:
    return f"""
kind: movie
alid: MOVIE-{number}
title: Movie {number}
{keys}avails:
  - {{license: EST, territories: [{territories}], formats: [HD], start: 2026-01-15, end: 2030-12-31,
     wsp: 6.99 USD, srp: {srp} USD}}
"""


def write(estate: Estate, number: int, **changes: str) -> None:
    estate.write(f"catalog/movie-{number}.yaml", movie(number, **changes))


@pytest.fixture
def known(estate: Estate) -> Estate:
    """Ten titles, live since the day before yesterday, under the guards as pvsync has them."""
    return launched(estate, "")


@pytest.fixture
def dark(estate: Estate) -> Estate:
    """The same under one guard: a looser one would not count before it was applied."""
    return launched(estate, ONLY_DARK)


def launched(estate: Estate, guards: str) -> Estate:
    estate.configure(guards=guards)
    for number in range(TITLES):
        write(estate, number)
    estate.commit("ten titles")
    estate.apply()
    estate.now += timedelta(days=2)
    return estate


def withdraw(estate: Estate, *numbers: int) -> None:
    for number in numbers:
        write(estate, number, keys="state: withdrawn\n")
    estate.commit("withdrawn")


def verdict(estate: Estate, guard: str, *flags: str) -> dict[str, Any]:
    plan = estate.run("plan", "--format", "json", *flags).json
    (found,) = [one for one in plan["guards"] if one["guard"] == guard]
    return dict(found)


def saved(estate: Estate, name: str, *flags: str) -> str:
    path = str(estate.root / name)
    estate.run("plan", "--out", path, *flags)
    return path


def test_a_first_launch_is_not_refused(known: Estate) -> None:
    assert all(known.live(f"MOVIE-{number}") for number in range(TITLES))


def test_what_is_refused_is_not_written_until_its_exact_count_is_approved(known: Estate) -> None:
    withdraw(known, 1, 2, 3)
    before = known.emulator.dump()
    path = saved(known, "plan.json")

    plan = known.run("plan")
    assert plan.code == 3
    plain = " ".join(plan.out.split())
    assert (
        "going_dark refuses this plan: 3 transactions that are on sale go dark, 10 allowed; in US 3 of 10"
        in plain
    )
    assert "--approve going_dark=3" in plain
    assert "delta refuses this plan: 3 scopes change; in US 3 of 10 scopes (30 %), 20 % allowed" in plain
    for flags in (
        (),
        ("--approve", "going_dark=3"),
        ("--approve", "going_dark=3", "--approve", "delta=2"),
        ("--approve", "going_dark=3", "--approve", "delta=3", "--approve", "price_move=0"),
    ):
        assert known.run("apply", path, *flags).code == 3
        assert known.run("apply", "--auto-approve", *flags).code == 3
    assert known.emulator.dump() == before
    assert known.run("apply", path, "--approve", "darkness=3").code == 1

    done = known.run("apply", path, "--approve", "going_dark=3", "--approve", "delta=3", "--format", "json")
    assert done.code == 0, done.err
    assert done.json["approvals"] == {"delta": 3, "going_dark": 3}
    assert done.json["results"][0]["counted"] == {"going_dark": 1}
    journal = (known.root / ".pvsync/runs" / done.json["run"] / "journal.jsonl").read_text()
    assert '"approvals":{"delta":3,"going_dark":3}' in journal.splitlines()[0].replace(" ", "")
    known.settled()


def test_the_receipt_shows_what_was_approved(known: Estate) -> None:
    withdraw(known, 1)

    said = known.run("apply", "--auto-approve", "--approve", "going_dark=1")

    assert said.code == 0, said.err
    assert "going_dark is approved: 1 transaction that is on sale goes dark" in " ".join(said.out.split())
    assert "Approved: going_dark=1." in said.out
    assert "Refused by" not in said.out


def test_an_error_or_an_unread_scope_weighs_more_than_a_guard(known: Estate) -> None:
    withdraw(known, 1)
    known.fault(name="500")

    assert known.run("plan", "--detailed-exitcode").code == 1


def test_a_takedown_cannot_be_split(dark: Estate) -> None:
    withdraw(dark, 1, 2)
    dark.apply()
    withdraw(dark, 3)

    assert verdict(dark, "going_dark")["verdict"] == "refuse"
    assert verdict(dark, "going_dark")["earlier"] == 2
    refused = dark.run("apply", "--auto-approve")
    assert refused.code == 3
    assert "3 transactions that are on sale go dark, 2 of them in the last 24 hours, 2 allowed" in " ".join(
        refused.err.split()
    )

    dark.now += timedelta(days=1, seconds=1)
    dark.apply()


def test_what_was_approved_counts_no_more(dark: Estate) -> None:
    withdraw(dark, 1, 2, 3)
    assert dark.run("apply", "--auto-approve", "--approve", "going_dark=3").code == 0
    withdraw(dark, 4)

    dark.apply()


def test_outside_git_the_runs_of_this_machine_count(estate: Estate) -> None:
    estate.configure(guards=ONLY_DARK)
    for number in range(4):
        write(estate, number)
    estate.apply()
    for number in (1, 2):
        write(estate, number, keys="state: withdrawn\n")
    estate.apply()
    write(estate, 3, keys="state: withdrawn\n")

    assert verdict(estate, "going_dark")["count"] == 3
    assert estate.run("apply", "--auto-approve").code == 3


def test_two_plans_of_one_commit_do_not_pass_beside_each_other(dark: Estate) -> None:
    withdraw(dark, 1, 2, 3)
    one = saved(dark, "one.json", "--only", "MOVIE-1", "--only", "MOVIE-2")
    two = saved(dark, "two.json", "--only", "MOVIE-3")
    dark.now += timedelta(seconds=5)

    assert dark.run("apply", one).code == 0
    dark.now += timedelta(seconds=5)
    refused = dark.run("apply", two)
    assert refused.code == 3
    assert "other runs came in between, and now going_dark refuses this plan" in " ".join(refused.err.split())
    assert dark.live("MOVIE-3")
    assert verdict(dark, "going_dark")["count"] == 3


def test_a_takedown_is_its_own_approval(known: Estate) -> None:
    said = known.run("takedown", "MOVIE-1", "--territory", "US", "--because", "a dispute", "--auto-approve")

    assert said.code == 0, said.err
    plain = " ".join(said.out.split())
    assert "going_dark is approved: 1 transaction that is on sale goes dark" in plain
    assert "The takedown is its own approval for exactly these counts: going_dark=1." in plain
    assert "--approve" not in plain
    (receipt,) = [
        json.loads(path.read_text())
        for path in (known.root / ".pvsync/runs").glob("*/receipt.json")
        if "withdraw" in path.read_text()
    ]
    assert receipt["approvals"] == {"going_dark": 1}
    assert "the takedown is its own approval for exactly these counts: going_dark=1" in receipt["notes"]


def test_a_share_is_of_all_that_git_offers_whatever_is_selected(known: Estate) -> None:
    write(known, 1, srp="10.49")
    known.commit("dearer")

    (place,) = verdict(known, "delta", "--only", "MOVIE-1")["territories"]

    assert (place["scopes"], place["of"], place["verdict"]) == (1, 10, "pass")


def test_protection_outlives_its_line(known: Estate) -> None:
    known.configure(guards=LOOSE)
    write(known, 1, keys="protect: true\n")
    write(known, 2, srp="10.49")
    known.commit("protected")
    known.apply()
    write(known, 1, keys="state: withdrawn\n")
    known.commit("lifted and removed in one")

    assert verdict(known, "protected")["verdict"] == "refuse"
    assert known.run("apply", "--auto-approve").code == 3

    known.git("reset", "--hard", "-q", "HEAD^")
    write(known, 1)
    write(known, 2, srp="9.99")
    known.commit("lifted, and something else that is applied")
    known.now += timedelta(seconds=1)
    known.apply()
    write(known, 1, keys="state: withdrawn\n")
    known.commit("removed")

    assert verdict(known, "protected")["verdict"] == "pass"
    known.apply()

    # A protection that no apply has brought is remembered too: it is of the commit before.
    write(known, 3, keys="protect: true\n")
    known.commit("protected, and not applied")
    write(known, 3, keys="state: withdrawn\n")
    known.commit("lifted and removed in one")
    assert verdict(known, "protected")["verdict"] == "refuse"


def test_two_commits_that_come_together_are_not_two_changes(known: Estate) -> None:
    known.configure(guards=LOOSE)
    write(known, 1, keys="protect: true\n")
    write(known, 2, srp="10.49")
    known.commit("protected")
    known.apply()
    write(known, 1)
    known.commit("lifted")
    withdraw(known, 1)

    assert verdict(known, "protected")["verdict"] == "refuse"
    assert known.run("apply", "--auto-approve", "--approve", "protected=1").code == 0


def test_protection_holds_for_what_leaves_in_silence(known: Estate) -> None:
    known.configure("on_removal: withdraw\n", guards=LOOSE)
    write(known, 1, keys="protect: true\n", territories="US, CA")
    known.commit("protected")
    known.run("apply", "--auto-approve")
    write(known, 1, keys="protect: true\n")
    known.commit("no word of Canada")

    found = verdict(known, "protected")

    assert (found["count"], found["verdict"]) == (1, "refuse")
    (known.root / "catalog/movie-1.yaml").unlink()
    known.commit("no word at all")
    assert verdict(known, "protected")["count"] == 2


def test_a_territory_that_git_empties_is_refused(known: Estate) -> None:
    known.configure(guards="guards: {delta: off, going_dark: off}\n")
    known.commit("guards")
    withdraw(known, *range(TITLES))

    said = known.run("plan")

    assert said.code == 3
    assert "empty_catalog refuses this plan: 10 scopes shall go where" in " ".join(said.out.split())
    assert "Guard delta is off in pvsync.yaml." in said.out
    assert "Guard going_dark is off in pvsync.yaml." in said.out


def test_drift_knows_no_guards(known: Estate) -> None:
    withdraw(known, 1, 2, 3)

    said = known.run("drift")

    assert "refuses" not in said.out + said.err


def test_guards_measure_what_customers_lose_over_what_is_on_sale(known: Estate) -> None:
    """Ten live films beside two hundred that ended long ago; openings of next week; a title that is protected."""
    old = "\n---".join(
        movie(number).replace("2026-01-15", "2020-01-01").replace("2030-12-31", "2021-01-01")
        for number in range(100, 300)
    )
    known.write("catalog/old.yaml", old)
    known.commit("nobody deletes what is over")
    known.apply()
    known.now += timedelta(days=5)
    live = known.emulator.dump()

    def ends(number: int, end: str, keys: str = "") -> None:
        known.write(f"catalog/movie-{number}.yaml", movie(number, keys=keys).replace("2030-12-31", end))

    for number in range(TITLES):
        ends(number, "2026-05-31")
    known.commit("all that is on sale ends yesterday")
    said = " ".join(known.run("plan").out.split())
    assert (
        "going_dark refuses this plan: 10 transactions that are on sale go dark, 10 allowed; in US 10 of 10"
        in said
    )
    assert "delta refuses this plan: 10 scopes change; in US 10 of 10" in said
    assert "empty_catalog refuses this plan: 10 scopes shall go" in said
    assert known.run("apply", "--auto-approve").code == 3
    known.git("reset", "-q", "--hard", "HEAD^")

    for number in range(TITLES):
        write(known, number, srp="10.49")
    known.commit("every price at once")
    assert verdict(known, "delta")["territories"][0]["of"] == TITLES
    assert known.run("plan").code == 3
    known.git("reset", "-q", "--hard", "HEAD^")

    write(known, 1, keys="protect: true\n")
    known.commit("protected")
    ends(1, "2026-12-31", "protect: true\n")
    known.commit("a promise taken back, though protected")
    plain = " ".join(known.run("plan").out.split())
    assert (
        "protected refuses this plan: 1 scope of a protected title loses something, none allowed;"
        " MOVIE-1 in US TVOD: EST HD ends 31 December 2026 instead of 31 December 2030" in plain
    )
    known.git("reset", "-q", "--hard", "HEAD^")

    known.configure("on_removal: forget\n", guards="")
    known.commit("what leaves")
    for number in (2, 3, 4):
        (known.root / f"catalog/movie-{number}.yaml").unlink()
    known.commit("somebody else's now")
    plain = " ".join(known.run("plan").out.split())
    assert "delta refuses this plan: 3 scopes change; in US 3 of 10 scopes (30 %)" in plain
    assert "3 titles stay on Prime Video in US TVOD, no longer managed by this catalog" in plain
    assert known.emulator.dump() == live
