"""Titles that belong together: a season with its episodes, a bundle with what it holds."""

from dataclasses import dataclass
from typing import TypeAlias

from pvsync.model.desired import DesiredTitle
from pvsync.model.titles import BoxSet, Collection, Season, Title

Key: TypeAlias = tuple[str, str]
"""What a bundle calls its members by: `alid` and an ALID, or `series` and the content id of a series."""

_ALID, _SERIES = "alid", "series"


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


def bundle_keys(title: Title | None) -> tuple[Key, ...]:
    """What a bundle calls its own by: the seasons of its series, the movies that it lists."""
    match title:
        case BoxSet():
            return ((_SERIES, title.content_id),)
        case Collection():
            return tuple((_ALID, alid) for alid in dict.fromkeys(title.members))
        case _:
            return ()


def member_keys(title: Title | None) -> tuple[Key, ...]:
    """What bundles may call a title by."""
    match title:
        case None | BoxSet() | Collection():
            return ()
        case Season():
            return ((_ALID, title.alid), (_SERIES, title.series.content_id))
        case _:
            return ((_ALID, title.alid),)
