"""One question to the store, in SQL, that can read the store's tables and nothing else."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pvsync.datasets.engine import first_line
from pvsync.datasets.store import Store
from pvsync.errors import UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

Value = str | int | float | bool | None
"""What a cell of an answer is: numbers stay numbers, all else is text."""

_NUMBERS = {
    "boolean",
    "tinyint",
    "smallint",
    "integer",
    "bigint",
    "hugeint",
    "utinyint",
    "usmallint",
    "uinteger",
}
_NUMBERS |= {"ubigint", "uhugeint", "float", "double", "varchar"}
_BATCH = 1_000
_BEHIND = re.compile(r";(\s|--[^\n]*(\n|$)|/\*.*?\*/)*$", re.DOTALL)
"""The end of a statement, with comments behind it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows that come one after the other.

    Args:
        columns: Their names.
        types: What they hold, by the engine's name.
        rows: The rows; to be taken while the store is open.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: Iterator[Sequence[Value]]


@contextmanager
def asked(store: Store, query: str) -> Iterator[Answer]:
    """Ask the store.

    The engine sees the files of the change log and no others, its settings are locked, and only one `SELECT` is taken:
    with the settings alone a `COPY` could still write over the log's own files.

    Args:
        store: The store.
        query: One `SELECT`.

    Raises:
        UsageError: If it is something else, or the engine does not understand it.
        StoreError: If nothing was pulled yet.
    """
    with store.opened() as connection:
        _shut(connection, [file for files in store.files().values() for file in files])
        answer = _answer(connection, query)
        yield Answer(answer.columns, answer.types, _telling_rows(answer.rows))


def _shut(connection: "DuckDBPyConnection", files: Sequence[str]) -> None:
    connection.execute("SET allowed_paths = ?", [list(files)])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _answer(connection: "DuckDBPyConnection", query: str) -> Answer:
    import duckdb  # noqa: PLC0415 - heavy; the store is open, so it is loaded

    try:
        statements = connection.extract_statements(query)
        if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
            raise UsageError(
                "one `SELECT` is taken, and nothing else",
                advice="`pvsync datasets sql --list` shows examples",
            )
        text = _BEHIND.sub("", statements[0].query)
        relation = connection.sql(text)
        found = connection.execute(f"SELECT {', '.join(_shown(relation))} FROM (\n{text}\n) AS asked")  # noqa: S608 - asked on purpose
        return Answer(tuple(relation.columns), tuple(str(one) for one in relation.types), _rows(found))
    except duckdb.Error as error:
        raise _not_understood(error) from error


def _shown(relation: "DuckDBPyRelation") -> Iterator[str]:
    """Numbers and text as they are, all else as the engine writes it: an instant with a zone needs no further library then."""
    for number, kind in enumerate(relation.types, 1):
        yield f"#{number}" if kind.id in _NUMBERS else f"CAST(#{number} AS VARCHAR)"


def _rows(found: "DuckDBPyConnection") -> Iterator[Sequence[Value]]:
    while batch := found.fetchmany(_BATCH):
        yield from batch


def _telling_rows(rows: Iterator[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    import duckdb  # noqa: PLC0415 - heavy; the store is open, so it is loaded

    try:
        yield from rows
    except duckdb.Error as error:
        raise _not_understood(error) from error


def _not_understood(error: Exception) -> UsageError:
    return UsageError(
        f"the query cannot be answered: {first_line(error)}",
        advice="the tables are subscription, playback and catalog; `pvsync datasets sql 'DESCRIBE playback'` shows columns",
    )
