"""What comes out when: a file of each dataset at every slot since the last one, some late, and new titles at once."""

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from random import Random

from pvsync.emulator.datasets.estate import Estate, slots
from pvsync.emulator.datasets.published import Published
from pvsync.emulator.datasets.settings import DatasetsSettings
from pvsync.emulator.datasets.titles import Title, channel_titles
from pvsync.emulator.store import Store

_LATE = 0.05
_LATE_BY = (5 * 3600, 11 * 3600)


class Release:
    """Publishes what is due, whenever somebody looks.

    Args:
        settings: How much happens, and how often.
        store: What the emulated Avails API holds.
        benefits: Benefit by channel.
        published: The log.
        clock: The present instant.
    """

    def __init__(
        self,
        settings: DatasetsSettings,
        store: Store,
        benefits: Mapping[str, str],
        published: Published,
        clock: Callable[[], datetime],
    ) -> None:
        self._settings = settings
        self._store = store
        self._benefits = benefits
        self._published = published
        self._clock = clock
        self._lock = threading.Lock()

    def catch_up(self) -> None:
        """Publish what is due; as long as no channel holds anything, nothing is."""
        with self._lock:
            titles = channel_titles(self._store.all(), self._benefits)
            if titles:
                self._catch_up(titles, self._clock().astimezone(UTC).replace(microsecond=0))

    def _catch_up(self, titles: tuple[Title, ...], now: datetime) -> None:
        memory, period = self._published.memory, self._settings.period
        first = "born" not in memory
        if first:
            born = now - timedelta(days=self._settings.days)
            memory |= {"born": born.timestamp(), "done": born.timestamp(), "catalogued": []}
        born, done = _at(memory["born"]), _at(memory["done"])
        known = {tuple(key) for key in memory["catalogued"]}
        fresh = tuple(title for title in titles if title.key not in known)
        due = list(slots(done, now, period))
        if not fresh and not due:
            return
        estate = Estate(self._settings, titles, born, now)
        if fresh:
            # The first titles have been there from the beginning; later ones are new now.
            at = next(iter(due), now) if first else now
            name = f"catalog-{at:%Y%m%dT%H%M%SZ}-after-{len(known)}"
            self._published.publish("catalog", estate.catalog(fresh, at, strays=first), at, name)
            memory["catalogued"] = sorted(known | {title.key for title in fresh})
        for slot in due:
            self._publish("subscription", estate.subscription(slot), slot)
            self._publish("playback", estate.playback(slot), slot)
        if due:
            memory["done"] = due[-1].timestamp()
        self._published.keep()

    def _publish(self, dataset: str, rows: list[dict[str, object]], slot: datetime) -> None:
        draw = Random(f"{self._settings.seed}/{dataset}/{slot.isoformat()}/late")  # noqa: S311 - to be repeated
        late = timedelta(seconds=draw.randint(*_LATE_BY)) if draw.random() < _LATE else timedelta()
        self._published.publish(dataset, rows, slot + late, f"{dataset}-{slot:%Y%m%dT%H%M%SZ}")


def _at(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
