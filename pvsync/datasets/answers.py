"""What the store knows of titles and of viewing, for those who ask in their own words and not in SQL."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pvsync.datasets.engine import telling
from pvsync.datasets.standing import standing
from pvsync.datasets.store import Store
from pvsync.datasets.tables import TABLES
from pvsync.model.datasets import CataloguedTitle, ChannelViewing, Period, Standing, Watched

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DAYS = 28
"""How far back viewing is asked for."""

_BATCH = 5_000
_ADVICE = "run `pvsync datasets pull`; if it stays, move the folder of the store away and pull again"
_CATALOG = """
SELECT id, vendor_sku, marketplace_id, benefit_id, title, season, episode, episode_name, runtime_minutes,
    live_linear_channel_name, content_type, content_quality, content_group, last_update_time_utc
FROM catalog ORDER BY vendor_sku, marketplace_id, id
"""
# The catalog's last word on a title, also where that is a deletion: what was watched had this SKU all the same.
_VIEWING = """
SELECT catalog.vendor_sku, playback.marketplace_id, playback.benefit_id, count(DISTINCT playback.cid),
    sum(playback.seconds_viewed), count(DISTINCT playback.session_id), max(playback.start_segment_utc)
FROM playback INNER JOIN catalog_latest AS catalog ON playback.catalog_id = catalog.id
WHERE playback.start_segment_utc >= $since AND playback.start_segment_utc <= $until
    AND catalog.vendor_sku IS NOT NULL
GROUP BY catalog.vendor_sku, playback.marketplace_id, playback.benefit_id
ORDER BY catalog.vendor_sku, playback.marketplace_id, playback.benefit_id
"""


def catalogued(store: Store) -> Iterator[CataloguedTitle]:
    """Every row of the current catalog, by vendor SKU: catalogued, which does not mean live.

    Raises:
        StoreError: If nothing was pulled yet.
    """
    with store.opened() as connection, telling("the catalog of the store cannot be read", _ADVICE):
        found = connection.execute(_CATALOG)
        while batch := found.fetchmany(_BATCH):
            for row in batch:
                yield CataloguedTitle(*(*row[:-1], _utc(row[-1])))


def ever_catalogued(store: Store) -> frozenset[str]:
    """Every vendor SKU that the catalog has or had, also where its last word is a deletion.

    Raises:
        StoreError: If nothing was pulled yet.
    """
    with store.opened() as connection, telling("the catalog of the store cannot be read", _ADVICE):
        rows = connection.execute(
            "SELECT DISTINCT vendor_sku FROM catalog_latest WHERE vendor_sku IS NOT NULL"
        )
        return frozenset(sku for (sku,) in rows.fetchall())


def viewing(
    store: Store, now: datetime, days: int = DAYS
) -> tuple[Period, Mapping[Watched, tuple[ChannelViewing, ...]]]:
    """What was watched in the last days, by vendor SKU and marketplace, channel by channel.

    A title that is not in the mapping is one of which the data say nothing: that is unknown, and never zero. Viewers of
    several channels are not to be added: one customer has another id in each parent channel (Datasets API, section 3).

    Args:
        store: The store.
        now: The last instant to look at, in UTC.
        days: How many days.

    Returns:
        What the answer covers, and the viewing.

    Raises:
        StoreError: If nothing was pulled yet.
    """
    since, until = now - timedelta(days=days), now
    found: defaultdict[Watched, list[ChannelViewing]] = defaultdict(list)
    with store.opened() as connection, telling("the playback of the store cannot be read", _ADVICE):
        rows = connection.execute(
            _VIEWING, {"since": since.replace(tzinfo=None), "until": until.replace(tzinfo=None)}
        )
        while batch := rows.fetchmany(_BATCH):
            for sku, marketplace, channel, viewers, seconds, sessions, latest in batch:
                told = ChannelViewing(channel, viewers, seconds, sessions, latest.replace(tzinfo=UTC))
                found[Watched(sku, marketplace)].append(told)
        period = Period(since, until, _known_until(connection))
    return period, {watched: tuple(channels) for watched, channels in found.items()}


def marketplaces(store: Store) -> Mapping[int, str | None]:
    """Marketplaces by their id, with the name that playback gives them, None where it gives none.

    Raises:
        StoreError: If nothing was pulled yet.
    """
    with store.opened() as connection, telling("the marketplaces of the store cannot be read", _ADVICE):
        rows = connection.execute(
            "SELECT marketplace_id, max(marketplace_desc) FROM ("
            "SELECT marketplace_id, marketplace_desc FROM playback UNION ALL SELECT marketplace_id, NULL FROM catalog"
            ") WHERE marketplace_id IS NOT NULL GROUP BY marketplace_id ORDER BY marketplace_id"
        ).fetchall()
    return dict(rows)


def standings(store: Store, now: datetime) -> tuple[Standing, ...]:
    """How far the store has come with each dataset.

    Args:
        store: The store.
        now: The present instant, in UTC.

    Raises:
        StoreError: If its ledger cannot be read.
    """
    ledger = store.ledger()
    return tuple(standing(ledger, dataset, now) for dataset in TABLES)


def _known_until(connection: "DuckDBPyConnection") -> datetime | None:
    row = connection.execute("SELECT max(start_segment_utc) FROM playback_event_log").fetchone()
    return _utc(row[0]) if row else None


def _utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.replace(tzinfo=UTC)
