"""One definition, two engines: the current tables and the named queries, row by row, on DuckDB and on local Spark.

Run with `make spark`. Spark is half a gigabyte and wants Java, so `make test` skips this.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from slates import DATASETS, NOW, FolderSource, generated, pulled

from pvsync.datasets.merge import spark_log, views
from pvsync.datasets.named import NamedQuery, named_queries
from pvsync.datasets.store import Store
from pvsync.datasets.tables import TABLES

pyspark = pytest.importorskip("pyspark.sql", reason="Spark is not installed: `make spark` runs this")

SEEDS = [1, 2, 3]
NAMES = [name for name, _ in views(dict.fromkeys(DATASETS, ""))]


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    warehouse = tmp_path_factory.mktemp("warehouse")
    session = (
        pyspark.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "Asia/Tokyo")
        .config("spark.sql.warehouse.dir", str(warehouse))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session", params=SEEDS, ids="seed-{}".format)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, spark: Any) -> Store:
    """A generated estate, pulled, with the views of both engines over its Parquet files."""
    folder = tmp_path_factory.mktemp("estate")
    source, store = FolderSource(folder / "published"), Store(folder / "store")
    for number, (dataset, rows) in enumerate(generated(request.param)):
        source.publish(dataset, f"{number}.zip", rows, NOW)
    pulled(source, store)
    logs = {dataset: spark_log(TABLES[dataset], str(store.log_folder(dataset))) for dataset in DATASETS}
    for name, query in views(logs):
        spark.sql(f"CREATE OR REPLACE TEMPORARY VIEW {name} AS {query}")
    return store


def on_duckdb(store: Store, query: str) -> list[tuple[object, ...]]:
    with store.opened() as connection:
        return sorted(connection.execute(query).fetchall(), key=repr)


def on_spark(spark: Any, query: str) -> list[tuple[object, ...]]:
    return sorted((tuple(row) for row in spark.sql(query).collect()), key=repr)


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_the_same_row_by_row(store: Store, spark: Any, name: str) -> None:
    rows = on_duckdb(store, f"SELECT * FROM {name}")  # noqa: S608
    assert rows
    assert on_spark(spark, f"SELECT * FROM {name}") == rows  # noqa: S608


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_a_named_query_has_the_same_answer(store: Store, spark: Any, query: NamedQuery) -> None:
    rows = on_duckdb(store, query.sql)
    assert rows
    assert on_spark(spark, query.sql) == rows


def test_the_printed_statements_make_them(store: Store, spark: Any) -> None:
    from pvsync.workflows.datasets_sql import for_spark  # noqa: PLC0415 - what the command prints

    for statement in for_spark(store).split(";\n"):
        if statement.strip():
            spark.sql(statement)
    assert on_spark(spark, "SELECT * FROM playback") == on_duckdb(store, "SELECT * FROM playback")
