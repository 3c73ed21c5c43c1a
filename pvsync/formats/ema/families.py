"""Which rows belong to one series and one season: by metadata id, else by alternative id, else by name or number."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pvsync.formats.ema import codes
from pvsync.formats.ema.facts import Facts
from pvsync.formats.ema.notes import Notes

_SERIES_KEYS = ("SeriesContentID", "SeriesAltID", "SeriesTitleInternalAlias")
_SEASON_KEYS = ("SeasonContentID", "SeasonAltID", "SeasonNumber")


@dataclass(slots=True)
class SeasonRows:
    """A season in the making.

    Args:
        alid: Its ALID, empty where no row is about the season itself.
        facts: Rows that say what it is called.
        episodes: ALIDs of its episodes.
    """

    alid: str
    facts: Facts
    episodes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SeriesRows:
    """A series in the making.

    Args:
        facts: Rows that say what it is called.
        box_set: ALID of its box set, empty where there is none.
        seasons: Its seasons.
    """

    facts: Facts
    box_set: str = ""
    seasons: list[SeasonRows] = field(default_factory=list)
    known: dict[tuple[str, str], SeasonRows] = field(default_factory=dict)


def families(titles: Mapping[str, Facts], notes: Notes) -> list[SeriesRows]:
    """Every series with its seasons and episodes, in the order of the rows."""
    found: list[SeriesRows] = []
    known: dict[tuple[str, str], SeriesRows] = {}
    for work_type in ("season", "episode", "series"):  # a box set may have a name of its own
        for alid, facts in titles.items():
            if facts.work_type != work_type:
                continue
            keys = list(_keys(facts, _SERIES_KEYS))
            series = known.get(keys[0]) if keys else None
            if series is None:
                series = SeriesRows(facts)
                found.append(series)
            for key in keys:
                known.setdefault(key, series)
            _add(series, alid, facts, notes)
    return found


def _add(series: SeriesRows, alid: str, facts: Facts, notes: Notes) -> None:
    match facts.work_type:
        case "series":
            series.box_set = series.box_set or alid
        case "season":
            season = SeasonRows(alid, facts)
            _say_twice(series, season, notes)
            _remember(series, season)
        case _:
            key = next(_keys(facts, _SEASON_KEYS), None)
            known = None if key is None else series.known.get(key)
            season = SeasonRows("", facts) if known is None else known
            if known is None:
                _remember(series, season)
            season.episodes.append(alid)


def _remember(series: SeriesRows, season: SeasonRows) -> None:
    series.seasons.append(season)
    for key in _keys(season.facts, _SEASON_KEYS):
        series.known.setdefault(key, season)


def _say_twice(series: SeriesRows, season: SeasonRows, notes: Notes) -> None:
    """Two ALIDs for one season: each is a season of its own, and the episodes belong to the first."""
    column = next((column for column, text in _keys(season.facts, _SEASON_KEYS)), "SeasonNumber")
    other = series.known.get((column, season.facts.text(column)))
    if other is not None and other.alid:
        notes.say(
            codes.DISAGREE,
            season.facts.spot,
            "ALID",
            f"`{season.alid}` is the season that `{other.alid}` in row {other.facts.spot.row} is, by `{column}`; "
            "its episodes are counted to that one",
            "give a season one ALID",
        )


def _keys(facts: Facts, columns: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What names a series or season, the surest first."""
    return ((column, text) for column in columns if (text := facts.text(column)))
