"""What the rows of a title say about the title itself: the first one counts, and a later one that differs is said."""

from collections.abc import Iterable, Mapping

from pvsync.formats.ema import codes
from pvsync.formats.ema.cells import Row, Spot
from pvsync.formats.ema.notes import Notes

_SERIES = ("SeriesTitleInternalAlias", "SeriesAltID", "SeriesContentID", "SeriesID", "SeasonCount")
_SEASON = (
    "SeasonNumber",
    "SeasonTitleInternalAlias",
    "SeasonAltID",
    "SeasonContentID",
    "SeasonID",
    "EpisodeCount",
)
_EPISODE = (
    "EpisodeNumber",
    "EpisodeTitleInternalAlias",
    "EpisodeAltID",
    "EpisodeContentID",
    "EpisodeTitleID",
)
_OWN = ("DisplayName", "UV_ID", "DMA_ID")
_MOVIE = (*_OWN, "TitleInternalAlias", "ContentID", "AltID", "TitleID")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "movie": _MOVIE,
    "short": _MOVIE,
    "collection": (*_MOVIE, "BundleALIDs", "RetailerSpare1"),
    "trailer": (*_MOVIE, "RefALID"),
    "bonus": (*_MOVIE, "RefALID"),
    "series": (*_OWN, *_SERIES, "RetailerSpare1"),
    "season": (*_OWN, *_SERIES, *_SEASON),
    "episode": (*_OWN, *_SERIES, *_SEASON, *_EPISODE),
}
"""Columns about the title itself, by work type."""


class Facts:
    """The facts of one title.

    Args:
        work_type: Its work type.
        spot: Its first row.
    """

    def __init__(self, work_type: str, spot: Spot) -> None:
        self.work_type = work_type
        self.spot = spot
        self._values: dict[str, tuple[str, Spot]] = {}
        self._others: dict[str, list[tuple[str, Spot]]] = {}

    def merge(self, row: Row) -> None:
        """Take a row in."""
        for column in COLUMNS[self.work_type]:
            text = row.text(column)
            if not text:
                continue
            first, _ = self._values.setdefault(column, (text, row.spot))
            if first != text:
                self._others.setdefault(column, []).append((text, row.spot))

    def say_others(self, notes: Notes) -> None:
        """Say where later rows differ, once for each column."""
        for column, others in self._others.items():
            first, spot = self._values[column]
            text, other = others[0]
            more = (
                "" if len(others) == 1 else f", and {len(others) - 1:,} more rows of the title differ as well"
            )
            notes.say(
                codes.DISAGREE,
                other,
                column,
                f"`{text}` stands here, and `{first}` in row {spot.row}, which counts{more}",
                f"write `{first}` in each row of the title, or correct the first one",
            )

    def text(self, column: str) -> str:
        """What its rows say in a column; empty where none says anything."""
        return self._values.get(column, ("", self.spot))[0]

    def at(self, column: str) -> Spot:
        """The row that says it."""
        return self._values.get(column, ("", self.spot))[1]

    def first_of(self, columns: Iterable[str]) -> str:
        """The first column that says anything."""
        return next((text for column in columns if (text := self.text(column))), "")
