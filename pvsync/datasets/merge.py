"""The current tables, defined once, in SQL that DuckDB and Spark read alike: the latest version of each row, less the deleted.

The rule: of the rows with one key, the one with the greatest `last_update_time_utc` counts (Datasets API, section 1).
The documents do not say which counts of two with the same time. Here a deletion does, so that nothing is claimed to be
there that may be gone; and of two that agree in this too, the one with the greater digest, which is arbitrary but the same
on every machine, in either engine, and in whatever order the files came; the same row of two files is said to be of the
one whose name is greater. A row without a readable time is older than all
others. Whether a row is deleted is asked only of the version that counts: a deletion may come before what it deletes.
"""

from collections.abc import Iterator, Mapping, Sequence

from pvsync.datasets.source import Dataset
from pvsync.datasets.tables import DELETED, DIGEST, FILE, TABLES, UPDATED, Table

LATEST_FIRST = f"{UPDATED} DESC NULLS LAST, {DELETED} DESC NULLS LAST, {DIGEST} DESC, {FILE} DESC"
"""Which version of a row counts: the first in this order."""


def latest(table: Table, log: str) -> str:
    """The version of each row that counts, also where it is a deletion.

    A row whose key cannot be read has no versions: it stays in the log, and `pull` says so.

    Args:
        table: The dataset.
        log: The change log: a table, a view, or a query in brackets.
    """
    columns = ", ".join(table.logged)
    named = " AND ".join(f"{column} IS NOT NULL" for column in table.key)
    return (
        f"SELECT {columns} FROM (SELECT {columns}, row_number() OVER"  # noqa: S608 - our own names, no values
        f" (PARTITION BY {', '.join(table.key)} ORDER BY {LATEST_FIRST}) AS _rank FROM {log} AS versions"
        f" WHERE {named}) AS ranked WHERE _rank = 1"
    )


def current(table: Table, log: str) -> str:
    """The current table: the version of each row that counts, where it is not a deletion.

    Args:
        table: The dataset.
        log: The change log: a table, a view, or a query in brackets.
    """
    return f"{latest(table, log)} AND coalesce({DELETED}, 0) = 0"


def nothing(table: Table) -> str:
    """A change log without rows."""
    columns = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in table.logged.items())
    return f"SELECT {columns} WHERE 1 = 0"


def views(logs: Mapping[Dataset, str]) -> Iterator[tuple[str, str]]:
    """Names and queries of all views, in an order in which each needs only those before it.

    Args:
        logs: For each dataset the query of its change log: the one part that differs between engines.
    """
    for dataset, table in TABLES.items():
        yield table.log, logs[dataset]
        yield f"{dataset}_latest", latest(table, table.log)
        yield dataset, current(table, table.log)


def spark_log(table: Table, folder: str) -> str:
    """The change log for Spark: all Parquet files below a folder.

    Args:
        table: The dataset.
        folder: The folder of its change log.
    """
    columns = ", ".join(
        f"CAST({name} AS {'TIMESTAMP_NTZ' if kind == 'TIMESTAMP' else 'STRING' if kind == 'VARCHAR' else kind}) AS {name}"
        for name, kind in table.logged.items()
    )
    return f"SELECT {columns} FROM parquet.`{folder}`"  # noqa: S608 - a folder of ours; Spark takes no parameter here


def duckdb_log(table: Table, files: Sequence[str]) -> str:
    """The change log for DuckDB: exactly these Parquet files.

    Args:
        table: The dataset.
        files: Their paths.
    """
    if not files:
        return nothing(table)
    listed = ", ".join(quoted(file) for file in files)
    columns = ", ".join(table.logged)
    return f"SELECT {columns} FROM read_parquet([{listed}], hive_partitioning = false)"  # noqa: S608 - quoted


def quoted(text: str) -> str:
    """Text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"
