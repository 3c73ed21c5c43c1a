"""Believable rows for each file: a catalog of what the channels hold, subscriptions to them, and what is watched.

Everything is drawn from the seed and from keys, so that the same estate gives the same rows. A share of the rows comes
again in a later file as a new version, and some of these delete the row (domain: Datasets API section 1).
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from pvsync.emulator.datasets.people import (
    Channel,
    Row,
    Subscriber,
    by_channel,
    channels,
    event_row,
    identity,
    marketplace,
    subscribers,
)
from pvsync.emulator.datasets.settings import DatasetsSettings
from pvsync.emulator.datasets.titles import Title

STRAYS = 2
"""Titles of each channel that are catalogued and that no avail offers."""

_AGAIN, _DELETED = 0.06, 0.015
_LAST_PERIOD = 6
_COME = 0.6
"""The share of the days before the first listing in which subscribers come."""

_WATCHES = 0.2
_LONGEST = timedelta(minutes=150)
"""What a title runs at most: who starts to watch so long before a file comes out is done by then."""

_DEVICES = (
    ("Living Room", "smart_tv"),
    ("Living Room", "game_console"),
    ("Mobile", "phone"),
    ("Web", "browser"),
)


class Estate:
    """The rows of one estate.

    Args:
        settings: How much happens, and the seed.
        titles: What the channels hold.
        born: When the estate began.
        until: Up to when rows are asked for.
    """

    def __init__(
        self, settings: DatasetsSettings, titles: Sequence[Title], born: datetime, until: datetime
    ) -> None:
        self._settings = settings
        self._titles = by_channel(titles)
        self._people: list[Subscriber] = []
        span = _COME * timedelta(days=settings.days)
        for channel in channels(titles):
            self._people += subscribers(channel, settings.subscribers, settings.seed, born, span, until)
        self._watched: dict[datetime, list[Row]] = {}
        self._events: dict[datetime, list[Row]] = {}
        for person in self._people:
            for event in person.events:
                self._events.setdefault(_slot_after(event.known, settings.period), []).append(
                    event_row(person, event)
                )

    def catalog(self, titles: Sequence[Title], at: datetime, *, strays: bool) -> list[Row]:
        """The catalog rows of titles that are new at an instant."""
        rows = [_title_row(title, at) for title in titles]
        if strays:
            for channel in channels(titles):
                rows += [_stray_row(channel, number, at) for number in range(STRAYS)]
        return rows

    def subscription(self, slot: datetime) -> list[Row]:
        """The subscription rows of a file, new versions of earlier ones included."""
        return self._events.get(slot, []) + list(
            self._again(slot, "subscription_event_id", self._events_of, "is_promo")
        )

    def playback(self, slot: datetime) -> list[Row]:
        """The playback rows of a file, new versions of earlier ones included."""
        return self._watching(slot) + list(self._again(slot, "session_id", self._watching, "seconds_viewed"))

    def _events_of(self, slot: datetime) -> list[Row]:
        return self._events.get(slot, [])

    def _again(
        self, slot: datetime, key: str, rows_of: Callable[[datetime], list[Row]], changes: str
    ) -> Iterator[Row]:
        for back in range(1, _LAST_PERIOD + 1):
            for row in rows_of(slot - back * self._settings.period):
                draw = Random(f"{self._settings.seed}/{row[key]}/again")  # noqa: S311 - to be repeated
                chance, when = draw.random(), draw.randint(1, _LAST_PERIOD)
                if chance >= _AGAIN or when != back:
                    continue
                later = row | {"last_update_time_utc": slot - timedelta(minutes=draw.randint(1, 30))}
                if chance < _DELETED:
                    yield later | {"is_deleted": 1}
                else:
                    yield later | {changes: 1 - row[changes] if changes == "is_promo" else row[changes] + 60}

    def _watching(self, slot: datetime) -> list[Row]:
        if slot not in self._watched:
            self._watched[slot] = [
                row for person in self._people if (row := self._session(person, slot)) is not None
            ]
        return self._watched[slot]

    def _session(self, person: Subscriber, slot: datetime) -> Row | None:
        draw = Random(f"{self._settings.seed}/{person.cid}/{slot.isoformat()}")  # noqa: S311 - to be repeated
        period = self._settings.period
        start = (
            slot - period - _LONGEST + timedelta(seconds=int(draw.uniform(0, period.total_seconds() - 60)))
        )
        event, channel = person.last_event(start), person.channel
        if draw.random() >= _WATCHES or event is None:
            return None
        there = self._titles.get((channel.benefit, channel.territory, channel.name), ())
        there = tuple(title for title in there if title.is_open(start))
        if not there:
            return None
        title = draw.choices(there, weights=[1 / (rank + 1) for rank in range(len(there))])[0]
        return _session_row(person, title, start, slot, draw) | {"subscription_event_id": event.id}


def slots(after: datetime, until: datetime, period: timedelta) -> Iterator[datetime]:
    """The times at which files come out, after one instant and up to another."""
    slot = _slot_after(after, period)
    while slot <= until:
        yield slot
        slot += period


def _slot_after(at: datetime, period: timedelta) -> datetime:
    seconds = period.total_seconds()
    return datetime.fromtimestamp((at.timestamp() // seconds + 1) * seconds, at.tzinfo)


def _title_row(title: Title, at: datetime) -> Row:
    return {
        "id": identity("title", title.benefit, title.territory, title.alid),
        "marketplace_id": marketplace(title.territory),
        "benefit_id": title.benefit,
        "title": title.title,
        "vendor_sku": title.alid,
        "season": title.season,
        "episode": title.episode,
        "episode_name": title.episode_name,
        "runtime_minutes": _runtime(title),
        "live_linear_channel_name": None,
        "content_type": "Movie" if title.episode is None else "Series",
        "content_quality": title.quality,
        "content_group": "3P_SUBS",
        "create_time_utc": at,
        "last_update_time_utc": at,
        "is_deleted": 0,
    }


def _stray_row(channel: Channel, number: int, at: datetime) -> Row:
    sku = f"STRAY-{channel.territory}-{channel.benefit}-{number + 1}".upper()
    stray = Title(
        sku,
        channel.territory,
        channel.name,
        channel.benefit,
        f"Stray {number + 1}",
        None,
        None,
        None,
        at,
        None,
        "HD",
    )
    return _title_row(stray, at)


def _runtime(title: Title) -> int:
    low, high = (75, 150) if title.episode is None else (22, 58)
    return Random(f"runtime/{title.alid}").randint(low, high)  # noqa: S311 - to be repeated


def _session_row(person: Subscriber, title: Title, start: datetime, slot: datetime, draw: Random) -> Row:
    seconds = draw.randint(60, _runtime(title) * 60)
    position, device = draw.choice((0, 0, 0, 300, 900)), draw.choice(_DEVICES)
    end = start + timedelta(seconds=seconds)
    known = max(end, slot - timedelta(minutes=draw.randint(1, 50)))
    return {
        "session_id": identity("session", person.cid, start.isoformat()),
        "marketplace_id": marketplace(title.territory),
        "marketplace_desc": f"Emulated {title.territory}",
        "cid": person.cid,
        "benefit_id": title.benefit,
        "catalog_id": identity("title", title.benefit, title.territory, title.alid),
        "subscription_offer_id": identity("offer", title.benefit, title.territory, person.trial),
        "start_segment_utc": start,
        "end_segment_utc": end,
        "seconds_viewed": seconds,
        "position_start": float(position),
        "position_end": float(position + seconds),
        "connection_type": draw.choice(("WIFI", "LAN", "WAN")),
        "stream_type": "VOD",
        "device_class": device[0],
        "device_sub_class": device[1],
        "geo_dma": f"{draw.randint(500, 599)}" if title.territory == "US" else None,
        "playback_method": draw.choice(("online", "online", "offline")),
        "quality": draw.choice(("1080p", "1080p", "720p", "4K")),
        "event_type": "playback_segments",
        "create_time_utc": known,
        "last_update_time_utc": known,
        "is_deleted": 0,
    }
