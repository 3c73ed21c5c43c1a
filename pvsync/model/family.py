"""Titles that belong together: a season with its episodes, a bundle with what it holds."""

from dataclasses import dataclass

from pvsync.model.desired import DesiredTitle


@dataclass(frozen=True, slots=True)
class SeasonFamily:
    """A season and its episodes, as one document declares them.

    Args:
        season: The season; its avails are those of the season's own row, for purchase and rental only.
        episodes: Its episodes in the order of the document, as far as they could be built.
    """

    season: DesiredTitle
    episodes: tuple[DesiredTitle, ...]


@dataclass(frozen=True, slots=True)
class BundleFamily:
    """A bundle and what it holds.

    Args:
        bundle: A box set or a collection.
        parts: The seasons of the box set's series, complete or not, or the titles that the collection names; those
            that the catalog declares, in the order of its files.
    """

    bundle: DesiredTitle
    parts: tuple[DesiredTitle, ...]
