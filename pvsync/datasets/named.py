"""Queries that ship with pvsync: one file each in `pvsync/datasets/sql`, whose first line says what it answers.

They are plain SQL that DuckDB and Spark read alike.
"""

from dataclasses import dataclass
from importlib.resources import files

from pvsync.errors import UsageError

_SUFFIX = ".sql"


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One of them.

    Args:
        name: Name of its file.
        about: What it answers.
        sql: The query.
    """

    name: str
    about: str
    sql: str


def named_queries() -> tuple[NamedQuery, ...]:
    """All of them, by name."""
    found = [
        _read(entry.name, entry.read_text(encoding="utf-8"))
        for entry in (files("pvsync.datasets") / "sql").iterdir()
        if entry.name.endswith(_SUFFIX)
    ]
    return tuple(sorted(found, key=lambda query: query.name))


def named_query(name: str) -> NamedQuery:
    """One of them.

    Raises:
        UsageError: If there is none of that name.
    """
    for query in named_queries():
        if query.name == name:
            return query
    raise UsageError(f"there is no query `{name}`", advice="`pvsync datasets sql --list` names them")


def _read(file: str, text: str) -> NamedQuery:
    return NamedQuery(file.removesuffix(_SUFFIX), text.partition("\n")[0].removeprefix("-- "), text)
