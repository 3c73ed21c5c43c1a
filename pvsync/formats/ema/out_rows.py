"""Titles of the catalog as rows of a sheet."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, assert_never

from pvsync.formats.ema.columns import Tab, Version
from pvsync.formats.ema.out_cells import OutCell
from pvsync.formats.ema.out_terms import TermWriter
from pvsync.model.avail import Entitlement
from pvsync.model.desired import DesiredTitle, Removal, Unsent
from pvsync.model.licence import BusinessLine, License, WorkType
from pvsync.model.plan import Action
from pvsync.model.titles import BoxSet, Collection, Episode, Movie, Season, Series, Supplemental, Title
from pvsync.model.zones import Zones

OutRow: TypeAlias = dict[str, OutCell]
"""Cell by the name of its column; empty ones are not in it."""

_WORK_TYPES: Mapping[WorkType, str] = {
    WorkType.MOVIE: "Movie",
    WorkType.SHORT: "Short",
    WorkType.SEASON: "Season",
    WorkType.EPISODE: "Episode",
    WorkType.SERIES: "Series",
    WorkType.COLLECTION: "Collection",
    WorkType.TRAILER: "Promotion",
    WorkType.BONUS: "Supplemental",
}
_ENTITLEMENTS = {"DMA": "DMA_ID", "UVVU": "UV_ID"}
_GONE_LICENSES = {
    BusinessLine.TVOD: License.EST,
    BusinessLine.PRIME_SUBSCRIPTION: License.SVOD,
    BusinessLine.FVOD: License.FVOD,
}
_DUMMY_START, _DUMMY_END = date(1999, 12, 31), date(2000, 1, 1)
"""What the general instructions suggest for a Full Delete."""


_TABS = {
    **dict.fromkeys((WorkType.MOVIE, WorkType.SHORT, WorkType.COLLECTION), Tab.MOVIES),
    **dict.fromkeys((WorkType.SERIES, WorkType.SEASON, WorkType.EPISODE), Tab.TV),
    **dict.fromkeys((WorkType.TRAILER, WorkType.BONUS), Tab.BONUS),
}


def tab_of(work_type: str) -> Tab:
    """Where the rows of a title belong."""
    return _TABS[WorkType(work_type)]


@dataclass(frozen=True, slots=True)
class TitleRows:
    """The rows of one title, which stay in one file: a full extract replaces all that is there.

    Args:
        tab: Where they belong.
        rows: The rows.
    """

    tab: Tab
    rows: list[OutRow]


class RowWriter:
    """Writes titles as rows; a season comes before its episodes.

    Args:
        version: Version of EMA.
        licensor: Name of the licensor, for titles that name none.
        zones: What a day is in a territory.
    """

    def __init__(self, version: Version, licensor: str, zones: Zones) -> None:
        self.lost: Counter[str] = Counter()
        self._version = version
        self._licensor = licensor
        self._terms = TermWriter(zones, self.lost)
        self._seasons: dict[str, Unsent] = {}

    def rows(self, title: DesiredTitle) -> TitleRows:
        """All rows of a title; none where it is not offered."""
        if isinstance(title.title, Season):
            self._seasons[title.title.alid] = title.unsent
        tab = tab_of(title.title.work_type)
        rows = list(self._offered(title)) + list(self._removed(title))
        if tab is Tab.BONUS and self._version is not Version.V1_9:
            self.lost["trailers and bonus material, which have a tab in 1.9 only"] += len(rows)
            return TitleRows(tab, [])
        return TitleRows(tab, rows)

    def _offered(self, title: DesiredTitle) -> Iterator[OutRow]:
        about = self._about(title.title, title.unsent)
        is_bundle = isinstance(title.title, BoxSet | Collection)
        for avail in title.avails:
            shared = {"DisplayName": avail.licensor, "EntryType": "Full Extract", **about}
            shared |= dict(self._entitlements(avail.entitlements))
            for transaction in avail.transactions:
                yield shared | self._terms.cells(transaction, is_bundle=is_bundle)

    def _removed(self, title: DesiredTitle) -> Iterator[OutRow]:
        for removal in title.removals:
            if removal.action is Action.WITHDRAW:
                self.lost[
                    "scopes that are to be withdrawn: their last windows are known to Prime Video alone"
                ] += 1
            elif (license_type := _GONE_LICENSES.get(removal.scope.business_line)) is None:
                self.lost["scopes of a channel that are to be deleted: a row needs the channel's name"] += 1
            else:
                yield self._about(title.title, title.unsent) | self._gone(removal, license_type)

    def _gone(self, removal: Removal, license_type: License) -> OutRow:
        return {
            "DisplayName": self._licensor,
            "EntryType": "Full Delete",
            "Territory": removal.scope.territory,
            "LicenseType": str(license_type),
            "FormatProfile": "HD",
            "Start": _DUMMY_START,
            "End": _DUMMY_END,
        }

    def _entitlements(self, entitlements: tuple[Entitlement, ...]) -> Iterator[tuple[str, OutCell]]:
        seen: set[str] = set()
        for one in entitlements:
            column = _ENTITLEMENTS.get(one.ecosystem, "")
            if not column or column in seen:
                self.lost[f"entitlements of {one.ecosystem} beyond what has a column"] += 1
                continue
            seen.add(column)
            yield column, one.id

    def _about(self, title: Title, unsent: Unsent) -> OutRow:
        found: dict[str, OutCell | None] = {
            "ALID": title.alid,
            "WorkType": _WORK_TYPES[title.work_type],
            **dict(self._ids(title, unsent)),
        }
        return {name: value for name, value in found.items() if value is not None and value != ""}

    def _ids(self, title: Title, unsent: Unsent) -> Iterator[tuple[str, OutCell | None]]:
        alt_id = unsent.alt_id or title.alid
        match title:
            case Movie() | Supplemental() | Collection():
                yield from (("TitleInternalAlias", title.title), ("ContentID", title.content_id))
                yield from (("AltID", alt_id), ("TitleID", unsent.eidr))
                if isinstance(title, Collection):
                    yield "BundleALIDs", ";".join(title.members)
                if isinstance(title, Supplemental):
                    yield "RefALID", title.of
            case BoxSet():
                yield from (("SeriesTitleInternalAlias", title.title), ("SeriesContentID", title.content_id))
                yield from (("SeriesAltID", alt_id), ("SeasonCount", title.season_count))
                yield "SeriesID", unsent.series_eidr
            case Season():
                yield from self._season(title, unsent)
            case Episode():
                yield from self._season(title.season, self._seasons.get(title.season.alid, Unsent()))
                yield from (("EpisodeNumber", title.number), ("EpisodeTitleInternalAlias", title.title))
                yield from (("EpisodeContentID", title.content_id), ("EpisodeAltID", alt_id))
                yield "EpisodeTitleID", unsent.eidr
            case _:
                assert_never(title)

    def _season(self, season: Season, unsent: Unsent) -> Iterator[tuple[str, OutCell | None]]:
        yield from (("SeasonNumber", season.number), ("SeasonTitleInternalAlias", season.title))
        yield from (("SeasonContentID", season.content_id), ("SeasonAltID", unsent.alt_id or season.alid))
        yield from (("SeasonID", unsent.eidr), ("EpisodeCount", season.episode_count))
        yield from self._series(season.series, unsent)

    def _series(self, series: Series, unsent: Unsent) -> Iterator[tuple[str, OutCell | None]]:
        yield from (("SeriesTitleInternalAlias", series.title), ("SeriesContentID", series.content_id))
        yield from (("SeriesAltID", unsent.series), ("SeasonCount", series.season_count))
        yield "SeriesID", unsent.series_eidr
