"""Removals that YAML states: withdrawn, deleted, observed, protected; each over real HTTPS."""

import pytest
from e2e.estate import Estate
from e2e.test_converges import MOVIE

FUTURE = """
kind: movie
alid: LATER
title: Later
avails:
  - {license: SVOD, territories: [US], formats: [HD, UHD], channel: prime, contract: CPH, start: 2026-09-01, end: 2027-08-31}
  - {license: SVOD, territories: [US], formats: [HD], channel: prime, contract: FIXED_FEE, start: 2027-09-01, end: 2028-08-31}
"""


def ends(estate: Estate, alid: str, territory: str = "US") -> set[str]:
    return {row["End"] for row in estate.live(alid, territory)}


def test_a_withdrawn_title_ends_yesterday_everywhere_and_stays_so(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    estate.edit("catalog/heat.yaml", "title: Heat Haze\n", "title: Heat Haze\nstate: withdrawn\n")

    said = estate.run("plan")
    assert "Heat Haze leaves CA and US purchase today" in said.out
    assert {change["action"] for change in estate.changes()} == {"withdraw"}
    estate.apply()

    assert ends(estate, "HEAT") == {"2026-06-01T03:59:59Z"}
    assert ends(estate, "HEAT", "CA") == {"2026-06-01T02:29:59Z"}
    estate.settled()


def test_one_scope_is_removed_and_the_rest_stays(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    entry = "removed:\n  - {territory: CA, business_line: TVOD, as: withdrawn}\n"
    estate.edit("catalog/heat.yaml", "title: Heat Haze\n", f"title: Heat Haze\n{entry}")

    (change,) = estate.changes()

    assert (change["scope"]["territory"], change["action"]) == ("CA", "withdraw")
    assert change["fields"][0]["source"]["line"] == 5
    estate.apply()
    estate.settled()
    assert ends(estate, "HEAT") == {"2031-01-15T04:59:59Z"}


def test_a_scope_that_never_opened_is_moved_into_the_past(estate: Estate) -> None:
    estate.write("catalog/later.yaml", FUTURE)
    estate.apply()
    estate.edit("catalog/later.yaml", "title: Later\n", "title: Later\nstate: withdrawn\n")
    estate.apply()
    estate.settled()
    rows = estate.live("LATER")
    assert {(row["Start"], row["End"]) for row in rows} == {("2026-05-30T04:00:00Z", "2026-06-01T03:59:59Z")}
    assert sorted(row["FormatProfile"]["value"] for row in rows) == ["HD", "UHD"]


def test_a_delete_is_one_call_for_each_contract(estate: Estate) -> None:
    estate.write("catalog/later.yaml", FUTURE)
    estate.apply()
    estate.edit(
        "catalog/later.yaml", "title: Later\n", "title: Later\nstate: deleted\nnever_delivered: true\n"
    )
    estate.emulator.reset_counters()

    estate.apply()

    assert estate.live("LATER") == []
    assert (
        estate.emulator.counters().by_endpoint.get("batch/delete", 0)
        + estate.emulator.counters().by_endpoint.get("delete", 0)
        == 1
    )
    estate.settled()


def test_a_delete_of_what_has_started_live_is_refused_and_the_rest_stands(estate: Estate) -> None:
    estate.write("catalog/later.yaml", FUTURE)
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    for entry in estate.emulator.dump():
        if entry["alid"] == "LATER":
            entry["avail"]["Transaction"][0]["Start"] = "2026-05-01T04:00:00Z"
            estate.emulator.seed([entry])
    estate.edit(
        "catalog/later.yaml", "title: Later\n", "title: Later\nstate: deleted\nnever_delivered: true\n"
    )
    estate.edit("catalog/heat.yaml", "wsp: 6.99", "wsp: 5.99")

    said = estate.run("plan", "--format", "json")

    assert said.code == 1
    assert [change["scope"]["alid"] for change in said.json["changes"]] == ["HEAT"]
    assert [finding["code"] for finding in said.json["diagnostics"]] == ["PV902"]
    assert estate.run("apply", "--auto-approve").code == 1
    assert len(estate.live("LATER")) == 3


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("state: deleted\n", "nothing here says so"),
        ("state: deleted\nnever_delivered: true\n", "has started, so it cannot be deleted"),
        ("state: withdrawn\nprotect: true\n", "this title is protected"),
        ("state: withdrawn\nmanage: observe\n", "only observed"),
        ("removed: [{territory: XX, business_line: TVOD, as: withdrawn}]\n", "`XX` is not a territory"),
        ("removed: [{territory: CA, business_line: PVOD, as: withdrawn}]\n", "did you mean `TVOD`"),
        ("state: gone\n", "is not a state"),
    ],
    ids=["unconfirmed", "started", "protected", "observed", "territory", "line", "state"],
)
def test_a_removal_that_may_not_be_is_stopped_offline(estate: Estate, keys: str, message: str) -> None:
    estate.write("catalog/heat.yaml", MOVIE.replace("title: Heat Haze\n", f"title: Heat Haze\n{keys}"))
    said = estate.run("validate")
    assert said.code == 1
    assert message in said.out
    assert estate.run("plan").code == 1
    assert estate.emulator.counters().requests == 0


