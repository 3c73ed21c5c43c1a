"""The current tables are what ten lines of Python make of all rows, however these come: law by law, over any change log."""

import os
import random
import tempfile
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slates import NOW, FolderSource, Row, a_row, pulled, table

from pvsync.datasets.source import Dataset
from pvsync.datasets.store import Store
from pvsync.datasets.tables import TABLES

TIMES = ["2026-11-20 10:00:00", "2026-11-20T11:00:00Z", "2026-11-20 12:00:00.5", "yesterday"]
READ = {time: place for place, time in enumerate(["yesterday", *TIMES[:3]])}


@st.composite
def rows(draw: st.DrawFn, dataset: Dataset = "catalog") -> Row:
    key = draw(st.sampled_from("abc"))
    return a_row(
        dataset,
        id=key,
        title=draw(st.sampled_from(["One", "Two", ""])),
        last_update_time_utc=draw(st.sampled_from(TIMES)),
        is_deleted=draw(st.sampled_from("01")),
    )


logs = st.lists(st.lists(rows(), min_size=1, max_size=5), min_size=1, max_size=4)


def reference(log: Sequence[Sequence[Row]]) -> Mapping[str, set[str]]:
    """For each row that is there the titles it may have: more than one where the log itself does not decide."""
    newest: dict[str, tuple[int, str]] = {}
    for row in (row for file in log for row in file):
        rank = (READ[row["last_update_time_utc"]], row["is_deleted"])
        newest[row["id"]] = max(newest.get(row["id"], rank), rank)
    found: dict[str, set[str]] = {}
    for row in (row for file in log for row in file):
        if (
            newest[row["id"]] == (READ[row["last_update_time_utc"]], row["is_deleted"])
            and row["is_deleted"] == "0"
        ):
            found.setdefault(row["id"], set()).add(row["title"])
    return found


def merged(log: Sequence[Sequence[Row]]) -> list[tuple[object, ...]]:
    """Columns of the documents of the current table, pulled from files that were published one after the other."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            os, "fsync", lambda _: None
        )  # a law of values; `test_datasets_killed.py` is about the disk
        source, store = FolderSource(Path(name) / "published"), Store(Path(name) / "store")
        for number, file in enumerate(log):
            source.publish("catalog", f"{number}.zip", file, NOW - timedelta(hours=4 * (len(log) - number)))
        pulled(source, store, "catalog")
        return [row[: len(TABLES["catalog"].columns)] for row in table(store, "catalog")]


@settings(max_examples=25, deadline=None)
@given(logs)
def test_it_is_what_the_reference_says(log: list[list[Row]]) -> None:
    found = {row[0]: row[3] or "" for row in merged(log)}
    wanted = reference(log)
    assert found.keys() == wanted.keys()
    assert all(title in wanted[key] for key, title in found.items() if isinstance(key, str))


@settings(max_examples=10, deadline=None)
@given(logs, st.randoms(use_true_random=False))
def test_order_and_repetition_never_matter(log: list[list[Row]], dice: random.Random) -> None:
    shuffled = [list(file) for file in [*log, log[0]]]
    for file in [shuffled, *shuffled]:
        dice.shuffle(file)
    assert merged(shuffled) == merged(log)
