"""The complete seasons of each series: what a box set needs to know of other documents, and nothing more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from pvsync.catalog.documents import SeasonDocument
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.shape import Declared
from pvsync.diagnostics import Place


@dataclass(frozen=True, slots=True)
class CompleteSeason:
    """A season that says when it is complete.

    Args:
        alid: Its ALID.
        since: True, or the day from which it is complete.
        place: Where it says so.
    """

    alid: str
    since: date | bool
    place: Place

    def instant(self, territory: str, settings: CatalogSettings) -> datetime | None:
        """From when it counts, read as a day of a territory; None for ever."""
        return None if isinstance(self.since, bool) else settings.zones.start_of(self.since, territory)


class SeasonIndex:
    """Complete seasons by the ALID of their series, gathered while titles stream by."""

    def __init__(self) -> None:
        self._by_series: dict[str, dict[str, CompleteSeason]] = {}

    def add(self, season: Declared[SeasonDocument]) -> None:
        """Remember a season that says when it is complete; one that shall go is not sold in a box set either."""
        document = season.document
        if document.complete in (None, False) or document.state is not None:
            return
        found = CompleteSeason(document.alid, document.complete or True, season.raw.place(("complete",)))
        self._by_series.setdefault(document.series, {})[document.alid] = found

    def of(self, series: str) -> Iterator[CompleteSeason]:
        """The seasons of a series that say when they are complete."""
        yield from self._by_series.get(series, {}).values()
