"""Ask the store of datasets in SQL, with a query of one's own or one that ships with pvsync."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from pvsync.datasets.answers import standings
from pvsync.datasets.merge import spark_log, views
from pvsync.datasets.named import NamedQuery, named_queries, named_query
from pvsync.datasets.query import Answer, asked
from pvsync.datasets.store import Store
from pvsync.datasets.tables import TABLES
from pvsync.model.datasets import Standing

__all__ = ["Answer", "NamedQuery", "ask", "behind", "for_spark", "known"]


def known() -> tuple[NamedQuery, ...]:
    """The queries that ship with pvsync."""
    return named_queries()


@contextmanager
def ask(store: Store, query: str | None, named: str | None) -> Iterator[Answer]:
    """Ask the store.

    Args:
        store: The store.
        query: One `SELECT`.
        named: Name of a query that ships with pvsync, where none is given.

    Raises:
        UsageError: If there is no such query, or it is not understood.
        StoreError: If nothing was pulled yet.
    """
    with asked(store, query if query is not None else named_query(named or "").sql) as answer:
        yield answer


def behind(store: Store, now: datetime) -> tuple[Standing, ...]:
    """The datasets of a store that are not up to date.

    Args:
        store: The store.
        now: The present instant, in UTC.
    """
    return tuple(standing for standing in standings(store, now) if standing.behind)


def for_spark(store: Store) -> str:
    """The statements that make the same tables on Spark, over the same Parquet files.

    Args:
        store: The store.
    """
    logs = {
        dataset: spark_log(table, str(store.log_folder(dataset).resolve()))
        for dataset, table in TABLES.items()
    }
    return "".join(f"CREATE OR REPLACE TEMPORARY VIEW {name} AS {query};\n" for name, query in views(logs))
