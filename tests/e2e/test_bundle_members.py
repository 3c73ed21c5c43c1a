"""A bundle and its members over real HTTPS: what goes first, and what may not go at all."""

import pytest
from e2e.estate import Estate

HEAD = """
kind: movie
alid: {alid}
title: {alid}
avails: [{{license: EST, territories: [US], formats: [HD], start: {start}, end: {end}, wsp: 6.00 USD, srp: 9.00 USD}}]
"""
COLLECTION = """
kind: collection
alid: BOTH
title: Both
members: [ONE, TWO]
avails: [{{license: EST, territories: [US], formats: [Max], start: {start}, end: {end}, wsp: 9.00 USD, srp: 14.00 USD}}]
"""


def offer(estate: Estate, one: tuple[str, str], bundle: tuple[str, str], more: str = "") -> None:
    estate.write("catalog/one.yaml", HEAD.format(alid="ONE", start=one[0], end=one[1]) + more)
    estate.write("catalog/two.yaml", HEAD.format(alid="TWO", start="2026-01-01", end="2032-12-31"))
    estate.write("catalog/both.yaml", COLLECTION.format(start=bundle[0], end=bundle[1]))


def needs(estate: Estate) -> dict[str, list[str]]:
    return {
        change["scope"]["alid"]: [scope["alid"] for scope in change["needs"]] for change in estate.changes()
    }


def test_members_go_first_when_it_grows_and_last_when_it_shrinks(estate: Estate) -> None:
    offer(estate, ("2026-01-01", "2030-12-31"), ("2026-02-01", "2030-06-30"))
    assert needs(estate) == {"ONE": [], "TWO": [], "BOTH": ["ONE", "TWO"]}
    estate.apply()
    offer(estate, ("2026-01-01", "2031-12-31"), ("2026-02-01", "2031-06-30"))
    assert needs(estate) == {"ONE": [], "BOTH": ["ONE"]}
    estate.apply()
    offer(estate, ("2026-01-01", "2029-12-31"), ("2026-02-01", "2029-06-30"))
    assert needs(estate) == {"BOTH": [], "ONE": ["BOTH"]}
    estate.apply()
    estate.settled()


def both_ways(estate: Estate) -> None:
    offer(estate, ("2026-01-01", "2028-12-31"), ("2026-01-01", "2028-12-31"))
    estate.apply()
    offer(estate, ("2026-03-01", "2029-12-31"), ("2026-03-01", "2029-12-31"))


def test_a_bundle_that_moves_both_ways_is_written_twice(estate: Estate) -> None:
    both_ways(estate)
    said = estate.run("plan")
    assert (
        "written twice: first 1 March 2026 to 31 December 2028, then, when its members are done" in said.out
    )
    assert "2 to replace" in said.out
    estate.apply()
    estate.settled()
    assert [(row["Start"], row["End"]) for row in estate.live("BOTH")] == [
        ("2026-03-01T05:00:00Z", "2030-01-01T04:59:59Z")
    ]


def test_a_plan_file_that_writes_twice_is_applied_again_where_it_stopped(estate: Estate) -> None:
    both_ways(estate)
    plan = str(estate.root / "plan.json")
    assert estate.run("plan", "--out", plan).code == 0
    # The member fails for good: the bundle stays at what both of its windows share.
    estate.fault(name="500", endpoint="put", alid="ONE")
    said = estate.run("apply", plan)
    assert said.code == 4, said.out + said.err
    assert "the first of its two writes was accepted" in " ".join(said.out.split())
    assert [(row["Start"], row["End"]) for row in estate.live("BOTH")] == [
        ("2026-03-01T05:00:00Z", "2029-01-01T04:59:59Z")
    ]
    estate.emulator.faults.clear()
    assert estate.run("apply", plan).code == 0
    estate.settled()


@pytest.mark.parametrize("command", ["validate", "plan"])
def test_a_member_may_not_go_while_its_bundle_stays(estate: Estate, command: str) -> None:
    offer(estate, ("2026-01-01", "2030-12-31"), ("2026-02-01", "2030-06-30"))
    estate.apply()
    estate.edit("catalog/one.yaml", "title: ONE\n", "title: ONE\nstate: withdrawn\n")
    said = estate.run(command)
    assert said.code == 1
    assert "ONE shall go in US, and `Both` still offers it there" in said.out + said.err


def test_a_member_goes_after_its_bundle_in_one_plan(estate: Estate) -> None:
    offer(estate, ("2026-01-01", "2030-12-31"), ("2026-02-01", "2030-06-30"))
    estate.apply()
    estate.edit("catalog/one.yaml", "title: ONE\n", "title: ONE\nstate: withdrawn\n")
    estate.edit("catalog/both.yaml", "title: Both\n", "title: Both\nstate: withdrawn\n")
    assert needs(estate) == {"BOTH": [], "ONE": ["BOTH"]}
    estate.apply()
    estate.settled()


def test_a_member_is_not_shortened_without_its_bundle(estate: Estate) -> None:
    offer(estate, ("2026-01-01", "2029-12-31"), ("2026-01-01", "2029-12-31"))
    estate.apply()
    offer(estate, ("2026-01-01", "2027-12-31"), ("2026-01-01", "2027-12-31"))
    live = estate.emulator.dump()

    for flags, hint in (
        (("--only", "ONE"), "add `--only BOTH`"),
        (("--exclude", "BOTH"), "leave out the `--exclude` that takes `BOTH` away"),
    ):
        said = estate.run("apply", "--auto-approve", *flags)
        words = " ".join((said.out + said.err).split())
        assert said.code == 1, words
        assert "`BOTH` would be on sale in US without `ONE`" in words
        assert hint in words
    assert estate.emulator.dump() == live

    estate.fault(name="500", alid="BOTH")
    assert "BOTH" in estate.run("plan").out
    assert not [one for one in estate.changes() if one["scope"]["alid"] == "ONE"]
    estate.emulator.faults.clear()
    assert estate.run("apply", "--auto-approve", "--only", "ONE", "--only", "BOTH").code == 0


def test_a_member_whose_file_leaves_is_refused_while_its_bundle_stays(estate: Estate) -> None:
    estate.configure("on_removal: withdraw\n")
    offer(estate, ("2026-01-01", "2029-12-31"), ("2026-01-01", "2029-12-31"))
    estate.commit("all")
    estate.apply()
    (estate.root / "catalog/one.yaml").unlink()
    estate.commit("one is gone")

    said = estate.run("apply", "--auto-approve")

    assert said.code == 3, said.err
    words = " ".join(said.err.split())
    assert "bundle_members refuses this plan: 1 member goes while a bundle with it stays on sale" in words
    assert "BOTH is on sale in US without ONE from" in words
    assert estate.live("ONE")[0]["End"].startswith("2030-01-01")
