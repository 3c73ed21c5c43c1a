"""Rows of series into files: series, seasons with their episodes, box sets."""

from pathlib import Path
from typing import Any

from sheets import EPISODE, a_row, a_workbook

from pvsync.formats.ema.columns import Tab
from pvsync.formats.ema.drafts import drafts
from pvsync.formats.ema.sheets import Workbooks, read_workbooks
from pvsync.model.progress import Silent

SEASON = {
    name: value for name, value in EPISODE.items() if not name.startswith("Episode") or name == "EpisodeCount"
} | {
    "WorkType": "Season",
    "LicenseType": "EST",
    "ALID": "ASB-S1",
    "PriceType": "WSP",
    "PriceValue": 14.99,
    "PriceCurrency": "USD",
}
SERIES = {name: value for name, value in SEASON.items() if "Season" not in name or name == "SeasonCount"} | {
    "WorkType": "Series",
    "ALID": "ASB",
    "SeriesAltID": "ASB",
    "FormatProfile": "Max",
    "RetailerSpare1": 30,
}
SERIES.pop("EpisodeCount")
SECOND = a_row(EPISODE, ALID="ASB-S1E2", EpisodeNumber=2, EpisodeTitleInternalAlias="Two")


def made(tmp_path: Path, *rows: dict[str, Any]) -> tuple[dict[str, dict[str, Any]], Workbooks]:
    books = read_workbooks([a_workbook(tmp_path / "a.xlsx", *rows, tab=Tab.TV)], Silent())
    return {path: draft.document for path, draft in drafts(books.titles, "acme", deals=False)}, books


def test_a_series_is_files_in_a_folder(tmp_path: Path) -> None:
    files, books = made(tmp_path, SECOND, a_row(EPISODE), SEASON, SERIES)
    assert list(files) == [
        "series/avail-strikes-back/box-set.yaml",
        "series/avail-strikes-back/season-1.yaml",
        "series/avail-strikes-back/series.yaml",
    ]
    assert files["series/avail-strikes-back/series.yaml"] == {
        "kind": "series",
        "alid": "ASB",
        "title": "Avail Strikes Back",
        "seasons": "1",
    }
    season = files["series/avail-strikes-back/season-1.yaml"]
    assert season["complete"] == "true"
    assert [episode["alid"] for episode in season["episodes"]] == ["ASB-S1E1", "ASB-S1E2"]
    assert files["series/avail-strikes-back/box-set.yaml"]["discount"] == "30"
    assert books.findings == ()


def test_a_season_without_a_row_of_its_own_is_made_of_its_episodes(tmp_path: Path) -> None:
    files, books = made(tmp_path, a_row(EPISODE), SECOND)
    season = files["series/avail-strikes-back/season-1.yaml"]
    assert (season["alid"], season["series"], season["number"]) == ("ASB-S1", "ASB", "1")
    assert len(season["avails"]) == 1
    assert all("avails" not in episode for episode in season["episodes"])
    assert books.findings == ()


def test_what_is_not_stated_is_taken_from_the_rest_and_said(tmp_path: Path) -> None:
    files, books = made(
        tmp_path, a_row(EPISODE, SeasonTitleInternalAlias=None, SeasonCount=None, SeasonNumber=3)
    )
    assert files["series/avail-strikes-back/season-3.yaml"]["title"] == "Avail Strikes Back: Season 3"
    assert files["series/avail-strikes-back/series.yaml"]["seasons"] == "3"
    assert [finding.code for finding in books.findings] == ["PV165", "PV165"]


def test_a_box_set_that_counts_fewer_seasons_leaves_it_to_a_person_which(tmp_path: Path) -> None:
    other = a_row(SEASON, ALID="ASB-S2", SeasonContentID="ASB-S2", SeasonNumber=2, SeasonCount=2)
    files, books = made(tmp_path, a_row(SEASON, SeasonCount=2), other, SERIES)
    seasons = [document for document in files.values() if document["kind"] == "season"]
    assert all("complete" not in season for season in seasons)
    assert [finding.code for finding in books.findings] == ["PV162"]
    assert files["series/avail-strikes-back/series.yaml"]["seasons"] == "2"


def test_two_alids_for_one_season_are_said(tmp_path: Path) -> None:
    files, books = made(tmp_path, SEASON, a_row(SEASON, ALID="ASB-S1-UHD"), a_row(EPISODE))
    seasons = {document["alid"]: document for document in files.values() if document["kind"] == "season"}
    assert {alid: len(season.get("episodes", [])) for alid, season in seasons.items()} == {
        "ASB-S1": 1,
        "ASB-S1-UHD": 0,
    }
    assert [finding.code for finding in books.findings] == ["PV164"]


def test_seasons_are_told_apart_by_number_where_they_have_no_id(tmp_path: Path) -> None:
    first = a_row(EPISODE, SeasonContentID=None, SeasonTitleInternalAlias="One")
    second = a_row(
        EPISODE, SeasonContentID=None, SeasonTitleInternalAlias="Two", SeasonNumber=2, ALID="ASB-S2E1"
    )
    files, _ = made(tmp_path, first, second)
    assert [document["alid"] for document in files.values() if document["kind"] == "season"] == [
        "ASB-S1",
        "ASB-S2",
    ]


def test_a_number_that_is_none_is_said(tmp_path: Path) -> None:
    files, books = made(tmp_path, a_row(EPISODE, EpisodeNumber="one"), a_row(SECOND, EpisodeNumber=None))
    first, second = files["series/avail-strikes-back/season-1.yaml"]["episodes"]
    assert first["number"] == "one"
    assert "number" not in second
    assert {finding.code for finding in books.findings} == {"PV161", "PV162"}


def test_an_episode_can_be_deleted_alone(tmp_path: Path) -> None:
    files, _ = made(tmp_path, a_row(EPISODE), a_row(SECOND, EntryType="Full Delete"))
    season = files["series/avail-strikes-back/season-1.yaml"]
    gone = season["episodes"][1]
    assert gone["state"] == "deleted"
    assert gone["removed"] == [{"territory": "US", "business_line": "PRIME_SUBSCRIPTION", "as": "deleted"}]


def test_a_series_without_an_id_gets_one_from_its_title(tmp_path: Path) -> None:
    files, books = made(tmp_path, a_row(EPISODE, SeriesContentID=None))
    assert files["series/avail-strikes-back/series.yaml"]["alid"] == "avail-strikes-back"
    assert [finding.code for finding in books.findings] == ["PV165"]


def test_a_box_set_may_have_a_name_of_its_own_and_stand_alone(tmp_path: Path) -> None:
    files, _ = made(
        tmp_path, a_row(SEASON), a_row(SERIES, SeriesTitleInternalAlias="ASB: The Complete Series")
    )
    assert files["series/avail-strikes-back/box-set.yaml"]["title"] == "ASB: The Complete Series"
    alone, books = made(tmp_path, a_row(SERIES, SeasonCount=3))
    assert alone["series/avail-strikes-back/series.yaml"]["seasons"] == "3"
    assert [finding.code for finding in books.findings] == ["PV162"]
