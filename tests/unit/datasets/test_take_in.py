"""Every row of a file reaches the change log, whatever the file looks like."""

import json
from typing import Any

import pytest
from slates import FolderSource, a_row, as_csv, as_zip, pulled

from pvsync.datasets.source import DatasetFile
from pvsync.datasets.store import Store
from pvsync.datasets.tables import TABLES
from pvsync.errors import PvsyncError


def logged(source: FolderSource, store: Store, *columns: str) -> list[tuple[Any, ...]]:
    pulled(source, store, "playback")
    with store.opened() as connection:
        query = f"SELECT {', '.join(columns)} FROM playback_event_log ORDER BY session_id, seconds_viewed"  # noqa: S608
        return connection.execute(query).fetchall()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-11-21 20:00:00", "2026-11-21 20:00:00"),
        ("2026-11-21T20:00:00Z", "2026-11-21 20:00:00"),
        ("2026-11-21T22:00:00+02:00", "2026-11-21 20:00:00"),
        ("2026-11-21T20:00:00.250", "2026-11-21 20:00:00.25"),
        ("2026-11-21 20:00:00 UTC", "2026-11-21 20:00:00"),
        ("2026-11-21", "2026-11-21 00:00:00"),
        ("21/11/2026 20:00", None),
        ("infinity", None),
        ("2026-13-21 20:00:00", None),
    ],
)
def test_instants_are_utc(source: FolderSource, store: Store, text: str, read: str | None) -> None:
    source.publish("playback", "a.zip", [a_row("playback", end_segment_utc=text)])
    [(found, unread)] = logged(source, store, "CAST(end_segment_utc AS VARCHAR)", "_unread")
    assert found == read
    assert (unread is None) == (read is not None)
    if unread is not None:
        assert json.loads(unread) == {"end_segment_utc": text}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("12", 12),
        (" 12 ", 12),
        ("12.0", 12),
        ("-3", -3),
        ("12.7", None),
        ("1e3", None),
        ("0x10", None),
        ("9" * 30, None),
    ],
)
def test_whole_numbers_are_never_rounded(
    source: FolderSource, store: Store, text: str, read: int | None
) -> None:
    source.publish("playback", "a.zip", [a_row("playback", seconds_viewed=text)])
    [(found, unread)] = logged(source, store, "seconds_viewed", "_unread")
    assert found == read
    assert (json.loads(unread) if unread else {}) == ({} if read is not None else {"seconds_viewed": text})


def test_text_stays_as_it_is(source: FolderSource, store: Store) -> None:
    texts = ['a "quoted", one', "two\nlines", "Ärger 東京", "NULL", "=1+1", "0012"]
    rows = [a_row("playback", session_id=f"s{number}", cid=text) for number, text in enumerate(texts)]
    source.publish("playback", "a.zip", rows)
    assert [cid for (cid,) in logged(source, store, "cid")] == texts


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiters_and_line_ends(source: FolderSource, store: Store, delimiter: str, end: str) -> None:
    rows = [a_row("playback", session_id=f"s{number}") for number in range(3)]
    source.publish_bytes("playback", "a.zip", b"\xef\xbb\xbf" + as_csv(rows, delimiter, end))
    assert len(logged(source, store, "session_id")) == 3


HEAD = ",".join(TABLES["playback"].columns).encode()
GOOD = b",".join([b"s2", *[b""] * 23])


@pytest.mark.parametrize(
    ("table", "uneven"),
    [
        (b"s1,1\n" + GOOD + b"\n", 1),
        (b"s1" + b"," * 23 + b",beyond,more\n" + GOOD + b"\n", 1),
        (b"s1" + b"," * 23 + b"\r\n" + GOOD + b"\n", 0),
        (b"s1" + b"," * 23 + b"\n\n" + GOOD, 0),
        (b"s1,,\xff\xfe" + b"," * 21 + b"\n" + GOOD + b"\n", 0),
        (b's1,,a"b' + b"," * 21 + b"\n" + GOOD + b"\n", 0),
        (b's1,,"a"b' + b"," * 21 + b"\n" + GOOD + b"\n", 0),
    ],
    ids=["short", "long", "mixed-line-ends", "blank-line", "not-utf-8", "quote-inside", "text-behind-quote"],
)
def test_no_row_of_a_broken_table_is_lost(
    source: FolderSource, store: Store, table: bytes, uneven: int
) -> None:
    source.publish_bytes("playback", "a.zip", HEAD + b"\n" + table)
    assert [name for (name,) in logged(source, store, "session_id")] == ["s1", "s2"]
    [entry] = store.ledger().entries.values()
    assert entry.drift.uneven == uneven


def test_cells_beyond_the_head_are_kept(source: FolderSource, store: Store) -> None:
    source.publish_bytes("playback", "a.zip", HEAD + b"\ns1" + b"," * 23 + b",beyond,more\n")
    [(other,)] = logged(source, store, "_other")
    assert json.loads(other) == {"cells beyond the head": '["beyond", "more"]'}


def test_a_new_column_is_kept_and_named(source: FolderSource, store: Store) -> None:
    row = {**a_row("playback"), 'mood "x"': "glad, so"}
    source.publish("playback", "a.zip", [row])
    [(other,)] = logged(source, store, "_other")
    assert json.loads(other) == {'mood "x"': "glad, so"}
    [entry] = store.ledger().entries.values()
    assert entry.drift.new == ('mood "x"',)


def test_a_missing_column_is_named(source: FolderSource, store: Store) -> None:
    row = dict(a_row("playback"))
    del row["quality"]
    source.publish("playback", "a.zip", [row])
    assert logged(source, store, "quality") == [(None,)]
    [entry] = store.ledger().entries.values()
    assert entry.drift.missing == ("quality",)


def test_columns_in_another_order_are_the_same_row(source: FolderSource, store: Store) -> None:
    row = a_row("playback", cid="one")
    source.publish("playback", "a.zip", [row])
    source.publish("playback", "b.zip", [dict(reversed(row.items()))])
    [one, other] = logged(source, store, "_digest")
    assert one == other


def test_a_zip_with_several_tables_is_one_file_of_rows(source: FolderSource, store: Store) -> None:
    members = {f"{name}_csv": as_csv([a_row("playback", session_id=name)]) for name in ("one", "two")}
    as_zip(source.folder / "a.zip", **members, manifest_json=b"{}")
    source.listed.append(DatasetFile("playback", "a.zip", None))
    assert [name for (name,) in logged(source, store, "session_id")] == ["one", "two"]
    [entry] = store.ledger().entries.values()
    assert (entry.rows, entry.drift.aside) == (2, ("manifest.json",))


def test_a_table_with_a_head_alone_has_no_rows(source: FolderSource, store: Store) -> None:
    source.publish_bytes("playback", "a.zip", HEAD + b"\n")
    assert logged(source, store, "session_id") == []
    assert store.ledger().listed("playback") is not None


def test_a_machine_without_memory_is_not_the_fault_of_the_file(
    source: FolderSource, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [a_row("playback", session_id=f"s{number}", cid="x" * 2000) for number in range(20_000)]
    source.publish("playback", "a.zip", rows)
    monkeypatch.setattr("pvsync.datasets.engine.MEMORY", "8MB")
    with pytest.raises(PvsyncError, match="cannot be taken into the change log"):
        pulled(source, store, "playback")
    assert dict(store.ledger().entries) == {}
    monkeypatch.undo()
    assert pulled(source, store, "playback").rows == 20_000
