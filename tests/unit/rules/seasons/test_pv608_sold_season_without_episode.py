"""A season that sells nothing, in words."""

from unit.catalog.reading import season
from unit.rules.seasons.families import EST, FREE, said

from pvsync.rules.seasons.pv608_sold_season_without_episode import RULE

SOLD = f"{EST}, territories: [US, CA], start: 2026-05-25"


def test_no_episode_there() -> None:
    free = f"avails: [{{{FREE.partition(', ')[2]}}}]"

    assert said(RULE, season(SOLD, episodes=(free,))) == [
        (12, "the season is for sale in CA and US, and none of its episodes is")
    ]
    assert said(RULE, season(SOLD, episodes=())) == [
        (12, "the season is for sale in CA and US, and it lists no episodes")
    ]


def test_one_episode_is_enough() -> None:
    assert said(RULE, season(SOLD, episodes=("", "avails: []"))) == []


def test_a_season_that_is_not_sold_needs_none() -> None:
    assert said(RULE, season(FREE, episodes=())) == []
