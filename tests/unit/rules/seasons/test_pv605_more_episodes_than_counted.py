"""Counts and numbers that go beyond them."""

from dataclasses import replace

from builders import a_movie
from unit.catalog.reading import season
from unit.rules.seasons.families import AS_OF, FREE, family, said

from pvsync.rules.rule import Setting
from pvsync.rules.seasons.pv605_more_episodes_than_counted import RULE, check


def test_more_are_listed_than_counted() -> None:
    text = season(FREE, episodes=("", "", ""), keys="episode_count: 2\n")

    assert said(RULE, text) == [(11, "3 episodes are listed, and the season counts 2")]


def test_numbers_beyond_the_count() -> None:
    text = season(FREE, episodes=("", "")).replace("number: 1, title: Part", "number: 7, title: Part")
    late = text.replace("number: 2, title: Part", "number: 8, title: Part")

    assert said(RULE, text) == [(14, "episode 7 goes beyond the 2 that the season counts")]
    assert said(RULE, late) == [(14, "episodes 7 and 8 go beyond the 2 that the season counts")]


def test_more_to_come_is_no_mistake() -> None:
    assert said(RULE, season(FREE, episodes=("", ""), keys="episode_count: 8\n")) == []
    assert said(RULE, season(FREE, episodes=())) == []


def test_without_a_count_there_is_nothing_to_go_beyond() -> None:
    whole = family(season(FREE))
    uncounted = replace(whole, season=replace(whole.season, title=a_movie()))

    assert list(check(uncounted, Setting(AS_OF))) == []
