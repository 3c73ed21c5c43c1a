"""What a season offer lacks, territory by territory."""

from unit.catalog.reading import season
from unit.rules.seasons.families import EST, FREE, said, starting

from pvsync.rules.seasons.pv609_season_offer_lacks_episodes import RULE

SOLD = f"{EST}, territories: [US, CA], start: 2026-05-25"


def test_episodes_that_are_not_for_sale_there() -> None:
    american = "avails: [{key: est, territories: [US]}]"
    text = season(SOLD, episodes=("", american, "avails: []", american))

    assert said(RULE, text) == [
        (15, "the season is a season offer in CA, and episodes 2 to 4 are not for sale there"),
        (16, "the season is a season offer in US, and episode 3 is not for sale there"),
    ]


def test_episodes_that_nobody_listed() -> None:
    text = season(SOLD, episodes=("", ""), keys="episode_count: 8\n")

    assert said(RULE, text) == [
        (11, "the season is a season offer in CA and US, and lists 2 of the 8 episodes that it counts")
    ]


def test_a_pass_may_still_grow() -> None:
    text = season(SOLD, episodes=("", starting("2026-06-08"), "avails: []"), keys="episode_count: 8\n")

    assert said(RULE, text) == []


def test_a_season_that_is_not_sold_lacks_nothing() -> None:
    assert said(RULE, season(FREE, episodes=("",), keys="episode_count: 8\n")) == []
