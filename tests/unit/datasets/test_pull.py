"""A pull asks for what is new, takes each file once, and says what it could not."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from slates import NOW, FolderSource, a_row, pulled, table

from pvsync.datasets import pull as pulling
from pvsync.datasets.durable import one_at_a_time
from pvsync.datasets.source import DatasetFile
from pvsync.datasets.store import Store
from pvsync.diagnostics import Severity
from pvsync.errors import StoreError, TimedOut


def hours_ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


def test_the_first_pull_asks_for_everything_and_the_next_for_what_is_new(
    source: FolderSource, store: Store
) -> None:
    source.publish("catalog", "1.zip", [a_row("catalog")], hours_ago(3))
    assert pulled(source, store, "catalog").files == 1
    source.publish("catalog", "2.zip", [a_row("catalog", id="c2")], hours_ago(1))
    assert pulled(source, store, "catalog").files == 1
    assert source.fetched == ["1.zip", "2.zip"]
    assert source.asked == [("catalog", None), ("catalog", hours_ago(3) - pulling.OVERLAP)]


def test_a_file_that_shows_up_late_is_taken(source: FolderSource, store: Store) -> None:
    source.publish("catalog", "2.zip", [a_row("catalog")], hours_ago(1))
    pulled(source, store, "catalog")
    source.publish("catalog", "1.zip", [a_row("catalog", id="late")], hours_ago(5))
    assert pulled(source, store, "catalog").files == 1


def test_a_file_published_anew_under_its_name_is_taken_again(source: FolderSource, store: Store) -> None:
    source.publish("catalog", "1.zip", [a_row("catalog", title="Old")], hours_ago(3))
    pulled(source, store, "catalog")
    changed = a_row("catalog", title="New", last_update_time_utc="2026-11-22 06:00:00")
    source.publish("catalog", "1.zip", [changed], hours_ago(1))
    assert pulled(source, store, "catalog").files == 1
    assert [row[3] for row in table(store, "catalog")] == ["New"]
    assert len(table(store, "catalog_event_log")) == 2


def test_files_without_a_time_are_taken_once(source: FolderSource, store: Store) -> None:
    source.publish("catalog", "1.zip", [a_row("catalog")], None)
    pulled(source, store, "catalog")
    pulled(source, store, "catalog")
    assert source.fetched == ["1.zip"]
    assert source.asked[1] == ("catalog", NOW - pulling.OVERLAP)


def test_an_interrupted_catch_up_goes_on_where_it_was(
    source: FolderSource, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        source.publish("catalog", f"{number}.zip", [a_row("catalog", id=str(number))], hours_ago(30 - number))
    real = source.fetch

    def failing(file: DatasetFile, target: Path) -> None:
        if file.name == "1.zip":
            raise TimedOut("the service did not answer")
        real(file, target)

    monkeypatch.setattr(source, "fetch", failing)
    with pytest.raises(TimedOut):
        pulled(source, store, "catalog")
    assert len(table(store, "catalog")) == 1
    monkeypatch.setattr(source, "fetch", real)
    assert pulled(source, store, "catalog").files == 2
    assert source.fetched == ["0.zip", "1.zip", "2.zip"]
    assert len(table(store, "catalog")) == 3


def test_a_file_that_cannot_be_read_is_kept_said_and_tried_again(source: FolderSource, store: Store) -> None:
    source.publish_bytes("catalog", "1.zip", b"what,is,this\n", hours_ago(3))
    source.publish("catalog", "2.zip", [a_row("catalog")], hours_ago(1))
    done = pulled(source, store, "catalog")
    assert done.files == 1
    [remark] = [remark for remark in done.remarks if remark.severity is Severity.ERROR]
    assert remark.message == (
        "1 file could not be read: the table has none of the columns of catalog; its first line should name them"
    )
    assert len(list((store.folder / "refused").iterdir())) == 1
    source.listed.pop(0)
    source.publish("catalog", "1.zip", [a_row("catalog", id="mended")], hours_ago(3))
    assert pulled(source, store, "catalog").files == 1
    assert list((store.folder / "refused").iterdir()) == []


def test_rows_that_someone_deleted_are_fetched_again(source: FolderSource, store: Store) -> None:
    source.publish("catalog", "1.zip", [a_row("catalog")], hours_ago(300))
    source.publish("catalog", "2.zip", [a_row("catalog", id="c2")], hours_ago(1))
    pulled(source, store, "catalog")
    before = table(store, "catalog")
    shutil.rmtree(store.folder / "log")
    with pytest.raises(StoreError, match="lacks 2 of its 2 files"):
        table(store, "catalog")
    assert pulled(source, store, "catalog").files == 2
    assert table(store, "catalog") == before


@pytest.mark.parametrize(("hours", "behind"), [(7.9, False), (8.1, True)])
def test_it_says_when_it_is_behind(source: FolderSource, store: Store, hours: float, behind: bool) -> None:  # noqa: FBT001
    source.publish(
        "catalog", "1.zip", [a_row("catalog", last_update_time_utc="2026-11-01 00:00:00")], hours_ago(hours)
    )
    [standing] = pulled(source, store, "catalog").standings
    assert (standing.files, standing.rows, standing.behind) == (1, 1, behind)


def test_a_store_that_was_forgotten_for_two_years_says_so(source: FolderSource, store: Store) -> None:
    source.publish("catalog", "1.zip", [a_row("catalog")], hours_ago(1))
    pulled(source, store, "catalog")
    later = NOW + timedelta(days=800)
    done = pulled(source, store, "catalog", now=lambda: later)
    assert source.asked[-1] == ("catalog", None)
    assert [remark.message for remark in done.remarks] == [
        "the last complete pull was 800 days ago, and the service keeps files for two years"
    ]


def test_what_only_shows_over_all_files_is_said(source: FolderSource, store: Store) -> None:
    source.publish("playback", "1.zip", [a_row("playback"), a_row("playback", quality="4K")])
    source.publish("playback", "2.zip", [a_row("playback", start_segment_utc="2026-11-21 20:30:00")])
    done = pulled(source, store, "playback")
    said = [remark.message for remark in done.remarks]
    assert said == [
        "1 row has two versions of the same `last_update_time_utc` that differ",
        "1 session has several starts; the documents print `session_id` alone as the key",
    ]
    assert len(table(store, "playback")) == 2


def test_only_one_pull_at_a_time(source: FolderSource, store: Store) -> None:
    with one_at_a_time(store.folder), pytest.raises(StoreError, match="another `pvsync datasets pull`"):
        pulled(source, store)


def test_rows_without_a_key_are_in_the_log_alone(source: FolderSource, store: Store) -> None:
    source.publish("catalog", "1.zip", [a_row("catalog", id=""), a_row("catalog")])
    done = pulled(source, store, "catalog")
    assert [remark.message for remark in done.remarks] == ["1 row has no `id`"]
    assert (len(table(store, "catalog")), len(table(store, "catalog_event_log"))) == (1, 2)
