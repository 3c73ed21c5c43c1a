"""What leaves the catalog without a word: found in the history, read from live, refused until somebody says what shall be."""

from datetime import timedelta

import pytest
from e2e.estate import Estate
from e2e.test_converges import MOVIE

COLD = MOVIE.replace("HEAT", "COLD").replace("Heat Haze", "Cold Front")


@pytest.fixture
def known(estate: Estate) -> Estate:
    """Two titles, committed and live."""
    estate.write("catalog/heat.yaml", MOVIE)
    estate.write("catalog/cold.yaml", COLD)
    estate.commit("two titles")
    estate.apply()
    estate.now += timedelta(seconds=1)
    return estate


def refusals(estate: Estate) -> list[str]:
    said = estate.run("plan", "--format", "json")
    return [item["message"] for item in said.json["diagnostics"] if item["code"] == "PV905"]


def follow(estate: Estate, name: str) -> None:
    """Do what the hint says: its YAML goes into a file."""
    said = estate.run("plan", "--format", "json")
    hints = [item["hint"] for item in said.json["diagnostics"] if item["code"] == "PV905"]
    assert hints
    _, _, words = hints[0].partition(":\n")
    path = estate.root / name
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before.rstrip()}\n{words}\n".lstrip("\n"), encoding="utf-8")


def test_a_deleted_file_is_refused_and_its_words_are_printed(known: Estate) -> None:
    (known.root / "catalog/cold.yaml").unlink()
    known.commit("cold is gone")

    said = known.run("plan")

    assert said.code == 1
    sentence = "`COLD` is still live in CA TVOD, US TVOD, and the catalog says nothing of it since"
    assert sentence in " ".join(said.out.split())
    assert "alid: COLD\n" in said.out
    assert "  - {territory: US, business_line: TVOD, as: withdrawn}\n" in said.out
    assert known.changes() == []

    follow(known, "catalog/gone.yaml")
    known.commit("cold shall go")
    assert [change["action"] for change in known.changes()] == ["withdraw", "withdraw"]
    known.apply()
    known.settled()
    assert refusals(known) == []


SERIES = "kind: series\nalid: ASB\ntitle: Avail Strikes Back\nseasons: 1\n"
OFFER = "license: EST, territories: [US], formats: [HD], start: 2026-01-01, end: 2030-12-31, wsp: 6.99 USD"
SEASON = f"""kind: season
alid: ASB-S1
series: ASB
number: 1
title: Season 1
avails:
  - {{{OFFER}, episode: {{wsp: 1.40 USD}}}}
episodes:
  - {{alid: ASB-S1E1, number: 1, title: Pilot}}
  - {{alid: ASB-S1E2, number: 2, title: Two}}
"""


