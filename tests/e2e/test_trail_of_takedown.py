"""A takedown leaves a trace before it is committed, and what `verify` sees reaches the note."""

from datetime import timedelta
from typing import Any

import pytest
from e2e.estate import Estate
from e2e.machines import Fleet
from e2e.test_converges import MOVIE
from e2e.test_trail import entries, note

PRODUCTION = ("--env", "production")
HOUR = 3600.0


@pytest.fixture
def fleet(estate: Estate) -> Fleet:
    """One title, live in production."""
    estate.write("catalog/heat.yaml", MOVIE)
    fleet = Fleet.of(estate)
    assert estate.run(*PRODUCTION, "apply", "--auto-approve").code == 0
    estate.now += timedelta(seconds=1)
    return fleet


def takedown(estate: Estate) -> str:
    said = estate.run(
        *PRODUCTION, "takedown", "HEAT", "--territory", "US", "--because", "rights", "--auto-approve"
    )
    assert said.code == 0, said.out + said.err
    estate.now += timedelta(seconds=1)
    return said.out


def told(estate: Estate) -> list[dict[str, Any]]:
    said = estate.run("log", "HEAT", "--territory", "US", "--format", "json")
    (title,) = said.json["titles"]
    entries: list[dict[str, Any]] = title["entries"]
    return entries


def test_its_receipt_stands_at_the_commit_before_it_and_says_so(fleet: Fleet) -> None:
    head = fleet.first.git("rev-parse", "HEAD").strip()

    said = takedown(fleet.first)

    words = f"this receipt stands at commit {head[:9]} before them, and says so"
    assert words in " ".join(said.split())
    other = fleet.clone("two")
    assert len(entries(other)) == len(note(fleet.first))
    receipts = [line["receipt"] for line in note(other)]
    assert [receipt.get("uncommitted", False) for receipt in receipts] == [False, True]


def test_its_commit_is_what_the_log_tells_as_applied(fleet: Fleet) -> None:
    takedown(fleet.first)
    fleet.first.edit("catalog/heat.yaml", "srp: 9.99 USD", "srp: 8.99 USD")
    fleet.first.commit("taken down, and a price besides")

    newest, oldest = told(fleet.first)

    (edit,) = newest["edits"]
    runs = sorted(path.name for path in (fleet.first.root / ".pvsync/runs").glob("20*"))
    assert (edit["path"], edit["after"]) == ("state", "withdrawn")
    assert [(one["state"], one["run"], one["verification"]) for one in edit["arrivals"]] == [
        ("applied", runs[1], "verified")
    ]
    assert {one["run"] for edit in oldest["edits"] for one in edit["arrivals"]} == {runs[0]}


def test_a_plan_that_would_offer_it_again_says_so(fleet: Fleet) -> None:
    takedown(fleet.first)
    other = fleet.clone("two")
    other.now += timedelta(minutes=1)

    said = other.run(*PRODUCTION, "plan")

    words = "took HEAT US TVOD down from files that were not committed, and git still offers it: this plan puts it on sale again"
    assert words in " ".join(said.out.split())
    (change,) = other.run(*PRODUCTION, "plan", "--format", "json").json["changes"]
    assert {item["cause"] for item in change["fields"]} == {"intent"}

    fleet.first.commit("taken down")
    fleet.first.git("push", "-q")
    other.git("pull", "-q")
    assert "on sale again" not in other.run(*PRODUCTION, "plan").out


def test_what_verify_sees_reaches_the_note_and_the_log(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    fleet = Fleet.of(estate)
    estate.fault(name="stale-reads", seconds=2 * HOUR)
    assert estate.run(*PRODUCTION, "apply", "--auto-approve").code == 0
    assert verified(fleet) == {"settling"}

    estate.now += timedelta(hours=1)
    assert estate.run(*PRODUCTION, "verify").code == 0
    assert verified(fleet) == {"settling"}
    estate.now += timedelta(hours=2)
    assert estate.run(*PRODUCTION, "verify").code == 0

    assert verified(fleet) == {"verified"}
    assert "verified" in estate.run("log", "HEAT").out


def test_what_a_later_run_changed_does_not_make_an_earlier_one_differ(fleet: Fleet) -> None:
    (first,) = (path.name for path in (fleet.first.root / ".pvsync/runs").glob("20*"))
    fleet.first.edit("catalog/heat.yaml", "wsp: 6.99 USD", "wsp: 5.99 USD")
    fleet.first.commit("cheaper")
    before = note(fleet.first, commit="HEAD^")
    assert fleet.first.run(*PRODUCTION, "apply", "--auto-approve").code == 0

    assert fleet.first.run(*PRODUCTION, "verify", first).code == 2

    assert note(fleet.first, commit="HEAD^") == before


def verified(fleet: Fleet) -> set[str]:
    """What the shared note says of every scope."""
    (line,) = note(fleet.first)
    fleet.first.git("fetch", "-q", "origin", "+refs/notes/pvsync:refs/notes/seen")
    assert note(fleet.first, "seen") == [line]
    return {result["verification"] for result in line["receipt"]["results"]}
