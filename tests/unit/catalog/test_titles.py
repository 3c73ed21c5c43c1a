"""Documents into titles, with the place of every value of a title."""

import pytest
from unit.catalog.reading import EST, FVOD, codes_of, movie, read, season

from pvsync.diagnostics import Place
from pvsync.model.avail import Entitlement
from pvsync.model.licence import WorkType
from pvsync.model.titles import Episode, Movie, Season, Series


def test_a_movie_may_be_a_short_with_names_of_its_own() -> None:
    keys = (
        "work_type: Short\ncontent_id: C-1\nlicensor: Other\n"
        "entitlements: [{ecosystem: MA, id: '2'}, {ecosystem: DMA, id: '1'}, {ecosystem: MA, id: '2'}]\n"
    )
    title = read(movie(EST, keys=keys))[0][0]

    assert title.title == Movie("HEATHAZE-2024", "C-1", "Heat Haze", WorkType.SHORT)
    assert title.avails[0].licensor == "Other"
    assert title.avails[0].entitlements == (Entitlement("DMA", "1"), Entitlement("MA", "2"))


def test_ids_default_to_the_alid_and_the_count_to_the_episodes_listed() -> None:
    titles, findings = read(season(EST, FVOD, episodes=("", "content_id: E-2")))
    series = Series("ASB", "Avail Strikes Back", 4)
    first = Season("ASB-S1", "ASB-S1", "First", 1, 2, series)

    assert findings == ()
    assert [title.title for title in titles] == [
        first,
        Episode("ASB-S1E1", "ASB-S1E1", "Part 1", 1, first),
        Episode("ASB-S1E2", "E-2", "Part 2", 2, first),
    ]
    assert [[row.license for avail in title.avails for row in avail.transactions] for title in titles] == [
        ["EST"],
        ["FVOD", "EST"],
        ["FVOD", "EST"],
    ]
    stated = read(season(EST, keys="episode_count: 8\ncontent_id: S-1\n"))[0][0].title
    assert isinstance(stated, Season)
    assert (stated.episode_count, stated.content_id) == (8, "S-1")


@pytest.mark.parametrize(
    ("title", "path", "text"),
    [
        (0, "title", "First"),
        (0, "number", "1"),
        (0, "episode_count", "ASB-S1"),
        (0, "series.title", "Avail Strikes Back"),
        (0, "series.seasons", "4"),
        (1, "title", "Part 1"),
        (1, "number", "1"),
        (1, "licensor", "ASB-S1E1"),
        (1, "season.title", "First"),
        (1, "season.number", "1"),
        (1, "season.episode_count", "ASB-S1"),
        (1, "series.title", "Avail Strikes Back"),
    ],
)
def test_the_place_of_a_title_s_value_is_where_it_is_written(title: int, path: str, text: str) -> None:
    source = season(EST)
    place = read(source)[0][title].places.title(path)
    line = source.splitlines()[place.line - 1]

    assert line[place.column - 1 : place.end_column - 1] == text


def test_a_value_of_the_series_that_is_not_written_stands_at_the_series() -> None:
    place = read(season(EST))[0][0].places.title("series.content_id")

    assert (place.line, place.column) == (1, 1)


def test_a_movie_has_no_series_to_ask_for() -> None:
    assert read(movie(EST))[0][0].places.title("series.title") == Place("file0.yaml", 3, 8, 3, 17)


def test_references_are_kept_by_scope_and_transaction() -> None:
    title = read(movie(EST + ", reference: paper", FVOD))[0][0]

    assert {(str(scope), row): text for (scope, row), text in title.references.items()} == {
        ("HEATHAZE-2024 US TVOD", 0): "paper"
    }


def test_an_id_stands_once_in_a_scope() -> None:
    assert codes_of(movie(EST + ", id: a1", EST.replace("EST", "VOD") + ", id: a1")) == ["PV122"]
    assert codes_of(movie(EST + ", id: a1", FVOD + ", id: a1")) == []
    assert codes_of(movie(EST + ", id: a1", EST.replace("EST", "VOD") + ", ids: {US/HD: a1}")) == ["PV122"]


def test_prices_of_episodes_belong_to_seasons() -> None:
    price = ", episode: {wsp: 1 USD}"
    assert codes_of(movie(EST + price)) == ["PV127"]
    assert codes_of(season("key: k, " + EST, episodes=("avails: [{key: k" + price + "}]",))) == ["PV127"]
    assert codes_of(season(EST + price)) == []


def test_episodes_are_numbered_once() -> None:
    assert codes_of(season(EST, episodes=("", "")).replace("number: 2", "number: 1")) == ["PV125"]
