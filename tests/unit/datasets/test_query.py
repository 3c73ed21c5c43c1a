"""A query reads the store's tables, and nothing else of this machine."""

from pathlib import Path

import pytest
from slates import FolderSource, a_row, pulled

from pvsync.datasets.query import asked
from pvsync.datasets.store import Store
from pvsync.errors import StoreError, UsageError


@pytest.fixture
def filled(source: FolderSource, store: Store) -> Store:
    source.publish("catalog", "1.zip", [a_row("catalog", title="Heat Haze"), a_row("catalog", id="c2")])
    pulled(source, store)
    return store


def rows(store: Store, query: str) -> list[tuple[object, ...]]:
    with asked(store, query) as answer:
        return [tuple(row) for row in answer.rows]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT id, title FROM catalog ORDER BY id DESC", [("c2", None), ("c1", "Heat Haze")]),
        ("FROM catalog SELECT count(*);", [(2,)]),
        ("SELECT 1 -- a comment;", [(1,)]),
        ("SELECT ';' /* one; two */; -- three", [(";",)]),
        ("WITH one AS (SELECT 1) SELECT * FROM one", [(1,)]),
        ("SELECT count(*) FROM playback", [(0,)]),
        ("SELECT last_update_time_utc, TIMESTAMPTZ '2026-01-01', 1.50 FROM catalog LIMIT 1",
         [("2026-11-21 21:00:00", "2026-01-01 00:00:00+00", "1.50")]),
    ],
)  # fmt: skip
def test_it_answers(filled: Store, query: str, found: list[tuple[object, ...]]) -> None:
    assert rows(filled, query) == found


def test_it_names_columns_and_types(filled: Store) -> None:
    with asked(filled, "SELECT id, season FROM catalog") as answer:
        assert (answer.columns, answer.types) == (("id", "season"), ("VARCHAR", "BIGINT"))


@pytest.mark.parametrize(
    "query",
    [
        "COPY (SELECT 1) TO '{outside}/written'",
        "COPY (SELECT 1) TO '{inside}'",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{inside}'",
        "SELECT * FROM read_text('{outside}/secret')",
        "SELECT * FROM '{outside}/secret'",
        "SELECT * FROM read_csv('{outside}/secret')",
        "SELECT * FROM glob('{outside}/*')",
        "SELECT * FROM read_text('{inside}/../../../../ledger.jsonl')",
        "SELECT * FROM query('COPY (SELECT 1) TO ''{outside}/written''')",
        "ATTACH '{outside}/written'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "PRAGMA database_list",
        "CREATE TABLE mine AS SELECT 1",
        "DROP VIEW catalog",
        "SELECT 1; DROP VIEW catalog",
        "SELECT 1) TO '{outside}/written'; --",
        "",
        "SELEC",
    ],
)
def test_nothing_else_can_be_read_or_written(filled: Store, tmp_path: Path, query: str) -> None:
    (tmp_path / "secret").write_text("hunter2")
    [inside] = filled.files()["catalog"]
    before = Path(inside).read_bytes()
    with pytest.raises(UsageError) as told:
        rows(filled, query.format(outside=tmp_path, inside=inside))
    assert "hunter2" not in told.value.message
    assert not (tmp_path / "written").exists()
    assert Path(inside).read_bytes() == before


def test_what_fails_on_the_way_is_told(filled: Store) -> None:
    with pytest.raises(UsageError, match="cannot be answered: Could not convert"):
        rows(filled, "SELECT CAST(title AS INTEGER) FROM catalog")


def test_an_empty_store_says_how_to_fill_it(store: Store) -> None:
    with pytest.raises(StoreError, match="empty") as told:
        rows(store, "SELECT 1")
    assert told.value.advice == "fill it: `pvsync datasets pull`"
