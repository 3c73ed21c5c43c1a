"""What the wire says about a title: the asset of an avail, by work type (avails-api section 9)."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, assert_never

from pvsync.api.wire.lines import WORK_TYPE_LITERALS, work_type_of
from pvsync.api.wire.rows import Row, put, take
from pvsync.api.wire.shapes import ALIAS, INTEGER, MEMBERS, TEXT
from pvsync.errors import AnswerUnreadable
from pvsync.model.assumptions import Assumption
from pvsync.model.licence import WorkType
from pvsync.model.titles import BoxSet, Collection, Episode, Movie, Season, Series, Supplemental, Title
from pvsync.model.transaction import Unclear

CONTENT_ID = "_contentID"
WORK_TYPE = "WorkType"

_MOVIE = (Row("title", "Metadata.TitleInternalAlias", ALIAS),)

# The official sample has SeriesMetadata beside SeasonMetadata; the XSD, and the table's rows for a season, nest it.
_EPISODE = (
    Row("title", "EpisodeMetadata.TitleInternalAlias", ALIAS),
    Row("number", "EpisodeMetadata.EpisodeNumber.Number", INTEGER),
    Row("season.content_id", "EpisodeMetadata.SeasonMetadata.SeasonContentID", TEXT),
    Row("season.title", "EpisodeMetadata.SeasonMetadata.SeasonTitleInternalAlias", ALIAS),
    Row("season.number", "EpisodeMetadata.SeasonMetadata.SeasonNumber.Number", INTEGER),
    Row("season.episode_count", "EpisodeMetadata.SeasonMetadata.NumberOfEpisodes", INTEGER),
    *(
        Row(
            f"season.series.{field}",
            f"EpisodeMetadata.{path}",
            shape,
            (f"EpisodeMetadata.SeasonMetadata.{path}",),
        )
        for field, path, shape in (
            ("content_id", "SeriesMetadata.SeriesContentID", TEXT),
            ("title", "SeriesMetadata.SeriesTitleInternalAlias", ALIAS),
            ("season_count", "SeriesMetadata.NumberOfSeasons", INTEGER),
        )
    ),
)

# SeasonContentID of a season is its own content id once more; a different one is kept verbatim.
_SEASON_CONTENT_ID = Row("content_id", "SeasonMetadata.SeasonContentID", TEXT)
_SEASON = (
    Row("title", "SeasonMetadata.SeasonTitleInternalAlias", ALIAS),
    Row("number", "SeasonMetadata.SeasonNumber.Number", INTEGER),
    Row("episode_count", "SeasonMetadata.NumberOfEpisodes", INTEGER),
    *(
        Row(f"series.{field}", f"SeasonMetadata.{path}", shape, (path,))
        for field, path, shape in (
            ("content_id", "SeriesMetadata.SeriesContentID", TEXT),
            ("title", "SeriesMetadata.SeriesTitleInternalAlias", ALIAS),
            ("season_count", "SeriesMetadata.NumberOfSeasons", INTEGER),
        )
    ),
)

# MDDF has SeriesContentID of a series as well; it is the content id once more, as for a season.
_BOX_SET_CONTENT_ID = Row("content_id", "SeriesMetadata.SeriesContentID", TEXT)
_BOX_SET = (
    Row("title", "SeriesMetadata.SeriesTitleInternalAlias", ALIAS),
    Row("season_count", "SeriesMetadata.NumberOfSeasons", INTEGER),
)

_, _BUNDLED, _ = Assumption.BUNDLE_MEMBERS_PLACE.taken.replace("[]", "").split(".")
_COLLECTION = (*_MOVIE, Row("members", _BUNDLED, MEMBERS))

TITLE_ROWS = (*_MOVIE, *_EPISODE, _SEASON_CONTENT_ID, *_SEASON, _BOX_SET_CONTENT_ID, *_BOX_SET)
"""Every row below an asset, of every kind."""


def write_asset(title: Title) -> dict[str, Any]:
    """The one entry of `Asset`."""
    asset: dict[str, Any] = {CONTENT_ID: title.content_id, WORK_TYPE: WORK_TYPE_LITERALS[title.work_type]}
    match title:
        case Movie() | Supplemental():
            put(asset, _MOVIE, title)
        case Season():
            put(asset, (_SEASON_CONTENT_ID, *_SEASON), title)
        case Episode():
            put(asset, _EPISODE, title)
        case BoxSet():
            put(asset, (_BOX_SET_CONTENT_ID, *_BOX_SET), title)
        case Collection():
            put(asset, _COLLECTION, title)
        case _:
            assert_never(title)
    return asset


def take_title(alid: str, asset: dict[str, Any], unclear: dict[str, Unclear]) -> Title:
    """Read the title, and take what pvsync knows the place of out of the asset.

    Args:
        alid: What is offered.
        asset: The asset.
        unclear: Takes up what is there in another shape.

    Raises:
        AnswerUnreadable: If the work type or the content id is not one that can be read.
    """
    work_type = _take_work_type(asset)
    content_id = asset.pop(CONTENT_ID, alid)
    if not isinstance(content_id, str):
        raise AnswerUnreadable(f"`Asset.{CONTENT_ID}` is not text")
    match work_type:
        case WorkType.MOVIE | WorkType.SHORT:
            return Movie(alid, content_id, _take(asset, _MOVIE, unclear).get("title", ""), work_type)
        case WorkType.SEASON:
            return _take_season(alid, content_id, asset, unclear)
        case WorkType.EPISODE:
            found = _take(asset, _EPISODE, unclear)
            return Episode(alid, content_id, found.get("title", ""), found.get("number"), _season_of(found))
        case WorkType.SERIES:
            _take_own_content_id(asset, "SeriesMetadata", _BOX_SET_CONTENT_ID, content_id)
            found = _take(asset, _BOX_SET, unclear)
            return BoxSet(alid, content_id, found.get("title", ""), found.get("season_count"))
        case WorkType.COLLECTION:
            found = _take(asset, _COLLECTION, unclear)
            return Collection(alid, content_id, found.get("title", ""), found.get("members", ()))
        case WorkType.TRAILER | WorkType.BONUS:
            return Supplemental(alid, content_id, _take(asset, _MOVIE, unclear).get("title", ""), work_type)
        case _:
            assert_never(work_type)


def _take(asset: dict[str, Any], rows: Iterable[Row], unclear: dict[str, Unclear]) -> dict[str, Any]:
    taken = take(asset, rows)
    for name, item in taken.unclear.items():
        wire = {f"Asset.{path}": value for path, value in item.wire.items()}
        unclear[_path(name)] = replace(item, wire=wire)
    return taken.values


def _path(field: str) -> str:
    """Path of the normal form for a field."""
    name = field.replace("season.series.", "series.")
    return {"season_count": "complete_seasons", "series.season_count": "series.seasons"}.get(name, name)


def _take_work_type(asset: dict[str, Any]) -> WorkType:
    literal = asset.pop(WORK_TYPE, None)
    work_type = work_type_of(literal) if isinstance(literal, str) else None
    if work_type is None:
        raise AnswerUnreadable(f"`Asset.{WORK_TYPE}` is not one of {', '.join(WORK_TYPE_LITERALS.values())}")
    return work_type


def _take_season(alid: str, content_id: str, asset: dict[str, Any], unclear: dict[str, Unclear]) -> Season:
    _take_own_content_id(asset, "SeasonMetadata", _SEASON_CONTENT_ID, content_id)
    found = _take(asset, _SEASON, unclear)
    series = Series(
        found.get("series.content_id", ""), found.get("series.title", ""), found.get("series.season_count")
    )
    return Season(
        alid, content_id, found.get("title", ""), found.get("number"), found.get("episode_count"), series
    )


def _take_own_content_id(asset: dict[str, Any], block: str, row: Row, content_id: str) -> None:
    """Take the content id that a title's own metadata repeats; a different one stays, to be kept verbatim."""
    metadata = asset.get(block)
    if isinstance(metadata, dict) and metadata.get(row.path.rpartition(".")[2]) == content_id:
        take(asset, (row,))


def _season_of(found: dict[str, Any]) -> Season:
    """The season that an episode names; its ALID is not on the wire."""
    return Season(
        alid="",
        content_id=found.get("season.content_id", ""),
        title=found.get("season.title", ""),
        number=found.get("season.number"),
        episode_count=found.get("season.episode_count"),
        series=Series(
            content_id=found.get("season.series.content_id", ""),
            title=found.get("season.series.title", ""),
            season_count=found.get("season.series.season_count"),
        ),
    )
