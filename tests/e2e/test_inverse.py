"""What a run did, taken back: a plan like any other, for whatever is still as the run left it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from e2e.estate import Estate
from e2e.test_bundle_members import both_ways, offer
from e2e.test_causes import by_hand
from e2e.test_converges import MOVIE

COLD = MOVIE.replace("HEAT", "COLD").replace("Heat Haze", "Cold Front")


@pytest.fixture
def known(estate: Estate) -> Estate:
    """Two titles, live."""
    estate.write("catalog/heat.yaml", MOVIE)
    estate.write("catalog/cold.yaml", COLD)
    estate.commit("two titles")
    estate.apply()
    estate.now += timedelta(seconds=1)
    return estate


def cheaper(estate: Estate) -> None:
    estate.edit("catalog/heat.yaml", "wsp: 7.99 CAD", "wsp: 6.99 CAD")
    estate.commit("cheaper in Canada")
    estate.apply()
    estate.now += timedelta(seconds=1)


def run_of(estate: Estate, number: int = -1) -> str:
    return sorted(path.name for path in (estate.root / ".pvsync/runs").iterdir() if path.is_dir())[number]


def inverse(estate: Estate, *flags: str, run: str | None = None) -> dict[str, Any]:
    said = estate.run("inverse", run or run_of(estate), "--format", "json", *flags)
    assert said.code in {0, 1, 3}, said.out + said.err
    plan: dict[str, Any] = said.json
    return plan


def undo(estate: Estate, run: str | None = None, *approved: str) -> None:
    """Make the plan, and apply it as CI does."""
    made = estate.run("inverse", run or run_of(estate), "--out", str(estate.root / "plan.json"))
    assert made.code == (3 if approved else 0), made.out + made.err
    done = estate.run("apply", str(estate.root / "plan.json"), *approved)
    assert done.code == 0, done.out + done.err
    estate.now += timedelta(seconds=1)


def kept(plan: dict[str, Any]) -> list[str]:
    return [item["message"] for item in plan["diagnostics"]]


def offered(estate: Estate, alid: str) -> list[str]:
    """What the service holds, but for ids."""
    rows = [*estate.live(alid), *estate.live(alid, "CA")]
    return sorted(json.dumps({**row, "_TransactionID": ""}, sort_keys=True, default=str) for row in rows)


def test_a_price_goes_back(known: Estate) -> None:
    before = offered(known, "HEAT")
    cheaper(known)
    assert offered(known, "HEAT") != before

    said = known.run("inverse", run_of(known))
    undo(known)

    words = " ".join(said.out.split())
    commit = known.git("rev-parse", "HEAD").strip()[:9]
    assert "replace, as it was before the run" in words
    assert f"This plan undoes run {run_of(known, -2)}, which had 1 scope accepted" in words
    assert f"To stay here, say so in git: `git revert {commit}`." in words
    assert offered(known, "HEAT") == before


def test_git_says_otherwise_until_it_is_reverted(known: Estate) -> None:
    cheaper(known)
    undo(known)

    (change,) = known.changes()
    assert {item["cause"] for item in change["fields"]} == {"intent"}
    known.git("revert", "--no-edit", "HEAD")
    known.settled()


def test_the_log_tells_that_it_was_taken_back_and_brought_again(known: Estate) -> None:
    cheaper(known)
    undo(known)

    taken = known.run("log", "HEAT", "--no-fetch").out
    known.apply()

    assert "local: applied, and taken back on 1 June 2026" in taken
    assert "taken back" not in known.run("log", "HEAT", "--no-fetch").out


def test_what_a_run_created_is_withdrawn(known: Estate) -> None:
    plan = inverse(known)

    assert {change["action"] for change in plan["changes"]} == {"withdraw"}
    assert len(plan["changes"]) == 4
    undo(known)
    assert all(row["End"] < known.now.isoformat() for row in known.live("HEAT"))


def test_a_withdrawal_is_taken_back(known: Estate) -> None:
    before = offered(known, "COLD")
    known.write("catalog/cold.yaml", COLD.replace("avails:", "state: withdrawn\navails:"))
    known.commit("cold goes")
    known.apply()
    known.now += timedelta(seconds=1)

    assert {change["action"] for change in inverse(known)["changes"]} == {"replace"}
    undo(known, None, "--approve", "reoffer=2")

    assert offered(known, "COLD") == before


def test_a_delete_is_taken_back(estate: Estate) -> None:
    estate.configure("on_removal: delete\n")
    estate.write("catalog/cold.yaml", COLD.replace("2026-01-15", "2026-09-01"))
    estate.commit("to come")
    estate.apply()
    before = offered(estate, "COLD")
    (estate.root / "catalog/cold.yaml").unlink()
    estate.commit("it will not come")
    estate.now += timedelta(seconds=1)
    estate.apply()
    assert offered(estate, "COLD") == []

    assert {change["action"] for change in inverse(estate)["changes"]} == {"create"}
    undo(estate, None, "--approve", "reoffer=2")

    assert offered(estate, "COLD") == before


def test_what_moved_since_stays(known: Estate) -> None:
    known.edit("catalog/heat.yaml", "wsp: 6.99 USD", "wsp: 5.99 USD")
    known.edit("catalog/heat.yaml", "wsp: 7.99 CAD", "wsp: 6.99 CAD")
    known.commit("cheaper")
    known.apply()
    by_hand(known, "WSP", "1.23")

    plan = inverse(known)

    assert [change["scope"]["territory"] for change in plan["changes"]] == ["CA"]
    assert kept(plan) == [
        "HEAT US TVOD stays as it is: live is no longer what the run left: somebody has changed it since"
    ]


def test_a_run_is_undone_once(known: Estate) -> None:
    cheaper(known)
    first = run_of(known)
    undo(known)

    again = inverse(known, run=first)
    said = known.run("inverse", first)

    assert again["changes"] == []
    assert "it is not visible yet, or somebody has put it back" in kept(again)[0]
    assert "No changes. Nothing of this run is to be undone." in said.out


def test_an_inverse_can_be_undone_too(known: Estate) -> None:
    cheaper(known)
    after = offered(known, "HEAT")
    undo(known)
    undo(known)

    assert offered(known, "HEAT") == after
    known.settled()


def test_a_window_that_has_ended_meanwhile_stays_ended(known: Estate) -> None:
    known.write("catalog/short.yaml", MOVIE.replace("HEAT", "SHORT").replace("2031-01-14", "2026-06-05"))
    known.commit("a short offer")
    known.apply()
    known.edit("catalog/short.yaml", "license: EST", "license: VOD")
    known.edit("catalog/short.yaml", "2026-06-05", "2027-06-05")
    known.now += timedelta(seconds=1)
    known.commit("to rent, and longer")
    known.apply()
    known.now = datetime(2026, 6, 20, tzinfo=UTC)

    plan = inverse(known)

    assert all(change["action"] == "replace" for change in plan["changes"])
    assert kept(plan)[1] == (
        "SHORT US TVOD is not put back whole: windows have ended meanwhile (EST HD on 2026-06-05, EST UHD on 2026-06-05)"
    )


def test_a_bundle_on_sale_keeps_its_parts(estate: Estate) -> None:
    offer(estate, ("2026-01-01", "2030-12-31"), ("2026-02-01", "2030-06-30"))
    bundle = (estate.root / "catalog/both.yaml").read_text()
    (estate.root / "catalog/both.yaml").unlink()
    estate.commit("two movies")
    estate.apply()
    estate.now += timedelta(seconds=1)
    first = run_of(estate)
    (estate.root / "catalog/both.yaml").write_text(bundle)
    estate.commit("and a bundle")
    estate.apply()

    plan = inverse(estate, run=first)

    assert plan["changes"] == []
    assert kept(plan) == [
        "ONE US TVOD stays as it is: `BOTH` would be on sale in US without `ONE`",
        "TWO US TVOD stays as it is: `BOTH` would be on sale in US without `TWO`",
    ]
    undo(estate)
    assert len(inverse(estate, run=first)["changes"]) == 2


def test_a_bundle_goes_before_its_parts(estate: Estate) -> None:
    offer(estate, ("2026-01-01", "2030-12-31"), ("2026-02-01", "2030-06-30"))
    estate.commit("all at once")
    estate.apply()

    plan = inverse(estate)

    needs = {
        change["scope"]["alid"]: [need["alid"] for need in change["needs"]] for change in plan["changes"]
    }
    assert needs == {"BOTH": [], "ONE": ["BOTH"], "TWO": ["BOTH"]}
    undo(estate)


def test_a_bundle_that_was_written_twice_goes_back_in_two_writes(estate: Estate) -> None:
    both_ways(estate)
    estate.commit("both ways")
    before = offered(estate, "BOTH")
    estate.now += timedelta(seconds=1)
    estate.apply()

    plan = inverse(estate)

    assert ["first" in change for change in plan["changes"]] == [True, False]
    undo(estate)
    assert offered(estate, "BOTH") == before


def test_a_run_of_another_machine_is_told_in_one_sentence(known: Estate) -> None:
    cheaper(known)
    run = run_of(known)
    (known.root / ".pvsync/runs" / run).rename(known.root / "elsewhere")

    said = known.run("inverse", run)
    unknown = known.run("inverse", "20200101T000000Z-000000")

    assert said.code == unknown.code == 1
    assert said.err.startswith(
        f"error: the run {run} was made on another machine, and what was live before it"
    )
    assert "there is no run `20200101T000000Z-000000` here" in unknown.err


def test_another_environment_is_refused(known: Estate) -> None:
    cheaper(known)
    known.configure(f"  other: {{url: {known.emulator.url}, alias: acme2}}\n")

    said = known.run("--env", "other", "inverse", run_of(known))

    assert said.code == 3
    assert f"`pvsync --env local inverse {run_of(known)}`" in said.err


def test_exit_codes_and_selection(known: Estate) -> None:
    cheaper(known)

    assert known.run("inverse", run_of(known), "--detailed-exitcode").code == 2
    assert known.run("inverse", run_of(known), "--only", "COLD").code == 1
    known.fault(name="500")
    assert known.run("inverse", run_of(known)).code == 1


def test_the_guards_look_at_it_as_at_any_plan(known: Estate) -> None:
    known.configure(guards="")

    said = known.run("inverse", run_of(known), "--out", str(known.root / "plan.json"))

    assert said.code == 3
    assert "going_dark refuses this plan" in said.out
    assert known.run("apply", str(known.root / "plan.json")).code == 3


def test_a_plan_made_at_another_commit_is_refused(known: Estate) -> None:
    cheaper(known)
    known.run("inverse", run_of(known), "--out", str(known.root / "plan.json"))
    known.edit("catalog/cold.yaml", "Cold Front", "Cold Fronts")
    known.commit("moved on")

    said = known.run("apply", str(known.root / "plan.json"))

    assert said.code == 3
    assert "this plan was made at commit" in said.err
