"""When a season is a pass, in which words, and where that is said."""

from unit.catalog.reading import season
from unit.rules.seasons.families import AS_OF, EST, family, said, starting

from pvsync.rules.rule import Setting
from pvsync.rules.seasons.pv601_season_pass import RULE, check

WEEKLY = ("", "", starting("2026-11-13"), starting("2026-11-20"))
FIRST = "start: 2026-11-06"


def test_it_will_be_a_pass_until_the_last_episode() -> None:
    text = season(f"{EST}, territories: [US], {FIRST}", episodes=WEEKLY)
    (remark,) = check(family(text), Setting(AS_OF))

    assert remark.message == (
        "this season will be a season pass in US and a season offer from 20 November 2026: "
        "episodes 3 and 4 start later"
    )
    assert remark.place.line == 12
    assert [related.place.line for related in remark.related] == [17]
    assert "the last episode starts in US here" in remark.related[0].message


def test_it_is_a_pass_today() -> None:
    text = season(
        f"{EST}, territories: [US], start: 2026-05-01", episodes=("", starting("2026-06-01T04:00:00Z"))
    )
    assert said(RULE, text) == [
        (12, "this season is a season pass in US and a season offer from 1 June 2026: episode 2 starts later")
    ]


def test_territories_with_one_story_are_told_together() -> None:
    late = "avails: [{key: est, territories: [US, FR, CA]}, {key: jp, start: 2026-12-01}]"
    text = season(
        f"{EST}, territories: [US, FR, CA], {FIRST}",
        f"{EST.replace('key: est', 'key: jp')}, territories: [JP], {FIRST}",
        episodes=("", late, f"avails: [{{key: est, start: 2026-11-13}}, {{key: jp, {FIRST}}}]"),
    )
    ((line, message),) = said(RULE, text)

    assert line == 12
    assert message == (
        "this season will be a season pass in CA, FR and US and a season offer from 13 November 2026: "
        "episode 3 starts later; it will be a season pass in JP and a season offer from 1 December 2026: "
        "episode 2 starts later"
    )


def test_a_season_that_ends_before_its_last_episode_never_becomes_an_offer() -> None:
    entry = f"{EST.replace('2031-01-14', '2026-11-15')}, territories: [US], {FIRST}"
    last = "avails: [{key: est, start: 2026-11-20, end: 2026-11-30}]"

    assert said(RULE, season(entry, episodes=("", last))) == [
        (12, "this season will be a season pass in US: episode 2 starts later")
    ]


def test_the_second_of_the_start_and_the_last_second_count() -> None:
    now, turn = "2026-06-01T00:00:00Z", "2026-06-08T00:00:00Z"
    entry = f"{EST.replace('2031-01-14', turn)}, territories: [US], start: {now}"
    last = f"avails: [{{key: est, start: {turn}, end: 2026-11-30}}]"

    assert said(RULE, season(entry, episodes=("", last))) == [
        (12, "this season is a season pass in US and a season offer from 7 June 2026: episode 2 starts later")
    ]


def test_an_offer_is_not_worth_a_remark() -> None:
    assert said(RULE, season(f"{EST}, territories: [US], {FIRST}", episodes=("", ""))) == []
    assert said(RULE, season(f"{EST}, territories: [US], start: 2026-11-13", episodes=WEEKLY[:3])) == []


def test_a_season_that_is_not_sold_is_no_pass() -> None:
    free = f"{EST.replace('EST', 'FVOD').partition(', wsp')[0]}, territories: [US], {FIRST}"

    assert said(RULE, season(free, episodes=WEEKLY)) == []


def test_outside_the_classic_territories_another_rule_speaks() -> None:
    text = season(f"{EST}, territories: [US], {FIRST}", episodes=WEEKLY)

    assert said(RULE, text, classic_territories=frozenset({"JP"})) == []
    assert len(said(RULE, text, classic_territories=frozenset({"JP", "US"}))) == 1
