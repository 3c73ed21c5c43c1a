"""The queries that ship with pvsync answer what their first lines say."""

import pytest
from slates import FolderSource, Row, a_row, pulled

from pvsync.datasets.named import named_queries, named_query
from pvsync.datasets.query import asked
from pvsync.datasets.store import Store
from pvsync.errors import UsageError


def stream(number: int, **cells: str) -> Row:
    start = f"2026-11-{number:02} 20:00:00"
    said = {"session_id": f"s{number:02}", "start_segment_utc": start, "cid": "anna", "benefit_id": "harbour"}
    return a_row("playback", **{**said, "catalog_id": f"t{number:02}", "seconds_viewed": "60", **cells})


def event(name: str, kind: str, when: str, **cells: str) -> Row:
    said = {
        "subscription_event_id": name,
        "subscription_event_type": kind,
        "subscription_event_time_utc": when,
    }
    return a_row("subscription", **{**said, "cid": "anna", "benefit_id": "harbour", **cells})


def answer(source: FolderSource, store: Store, name: str, *columns: str) -> list[tuple[object, ...]]:
    pulled(source, store)
    with asked(store, named_query(name).sql) as found:
        at = [found.columns.index(column) for column in columns]
        return [tuple(row[place] for place in at) for row in found.rows]


def test_each_has_a_line_about_it() -> None:
    assert [query.name for query in named_queries()] == [
        "first-ten-titles",
        "sessions-with-several-starts",
        "status-before-stream",
        "watched-titles",
    ]
    assert all(query.about[0].islower() and not query.about.endswith(".") for query in named_queries())


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(UsageError, match="no query `nope`"):
        named_query("nope")


def test_the_status_before_a_stream(source: FolderSource, store: Store) -> None:
    source.publish(
        "subscription",
        "s.zip",
        [event("e1", "Start", "2026-11-01 10:00:00"), event("e2", "Renew", "2026-11-10 10:00:00")],
    )
    source.publish(
        "playback",
        "p.zip",
        [
            stream(5, subscription_event_id="e1"),
            stream(12, subscription_event_id="e2"),
            stream(13, subscription_event_id="gone"),
        ],
    )
    source.publish(
        "catalog", "c.zip", [a_row("catalog", id="t05", title="Heat Haze", vendor_sku="HEATHAZE-2024")]
    )
    assert answer(source, store, "status-before-stream", "session_id", "status", "status_since", "vendor_sku") == [
        ("s05", "Start", "2026-11-01 10:00:00", "HEATHAZE-2024"),
        ("s12", "Renew", "2026-11-10 10:00:00", None),
        ("s13", None, None, None),
    ]  # fmt: skip


def test_the_first_ten_titles(source: FolderSource, store: Store) -> None:
    source.publish(
        "subscription",
        "s.zip",
        [event("e1", "Start", "2026-11-02 00:00:00"), event("e2", "Cancel", "2026-11-02 00:00:00")],
    )
    before, again = stream(1), stream(20, session_id="again", catalog_id="t02")
    others = [stream(3, session_id="x", cid="bert"), stream(3, session_id="y", benefit_id="lantern")]
    source.publish("playback", "p.zip", [before, *map(stream, range(2, 16)), again, *others])
    source.publish("catalog", "c.zip", [a_row("catalog", id="t02", title="Heat Haze")])
    found = answer(source, store, "first-ten-titles", "cid", "place", "title")
    names = ["Heat Haze", *(f"t{number:02}" for number in range(3, 12))]
    assert found == [("anna", place, name) for place, name in enumerate(names, 1)]


def test_watched_titles_keep_channels_apart(source: FolderSource, store: Store) -> None:
    both = [stream(5), stream(5, session_id="z", benefit_id="lantern", seconds_viewed="30")]
    source.publish("playback", "p.zip", [*both, stream(6, catalog_id="t05", seconds_viewed="")])
    source.publish("catalog", "c.zip", [a_row("catalog", id="t05", vendor_sku="SKU", is_deleted="1")])
    assert answer(source, store, "watched-titles", "vendor_sku", "benefit_id", "seconds_viewed", "sessions", "customers") == [
        ("SKU", "harbour", 60, 2, 1),
        ("SKU", "lantern", 30, 1, 1),
    ]  # fmt: skip


def test_sessions_with_several_starts(source: FolderSource, store: Store) -> None:
    source.publish(
        "playback", "p.zip", [stream(5), stream(5, start_segment_utc="2026-11-05 21:00:00"), stream(6)]
    )
    assert answer(source, store, "sessions-with-several-starts", "session_id", "starts") == [("s05", 2)]
