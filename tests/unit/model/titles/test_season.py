"""Kinds of title know what they are."""

from builders import a_movie

from pvsync.model.licence import WorkType
from pvsync.model.titles import Episode, Season, Series

SEASON = Season("S", "S", "Season", 1, 8, Series("R", "Series", 4))


def test_each_kind_has_its_work_type() -> None:
    assert a_movie().work_type is WorkType.MOVIE
    assert a_movie(work_type=WorkType.SHORT).work_type is WorkType.SHORT
    assert SEASON.work_type is WorkType.SEASON
    assert Episode("E", "E", "Pilot", 1, SEASON).work_type is WorkType.EPISODE