def test_an_observed_title_is_compared_and_never_written(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    estate.edit("catalog/heat.yaml", "title: Heat Haze\n", "title: Heat Haze\nmanage: observe\n")
    estate.edit("catalog/heat.yaml", "wsp: 6.99", "wsp: 5.99")
    estate.commit()

    said = estate.run("plan", "--detailed-exitcode")
    assert said.code == 0
    assert "2 scopes are only observed" in said.out

    assert estate.run("drift").code == 2


def test_an_episode_follows_its_season_unless_it_says_otherwise(estate: Estate) -> None:
    estate.write(
        "catalog/show.yaml",
        """
        kind: series
        alid: SHOW
        title: Show
        seasons: 1
        ---
        kind: season
        alid: S1
        series: SHOW
        number: 1
        title: "Show: Season 1"
        avails: [{license: EST, territories: [US], formats: [HD], start: 2026-01-01, end: 2028-12-31, wsp: 9.99 USD, episode: {wsp: 1.99 USD}}]
        episodes:
          - {alid: S1E1, number: 1, title: One}
          - {alid: S1E2, number: 2, title: Two, removed: [{territory: US, business_line: TVOD, as: withdrawn}]}
        """,
    )
    assert {change["scope"]["alid"] for change in estate.changes()} == {"S1", "S1E1"}
    estate.apply()
    estate.edit("catalog/show.yaml", "number: 1\ntitle", "number: 1\nstate: withdrawn\ntitle")
    assert {(change["scope"]["alid"], change["action"]) for change in estate.changes()} == {
        ("S1", "withdraw"),
        ("S1E1", "withdraw"),
    }
    estate.apply()
    estate.settled()


def test_a_title_that_changes_its_alid_is_removed_first(estate: Estate) -> None:
    estate.write(
        "catalog/old.yaml", MOVIE.replace("title: Heat Haze\n", "title: Heat Haze\ncontent_id: CID\n")
    )
    estate.apply()
    estate.edit("catalog/old.yaml", "content_id: CID\n", "content_id: CID\nstate: withdrawn\n")
    estate.write(
        "catalog/new.yaml",
        MOVIE.replace("title: Heat Haze\n", "title: Heat Haze\ncontent_id: CID\n").replace(
            "alid: HEAT", "alid: HEAT-2"
        ),
    )
    needs = {
        change["scope"]["alid"]: [scope["alid"] for scope in change["needs"]] for change in estate.changes()
    }
    assert needs == {"HEAT": [], "HEAT-2": ["HEAT", "HEAT"]}
    estate.apply()
    estate.settled()


def test_a_scope_that_changes_business_line_is_offered_before_it_is_removed(estate: Estate) -> None:
    avail = (
        "avails:\n  - {license: FVOD, territories: [US], formats: [HD], start: 2026-01-01, end: 2027-01-01}\n"
    )
    head = "kind: movie\nalid: M\ntitle: M\n"
    estate.write("catalog/m.yaml", head + avail)
    estate.apply()
    estate.write(
        "catalog/m.yaml",
        head
        + "removed: [{territory: US, business_line: FVOD, as: withdrawn}]\n"
        + avail.replace("FVOD", "EST").replace("end: 2027-01-01", "end: 2027-01-01, wsp: 6.99 USD"),
    )
    needs = {
        change["scope"]["business_line"]: [scope["business_line"] for scope in change["needs"]]
        for change in estate.changes()
    }
    assert needs == {"TVOD": [], "FVOD": ["TVOD"]}
    estate.apply()
    estate.settled()
