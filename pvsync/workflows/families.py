"""Titles that belong together, found while titles stream by; what stays grows with bundles and their parts alone."""

from collections.abc import Iterator

from pvsync.catalog.build import Catalog
from pvsync.model.desired import DesiredTitle
from pvsync.model.family import BundleFamily, SeasonFamily
from pvsync.model.titles import BoxSet, Collection, Episode, Season


class Families:
    """Seasons with their episodes as soon as they are whole, bundles with their parts at the end.

    Args:
        catalog: The catalog whose titles stream by; it knows what bundles hold.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._season: DesiredTitle | None = None
        self._episodes: list[DesiredTitle] = []
        self._bundles: list[DesiredTitle] = []
        self._parts: dict[str, list[DesiredTitle]] = {}

    def take(self, title: DesiredTitle) -> Iterator[SeasonFamily]:
        """Look at one title, and give the season that ended before it, if one did."""
        self._remember(title)
        if isinstance(title.title, Episode):
            self._episodes.append(title)
            return
        yield from self._whole_season()
        if isinstance(title.title, Season):
            self._season = title

    def rest(self) -> Iterator[SeasonFamily | BundleFamily]:
        """What is whole only now that every title has gone by."""
        yield from self._whole_season()
        for bundle in self._bundles:
            named = bundle.title.members if isinstance(bundle.title, Collection) else (bundle.title.alid,)
            parts = (part for name in named for part in self._parts.get(name, ()))
            yield BundleFamily(bundle, tuple(parts))

    def _remember(self, title: DesiredTitle) -> None:
        """Keep bundles, and whatever a bundle names: a collection may name anything, and should name movies."""
        if isinstance(title.title, BoxSet | Collection):
            self._bundles.append(title)
        if isinstance(title.title, BoxSet):
            return
        for name in (title.title.alid, title.unsent.series):
            if name in self._catalog.bundled:
                self._parts.setdefault(name, []).append(title)

    def _whole_season(self) -> Iterator[SeasonFamily]:
        if self._season is not None:
            yield SeasonFamily(self._season, tuple(self._episodes))
        self._season = None
        self._episodes = []
