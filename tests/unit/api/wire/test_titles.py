"""The asset of each kind of title, in both nestings."""

from copy import deepcopy
from typing import Any

import pytest

from pvsync.api.wire.titles import take_title, write_asset
from pvsync.errors import AnswerUnreadable
from pvsync.model.licence import WorkType
from pvsync.model.titles import BoxSet, Collection, Episode, Movie, Season, Series, Supplemental
from pvsync.model.transaction import Unclear

SERIES = Series("ASB", "Avail Strikes Back", 4)
SEASON = Season("ASB-S1", "ASB-S1", "Season 1", 1, 8, SERIES)
WIRE_SERIES = {
    "SeriesContentID": "ASB",
    "SeriesTitleInternalAlias": ["Avail Strikes Back"],
    "NumberOfSeasons": 4,
}
WIRE_SEASON = {
    "SeasonContentID": "ASB-S1",
    "SeasonTitleInternalAlias": ["Season 1"],
    "SeasonNumber": {"Number": 1},
    "NumberOfEpisodes": 8,
}
EPISODE = Episode("E1", "E1", "Pilot", 1, Season("", "ASB-S1", "Season 1", 1, 8, SERIES))
WIRE_EPISODE = {"TitleInternalAlias": ["Pilot"], "EpisodeNumber": {"Number": 1}}


def test_a_movie_and_a_short() -> None:
    movie = Movie("M", "C", "Heat Haze")
    wire = {"_contentID": "C", "WorkType": "Movie", "Metadata": {"TitleInternalAlias": ["Heat Haze"]}}
    assert write_asset(movie) == wire
    assert take_title("M", wire, {}) == movie
    assert wire == {}
    short = Movie("M", "C", "Heat Haze", WorkType.SHORT)
    assert take_title("M", write_asset(short), {}) == short


def test_a_season_nests_its_series() -> None:
    wire = {
        "_contentID": "ASB-S1",
        "WorkType": "Season",
        "SeasonMetadata": WIRE_SEASON | {"SeriesMetadata": WIRE_SERIES},
    }
    assert write_asset(SEASON) == wire
    beside = {
        "_contentID": "ASB-S1",
        "WorkType": "season",
        "SeasonMetadata": dict(WIRE_SEASON),
        "SeriesMetadata": dict(WIRE_SERIES),
    }
    beside = deepcopy(beside)
    assert take_title("ASB-S1", beside, {}) == SEASON
    assert beside == {}


def test_an_episode_has_season_and_series_side_by_side() -> None:
    wire = {
        "_contentID": "E1",
        "WorkType": "Episode",
        "EpisodeMetadata": WIRE_EPISODE | {"SeasonMetadata": WIRE_SEASON, "SeriesMetadata": WIRE_SERIES},
    }
    assert write_asset(EPISODE) == wire
    nested = {
        "_contentID": "E1",
        "WorkType": "EPISODE",
        "EpisodeMetadata": WIRE_EPISODE
        | {"SeasonMetadata": WIRE_SEASON | {"SeriesMetadata": dict(WIRE_SERIES)}},
    }
    nested = deepcopy(nested)
    assert take_title("E1", nested, {}) == EPISODE
    assert nested == {}


def test_a_content_id_of_a_season_that_differs_is_kept() -> None:
    wire: dict[str, Any] = {
        "_contentID": "A",
        "WorkType": "Season",
        "SeasonMetadata": {"SeasonContentID": "B"},
    }
    season = take_title("X", wire, {})
    assert season.content_id == "A"
    assert wire == {"SeasonMetadata": {"SeasonContentID": "B"}}


def test_what_live_does_not_say() -> None:
    episode = take_title("E1", {"WorkType": "Episode"}, {})
    assert episode == Episode("E1", "E1", "", None, Season("", "", "", None, None, Series("", "", None)))
    assert write_asset(episode) == {"_contentID": "E1", "WorkType": "Episode"}
    assert take_title("S", {"WorkType": "Season"}, {}) == Season(
        "S", "S", "", None, None, Series("", "", None)
    )


def test_a_box_set_is_the_series() -> None:
    title = BoxSet("ASB", "ASB", "Avail Strikes Back", 2)
    wire = {
        "_contentID": "ASB",
        "WorkType": "Series",
        "SeriesMetadata": WIRE_SERIES | {"NumberOfSeasons": 2},
    }
    assert write_asset(title) == wire
    assert take_title("ASB", wire, {}) == title
    assert wire == {}
    other = {"WorkType": "series", "SeriesMetadata": {"SeriesContentID": "ELSE"}}
    assert take_title("ASB", other, {}) == BoxSet("ASB", "ASB", "", None)
    assert other == {"SeriesMetadata": {"SeriesContentID": "ELSE"}}


def test_a_collection_names_its_members_where_the_assumption_says() -> None:
    title = Collection("C", "C", "Both", ("B", "A"))
    wire = {
        "_contentID": "C",
        "WorkType": "Collection",
        "Metadata": {"TitleInternalAlias": ["Both"]},
        "BundledAsset": [{"BundledALID": "B"}, {"BundledALID": "A"}],
    }
    assert write_asset(title) == wire
    numbered = deepcopy(wire)
    for number, entry in enumerate(numbered["BundledAsset"]):
        entry["_sequence"] = number
    assert take_title("C", numbered, {}) == take_title("C", wire, {}) == title
    assert numbered == wire == {}


@pytest.mark.parametrize("members", [[{"BundledALID": "A", "Else": 1}], [{"BundledALID": 5}], ["A"], [{}]])
def test_members_that_are_not_understood_are_unclear(members: Any) -> None:
    wire = {"WorkType": "Collection", "BundledAsset": members}
    unclear: dict[str, Unclear] = {}
    assert take_title("C", wire, unclear) == Collection("C", "C", "", ())
    assert wire == {}
    assert unclear["members"].wire == {"Asset.BundledAsset": members}


@pytest.mark.parametrize(
    ("kind", "literal"), [(WorkType.TRAILER, "Promotion"), (WorkType.BONUS, "Supplemental")]
)
def test_a_supplemental_does_not_say_what_it_belongs_to(kind: WorkType, literal: str) -> None:
    wire = write_asset(Supplemental("T", "T", "Trailer", kind, "HEAT"))
    assert wire == {
        "_contentID": "T",
        "WorkType": literal,
        "Metadata": {"TitleInternalAlias": ["Trailer"]},
    }
    assert take_title("T", wire, {}) == Supplemental("T", "T", "Trailer", kind)


@pytest.mark.parametrize("literal", [None, 5, "Franchise", "", "Music Video"])
def test_a_work_type_that_is_not_known(literal: Any) -> None:
    with pytest.raises(AnswerUnreadable, match="WorkType"):
        take_title("X", {"WorkType": literal}, {})


def test_a_content_id_that_is_no_text() -> None:
    with pytest.raises(AnswerUnreadable, match="_contentID"):
        take_title("X", {"WorkType": "Movie", "_contentID": 5}, {})
