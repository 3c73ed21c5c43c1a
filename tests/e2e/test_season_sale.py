"""A season pass and a season offer: what a plan says of them, and the day in the calendar on which the one becomes the other."""

import pytest
from e2e.estate import Estate

SEASON = """
kind: series
alid: ASB
title: Avail Strikes Back
seasons: 1
---
kind: season
alid: ASB-S1
series: ASB
number: 1
title: "Avail Strikes Back: Season 1"
avails: [{key: est, license: EST, territories: [US], formats: [HD], start: 2026-05-01, end: 2030-12-31, wsp: 14.00 USD, srp: 19.00 USD,
  episode: {wsp: 1.40 USD, srp: 1.99 USD}}]
episodes:
  - {alid: ASB-S1E1, number: 1, title: Pilot}
  - {alid: ASB-S1E2, number: 2, title: Two, avails: [{key: est, start: 2026-06-20}]}
"""


@pytest.fixture
def passing(estate: Estate) -> Estate:
    """A season whose second episode starts on 20 June."""
    estate.write("catalog/asb.yaml", SEASON)
    return estate


def words(estate: Estate) -> str:
    said = estate.run("plan")
    assert said.code == 0, said.out + said.err
    return " ".join(said.out.split())


def test_a_plan_says_what_a_season_becomes(passing: Estate) -> None:
    name = "Avail Strikes Back: Season 1"
    assert f"{name} is sold as a season pass in US TVOD and as a season offer from 20 June 2026" in words(
        passing
    )
    passing.apply()
    passing.settled()
    passing.edit("catalog/asb.yaml", "start: 2026-06-20", "start: 2026-07-01")
    said = f"{name} is sold as a season offer in US TVOD from 1 July 2026 instead of 20 June 2026"
    assert said in words(passing)
    passing.edit("catalog/asb.yaml", "start: 2026-07-01", "start: 2026-05-20")
    assert f"{name} becomes a season offer in US TVOD today" in words(passing)
    passing.apply()
    passing.edit("catalog/asb.yaml", "start: 2026-05-20", "start: 2026-07-01")
    assert f"{name} becomes a season pass in US TVOD and is a season offer from 1 July 2026" in words(passing)


def test_a_saved_plan_says_it_too_and_nothing_of_it_is_sent(passing: Estate) -> None:
    plan = str(passing.root / "plan.json")
    passing.run("plan", "--out", plan)
    assert "is sold as a season pass" in passing.run("show", plan).out
    assert passing.run("apply", plan).code == 0
    # Nothing changes on the day itself: there is nothing to send, so no plan ends with it.
    passing.edit("catalog/asb.yaml", "srp: 19.00 USD", "srp: 18.00 USD")
    assert passing.run("plan", "--format", "json").json["valid_until"] == "2031-01-01T04:59:59Z"


def test_of_a_season_that_was_not_read_as_a_whole_nothing_is_said(passing: Estate) -> None:
    assert "season pass" not in passing.run("plan", "--only", "ASB-S1").out.replace("PV601", "")


def test_the_calendar_has_the_day_on_which_a_pass_becomes_an_offer(passing: Estate) -> None:
    said = passing.run("calendar")
    assert said.code == 0, said.out + said.err
    day = said.out.partition("Saturday, 20 June 2026")[2].partition("\n\n")[0]
    assert "Avail Strikes Back: Season 1 is a season offer, no longer a season pass, in US TVOD" in day
    assert "catalog/asb.yaml:15" in day
    events = passing.run("calendar", "--format", "json").json["events"]
    assert [(event["day"], event["alid"]) for event in events if event["what"] == "season_offer"] == [
        ("2026-06-20", "ASB-S1")
    ]


def test_a_season_that_is_gone_before_its_last_episode_never_becomes_an_offer(passing: Estate) -> None:
    passing.edit("catalog/asb.yaml", "end: 2030-12-31", "end: 2026-06-10")
    passing.edit("catalog/asb.yaml", "start: 2026-06-20}", "start: 2026-06-20, end: 2026-07-20}")
    assert "season_offer" not in passing.run("calendar", "--format", "json").out
