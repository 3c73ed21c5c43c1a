"""Which episodes, seasons and box sets belong together: by the ids that live names, else by number or name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from pvsync.formats.live.title import LiveTitle
from pvsync.model.titles import BoxSet, Episode, Season, Series

_Key = tuple[str, str]
ValueT = TypeVar("ValueT", str, int)


@dataclass(slots=True)
class SeasonParts:
    """A season in the making.

    Args:
        facts: What live says of it, by itself or with its episodes.
        own: The season where it is live itself.
        episodes: Its episodes.
    """

    facts: list[Season] = field(default_factory=list)
    own: LiveTitle | None = None
    episodes: list[LiveTitle] = field(default_factory=list)


@dataclass(slots=True)
class SeriesParts:
    """A series in the making.

    Args:
        facts: What live says of it with its seasons and episodes.
        box_set: Its box set, where there is one.
        seasons: Its seasons, by what names them.
    """

    facts: list[Series] = field(default_factory=list)
    box_set: LiveTitle | None = None
    seasons: dict[_Key, SeasonParts] = field(default_factory=dict)

    @property
    def content_id(self) -> str:
        """Its metadata id; empty where live does not tell."""
        return most(one.content_id for one in self.facts) or (
            self.box_set.title.content_id if self.box_set is not None else ""
        )

    @property
    def titles(self) -> list[LiveTitle]:
        """Every title of it that is live."""
        seasons = self.seasons.values()
        owned = [parts.own for parts in seasons if parts.own is not None]
        episodes = [episode for parts in seasons for episode in parts.episodes]
        return [*owned, *episodes, *([] if self.box_set is None else [self.box_set])]


def families(titles: Iterable[LiveTitle]) -> list[SeriesParts]:
    """Every series, in the order in which its first part comes; titles that are none of a series are passed over."""
    found: dict[_Key, SeriesParts] = {}
    listed = list(titles)
    # Seasons first: an episode joins the season that is live itself before it makes one of its own.
    for title in listed:
        if isinstance(title.title, Season):
            series = _series_of(found, title.title.series, title.alid)
            parts = _season_of(series, title.title)
            if parts.own is not None:  # two ALIDs with one metadata id: each is a season of its own
                parts = series.seasons.setdefault(("alid", title.alid), SeasonParts([title.title]))
            parts.own = title
    for title in listed:
        match title.title:
            case Episode(season=season):
                _season_of(_series_of(found, season.series, ""), season).episodes.append(title)
            case BoxSet(content_id=content_id):
                bundled = found.setdefault(("id", content_id), SeriesParts())
                if bundled.box_set is not None:
                    bundled = found.setdefault(("alid", title.alid), SeriesParts())
                bundled.box_set = title
            case _:
                pass
    return list(found.values())


def most(values: Iterable[ValueT | None]) -> ValueT | None:
    """The value that is said most often, the first of those; None where none is said."""
    said = Counter(value for value in values if value not in (None, ""))
    return said.most_common(1)[0][0] if said else None


def _series_of(found: dict[_Key, SeriesParts], series: Series, alone: str) -> SeriesParts:
    key = ("id", series.content_id) if series.content_id else ("title", series.title or alone)
    parts = found.setdefault(key, SeriesParts())
    parts.facts.append(series)
    return parts


def _season_of(series: SeriesParts, season: Season) -> SeasonParts:
    numbered = ("number", "" if season.number is None else str(season.number))
    if season.content_id:
        key = ("id", season.content_id)
    else:
        same = (
            key
            for key, parts in series.seasons.items()
            if season.number is not None and any(one.number == season.number for one in parts.facts)
        )
        key = next(same, numbered)
    parts = series.seasons.setdefault(key, SeasonParts())
    parts.facts.append(season)
    return parts
