"""What is asked about titles and viewing, and what is not known."""

from datetime import UTC, datetime, timedelta

from slates import NOW, FolderSource, Row, a_row, pulled

from pvsync.datasets.answers import catalogued, ever_catalogued, marketplaces, standings, viewing
from pvsync.datasets.store import Store
from pvsync.model.datasets import ChannelViewing, Watched

START = datetime(2026, 11, 20, 20, tzinfo=UTC)


def stream(session: str, **cells: str) -> Row:
    said = {"start_segment_utc": f"{START:%Y-%m-%d %H:%M:%S}", "catalog_id": "c1", "marketplace_id": "1"}
    who = {"cid": "anna", "benefit_id": "harbour", "seconds_viewed": "60"}
    return a_row("playback", session_id=session, **{**said, **who, **cells})


def test_the_catalog_by_sku(source: FolderSource, store: Store) -> None:
    episode = {"season": "2", "episode": "5", "content_type": "Series", "marketplace_id": "3"}
    gone = a_row("catalog", id="c3", vendor_sku="GONE", is_deleted="1")
    source.publish(
        "catalog",
        "c.zip",
        [a_row("catalog", vendor_sku="B", **episode), a_row("catalog", id="c2", vendor_sku="A"), gone],
    )
    pulled(source, store)
    first, second = catalogued(store)
    assert (first.vendor_sku, second.vendor_sku) == ("A", "B")
    assert (second.season, second.episode, second.marketplace_id, second.content_type) == (2, 5, 3, "Series")
    assert second.updated == datetime(2026, 11, 21, 21, tzinfo=UTC)


def test_viewing_by_sku_marketplace_and_channel(source: FolderSource, store: Store) -> None:
    source.publish("catalog", "c.zip", [a_row("catalog", vendor_sku="SKU")])
    segment = f"{START + timedelta(hours=1):%Y-%m-%d %H:%M:%S}"
    rows = [
        stream("1"),
        stream("1", start_segment_utc=segment),
        stream("2", cid="bert", seconds_viewed=""),
        stream("3", benefit_id="lantern"),
        stream("4", marketplace_id="3", seconds_viewed=""),
    ]
    source.publish("playback", "p.zip", rows)
    pulled(source, store)
    period, found = viewing(store, NOW)
    later = START + timedelta(hours=1)
    assert found == {
        Watched("SKU", 1): (
            ChannelViewing("harbour", viewers=2, seconds=120, sessions=2, latest=later),
            ChannelViewing("lantern", viewers=1, seconds=60, sessions=1, latest=START),
        ),
        Watched("SKU", 3): (ChannelViewing("harbour", viewers=1, seconds=None, sessions=1, latest=START),),
    }
    assert (period.since, period.until, period.known_until) == (NOW - timedelta(days=28), NOW, later)


def test_no_rows_are_unknown_and_not_zero(source: FolderSource, store: Store) -> None:
    source.publish("catalog", "c.zip", [a_row("catalog", vendor_sku="SKU")])
    pulled(source, store)
    period, found = viewing(store, NOW)
    assert found.get(Watched("SKU", 1)) is None
    assert period.known_until is None


def test_only_the_last_days_count(source: FolderSource, store: Store) -> None:
    source.publish("catalog", "c.zip", [a_row("catalog", vendor_sku="SKU")])
    edges = [NOW - timedelta(days=28), NOW, NOW - timedelta(days=28, seconds=1), NOW + timedelta(seconds=1)]
    rows = [
        stream(str(number), start_segment_utc=f"{edge:%Y-%m-%d %H:%M:%S}")
        for number, edge in enumerate(edges)
    ]
    source.publish("playback", "p.zip", rows)
    pulled(source, store)
    _, found = viewing(store, NOW)
    assert [channel.sessions for channel in found[Watched("SKU", 1)]] == [2]


def test_what_was_watched_of_a_title_that_left_the_catalog_counts(source: FolderSource, store: Store) -> None:
    source.publish("catalog", "c.zip", [a_row("catalog", vendor_sku="SKU", is_deleted="1")])
    source.publish("playback", "p.zip", [stream("1"), stream("2", is_deleted="1")])
    pulled(source, store)
    assert list(catalogued(store)) == []
    assert [channel.sessions for channel in viewing(store, NOW)[1][Watched("SKU", 1)]] == [1]


def test_every_sku_that_was_ever_catalogued(source: FolderSource, store: Store) -> None:
    gone = a_row("catalog", id="c2", vendor_sku="GONE", is_deleted="1")
    nameless = a_row("catalog", id="c3", vendor_sku="")
    source.publish("catalog", "c.zip", [a_row("catalog", vendor_sku="SKU"), gone, nameless])
    pulled(source, store)
    assert ever_catalogued(store) == {"SKU", "GONE"}


def test_marketplaces_and_standings(source: FolderSource, store: Store) -> None:
    source.publish("playback", "p.zip", [stream("1", marketplace_desc="United States")])
    source.publish("catalog", "c.zip", [a_row("catalog", marketplace_id="6")])
    pulled(source, store)
    assert marketplaces(store) == {1: "United States", 6: None}
    assert {one.dataset: one.files for one in standings(store, NOW)} == {
        "subscription": 0,
        "playback": 1,
        "catalog": 1,
    }
