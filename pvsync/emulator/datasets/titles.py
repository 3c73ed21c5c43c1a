"""What subscription channels hold in the emulated Avails API: movies and episodes, by territory and channel.

domain: Datasets API section 3: vendor SKUs are of movies and episodes, and the one documented content group is that of
channel subscriptions; all else that is offered does not appear in the datasets.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from pvsync.emulator.store import Held
from pvsync.emulator.transactions import Transaction, read_transactions
from pvsync.emulator.wire import JSON, digits, member, objects

_SERIES = ("SeriesTitleInternalAlias",)
_PRIME = frozenset({"prime", "a4k"})


@dataclass(frozen=True, slots=True)
class Title:
    """A movie or an episode on one channel in one territory.

    Args:
        alid: Its ALID, the vendor SKU of the datasets.
        territory: Where.
        channel: Channel identity.
        benefit: Benefit of the channel.
        title: Title of the movie or of the series.
        season: Number of the season, None for a movie.
        episode: Number of the episode, None for a movie.
        episode_name: Name of the episode, None for a movie.
        start: When the first window opens.
        end: When the last window ends; None where one has no end.
        quality: HD or SD.
    """

    alid: str
    territory: str
    channel: str
    benefit: str
    title: str
    season: int | None
    episode: int | None
    episode_name: str | None
    start: datetime
    end: datetime | None
    quality: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it one title of the datasets."""
        return (self.alid, self.territory, self.channel)

    def is_open(self, at: datetime) -> bool:
        """Whether it can be watched."""
        return self.start <= at and (self.end is None or at <= self.end)


def channel_titles(held: Iterable[Held], benefits: Mapping[str, str]) -> tuple[Title, ...]:
    """Every movie and episode that a channel holds, by its key, sorted.

    Args:
        held: What the Avails API holds.
        benefits: Benefit by channel; a channel not in it has one of its own.
    """
    found: dict[tuple[str, str, str], Title] = {}
    for one in held:
        for title in _of(one, benefits):
            found.setdefault(title.key, title)
    return tuple(found[key] for key in sorted(found))


def _of(held: Held, benefits: Mapping[str, str]) -> Iterator[Title]:
    asset = next(iter(objects(member(held.avail, "Asset"))), {})
    kind = str(asset.get("WorkType") or "").casefold()
    if kind not in {"movie", "short", "episode"}:
        return
    rows: dict[str, list[Transaction]] = {}
    for row in read_transactions(held.avail):
        channel = row.channel
        if row.license_type == "SVOD" and channel and benefits.get(channel, channel).casefold() not in _PRIME:
            rows.setdefault(channel, []).append(row)
    for channel, own in rows.items():
        starts = [row.start for row in own if row.start is not None]
        ends = [row.end for row in own]
        if starts:
            yield Title(
                alid=held.scope.alid,
                territory=held.scope.territory,
                channel=channel,
                benefit=benefits.get(channel, channel),
                **_names(asset, kind),
                start=min(starts),
                end=None if None in ends else max(end for end in ends if end is not None),
                quality="SD" if {row.format_profile for row in own} == {"SD"} else "HD",
            )


def _names(asset: dict[str, JSON], kind: str) -> dict[str, JSON]:
    if kind != "episode":
        title = member(asset, "Metadata", "TitleInternalAlias")
        return {"title": _first(title) or "", "season": None, "episode": None, "episode_name": None}
    own = member(asset, "EpisodeMetadata")
    season = member(own, "SeasonMetadata")
    series = member(season, "SeriesMetadata", *_SERIES) or member(own, "SeriesMetadata", *_SERIES)
    return {
        "title": _first(series) or "",
        "season": _number(member(season, "SeasonNumber", "Number")),
        "episode": _number(member(own, "EpisodeNumber", "Number")),
        "episode_name": _first(member(own, "TitleInternalAlias")),
    }


def _first(value: JSON) -> str | None:
    """A text, or the first of a list of them."""
    found = value[0] if isinstance(value, list) and value else value
    return found if isinstance(found, str) and found else None


def _number(value: JSON) -> int | None:
    text = digits(value)
    return int(text) if re.fullmatch(r"\d{1,6}", text) else None