def test_a_season_that_left_with_its_series_is_bidden_farewell_as_a_whole(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.write("catalog/asb.yaml", f"{SERIES}---\n{SEASON}")
    estate.commit("a season")
    estate.apply()
    estate.now += timedelta(seconds=1)
    (estate.root / "catalog/asb.yaml").unlink()
    estate.commit("the season is gone")

    assert len(refusals(estate)) == 1
    follow(estate, "catalog/gone.yaml")
    estate.commit("the season shall go")

    assert estate.run("validate").code == 0
    assert [change["action"] for change in estate.changes()] == ["withdraw"] * 3


def test_a_territory_that_leaves_a_list_is_refused_with_the_key_to_add(known: Estate) -> None:
    known.edit("catalog/heat.yaml", "territories: [US, CA]", "territories: [US]")
    known.edit("catalog/heat.yaml", "      - {territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD}\n", "")
    known.commit("CA is gone")

    (message,) = refusals(known)

    assert message.startswith("`HEAT` is still live in CA TVOD")
    follow(known, "catalog/heat.yaml")
    known.commit("and it shall end")
    known.apply()
    known.settled()


def test_what_is_not_committed_yet_counts_too(known: Estate) -> None:
    (known.root / "catalog/cold.yaml").unlink()

    (message,) = refusals(known)

    assert message.endswith("says nothing of it since changes that are not committed yet")


def test_a_moved_and_a_restored_file_have_not_left(known: Estate) -> None:
    known.git("mv", "catalog/cold.yaml", "catalog/front.yaml")
    known.commit("moved")
    assert refusals(known) == []
    known.settled()

    known.git("rm", "-q", "catalog/front.yaml")
    known.git("commit", "-qm", "deleted")
    assert len(refusals(known)) == 1
    known.git("revert", "--no-edit", "HEAD")
    assert refusals(known) == []
    known.settled()


@pytest.mark.parametrize(
    ("policy", "action"), [("withdraw", "withdraw"), ("forget", "forget"), ("delete", "")]
)
def test_the_configuration_can_decide_once_and_for_all(known: Estate, policy: str, action: str) -> None:
    known.configure(f"on_removal: {policy}\n")
    known.commit("what leaves")
    (known.root / "catalog/cold.yaml").unlink()
    known.commit("cold is gone")

    actions = {change["action"] for change in known.changes()}

    # A window of it has started: whatever the configuration says, that is no case for a delete.
    assert actions == ({action} if action else set())
    assert len(refusals(known)) == (0 if action else 1)


def test_on_removal_that_is_loosened_by_the_commit_that_drops_a_title_decides_nothing(known: Estate) -> None:
    known.configure("on_removal: withdraw\n")
    (known.root / "catalog/cold.yaml").unlink()
    for step in ("not committed", "committed", "and another on top"):
        if step != "not committed":
            known.write("README.md", step)
            known.commit(step)
        assert known.changes() == [], step
        (message,) = refusals(known)
        assert "merge the change of `on_removal` first" in message, step
    known.git("checkout", "-q", "HEAD~2", "--", "catalog")
    known.commit("on_removal alone")
    (known.root / "catalog/cold.yaml").unlink()
    known.commit("cold is gone")
    assert {change["action"] for change in known.changes()} == {"withdraw"}


def test_a_delete_by_configuration_needs_a_scope_that_never_started(estate: Estate) -> None:
    estate.configure("on_removal: delete\n")
    estate.write("catalog/cold.yaml", COLD.replace("2026-01-15", "2026-09-01"))
    estate.commit("to come")
    estate.apply()
    (estate.root / "catalog/cold.yaml").unlink()
    estate.commit("it will not come")

    assert {change["action"] for change in estate.changes()} == {"delete"}
    estate.apply()
    estate.settled()


def test_what_is_forgotten_stays_live_and_is_not_planned_again(known: Estate) -> None:
    known.configure("on_removal: forget\n")
    known.commit("what leaves")
    (known.root / "catalog/cold.yaml").unlink()
    known.commit("cold is somebody else's now")
    before = known.live("COLD")

    said = known.run("apply", "--auto-approve")
    assert said.code == 0, said.out + said.err
    words = " ".join(said.out.split())
    assert words.count("nothing sent: left on sale as `on_removal: forget` says") == 2
    assert "accepted" not in words
    assert "Receipt: 2 done (0 verified, 2 left on sale)." in words

    known.settled()
    assert known.live("COLD") == before
    said = known.run("orphans")
    assert said.code == 2, said.out + said.err
    assert "Cold Front  COLD\n  CA TVOD: 2 transactions, left catalog/cold.yaml in " in said.out
    assert said.out.endswith(
        "2 orphans: 2 scopes left the catalog; 2 forgotten: left on sale by `on_removal: forget`.\n"
    )
    assert "known to be gone" not in said.out
    assert "`pvsync plan`" not in said.out, "a plan says nothing of what is forgotten"
    assert "write them in the catalog again" in " ".join(said.out.split())
    # Another word later plans nothing for them, as they may be somebody else's by now; but they are listed.
    known.configure("on_removal: withdraw\n")
    known.commit("from now on, what leaves ends")
    assert "This change loosens `on_removal`: forget to withdraw." in known.run("plan").out
    known.settled()
    listed = known.run("orphans", "--format", "json").json
    assert [item["forgotten"] for item in listed["orphans"]] == [True, True]
    assert listed["summary"] == {"orphans": 2, "left": 2, "asked": 2}
    known.write("catalog/cold.yaml", COLD.replace("title: Cold", "state: withdrawn\ntitle: Cold"))
    known.commit("it ends after all")
    assert {change["action"] for change in known.changes()} == {"withdraw"}


def test_a_removal_that_a_receipt_shows_is_not_read_again(known: Estate) -> None:
    known.configure("on_removal: withdraw\n")
    known.commit("what leaves")
    (known.root / "catalog/cold.yaml").unlink()
    known.commit("cold is gone")
    known.apply()

    known.emulator.reset_counters()
    known.settled()
    with_two = known.emulator.counters().requests

    known.write("catalog/heat.yaml", "kind: movie\nalid: HEAT\ntitle: Heat Haze\navails: []\n")
    known.commit("nothing is left")
    known.now += timedelta(seconds=1)
    known.apply()
    known.emulator.reset_counters()
    known.settled()
    assert with_two > 0
    assert known.emulator.counters().requests == 0


def test_a_shallow_clone_is_refused_with_the_fix(known: Estate) -> None:
    known.write("README.md", "more")
    known.commit("more")
    known.git("clone", "-q", "--depth", "1", f"file://{known.root}", str(known.root / "clone"))
    shallow = Estate(known.root / "clone", known.emulator, known.now)

    said = shallow.run("plan")

    assert said.code == 1
    assert "this clone has only a part of the history" in said.err
    assert "fetch-depth: 0" in said.err


def test_without_git_a_plan_says_what_it_cannot_know(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)

    said = estate.run("plan")

    assert said.code == 0
    assert "no git history" in said.out


def test_orphans_lists_what_is_left_and_live(known: Estate) -> None:
    (known.root / "catalog/cold.yaml").unlink()
    known.commit("cold is gone")

    said = known.run("orphans")
    listed = known.run("orphans", "--format", "json", "--only", "territory=CA")

    assert said.code == listed.code == 2
    assert "Cold Front  COLD\n  CA TVOD: 2 transactions, left catalog/cold.yaml in " in said.out
    assert said.out.endswith("2 orphans: 2 scopes left the catalog.\n")
    assert [item["scope"]["territory"] for item in listed.json["orphans"]] == ["CA"]
    assert listed.json["summary"] == {"orphans": 1, "left": 1, "asked": 1}


def test_orphans_asks_again_for_what_a_receipt_shows_only_when_told_to(known: Estate) -> None:
    known.configure("on_removal: withdraw\n")
    known.commit("what leaves")
    (known.root / "catalog/cold.yaml").unlink()
    known.commit("cold is gone")
    known.apply()

    said, everything = known.run("orphans"), known.run("orphans", "--all")

    assert said.code == everything.code == 0
    assert said.out.endswith(
        "0 orphans: 2 scopes left the catalog, 2 of them known to be gone from a receipt.\n"
    )
    assert everything.out.endswith("0 orphans: 2 scopes left the catalog.\n")


def test_orphans_of_a_broken_catalog_are_not_known(known: Estate) -> None:
    known.write("catalog/cold.yaml", "kind: movie\n")

    said = known.run("orphans")

    assert said.code == 1
    assert said.err.startswith("error: the catalog has errors, so it is not known what has left it")


def test_an_orphan_that_cannot_be_read_is_named(known: Estate) -> None:
    (known.root / "catalog/cold.yaml").unlink()
    known.commit("cold is gone")
    for entry in known.emulator.dump():
        if entry["alid"] == "COLD" and entry["territory"] == "CA":
            entry["avail"]["ALID"] = "SOMETHING-ELSE"
            known.emulator.seed([entry])

    said, planned = known.run("orphans"), known.run("plan", "--format", "json")

    assert said.code == planned.code == 1
    assert "Could not be read, so nothing is known about them" in said.out
    assert said.out.endswith("1 orphan: 2 scopes left the catalog.\n")
    assert [item["scope"]["territory"] for item in planned.json["unread"]] == ["CA"]
    assert planned.json["coverage"]["complete"] is False
