"""Episodes in words, and the places of starts."""

from dataclasses import replace

import pytest
from builders import a_movie
from unit.catalog.reading import season
from unit.rules.seasons.families import EST, FREE, family

from pvsync.rules.seasons.episodes import named, number_of, numbered, sale_place, starts


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([3], "episode 3"),
        ([2, 1], "episodes 1 and 2"),
        ([3, 1, 2], "episodes 1 to 3"),
        ([1, 3, 4, 5, 9], "episodes 1, 3 to 5 and 9"),
    ],
)
def test_numbers(numbers: list[int], text: str) -> None:
    assert numbered(numbers) == text


def test_episodes_are_named_by_their_numbers() -> None:
    whole = family(season(FREE, episodes=("", "", "")))

    assert named(whole, ["ASB-S1E3", "ASB-S1E1"]) == "episodes 1 and 3"
    assert number_of(replace(whole.season, title=a_movie())) == 0


def test_places() -> None:
    whole = family(season(FREE, f"{EST}, territories: [US], start: 2026-05-25"))

    assert [start.place.line for start in starts(whole.episodes[0])] == [12, 13]
    assert sale_place(whole.season, "US", "start").line == 13
    assert sale_place(whole.season, "FR", "start").line == 7
