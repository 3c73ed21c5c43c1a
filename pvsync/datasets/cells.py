"""Cells of text typed, in SQL: a value where the cell is what its column holds, and the text kept where it is not."""

import json

from pvsync.datasets.head import Head
from pvsync.datasets.merge import quoted
from pvsync.datasets.tables import DIGEST, FILE, OTHER, UNREAD, Kind, Table

_WHOLE = r"\s*[+-]?[0-9]+([.]0*)?\s*"
_DECIMAL = r"\s*[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?\s*"
_INSTANT = r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?\s*(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?)?\s*"
_NO_CELL, _BETWEEN = "chr(30)", "chr(31)"


def typed_rows(table: Table, head: Head, source: str, file: str) -> str:
    """The query that makes rows of the change log of a table's raw cells.

    Args:
        table: The dataset.
        head: Where each of its columns stands.
        source: The raw rows, with columns `c0`, `c1` and so on, all text.
        file: Name of the service's file.
    """
    typed = [f"{_typed(kind, _cell(head, name))} AS {name}" for name, kind in table.columns.items()]
    # A second step, since what was read is compared with what came.
    columns = ", ".join(
        [*table.columns, _unread(table, head), _other(head), f"{quoted(file)} AS {FILE}", DIGEST]
    )
    inner = ", ".join([*(f"c{number}" for number in range(len(head.names))), *typed, _digest(table, head)])
    return f"SELECT {columns} FROM (SELECT {inner} FROM {source}) AS cells"  # noqa: S608 - our own names, quoted


def _cell(head: Head, name: str) -> str | None:
    return f"c{head.at[name]}" if name in head.at else None


def _typed(kind: Kind, cell: str | None) -> str:
    if cell is None:
        return f"CAST(NULL AS {kind})"
    match kind:
        case Kind.TEXT:
            return cell
        case Kind.WHOLE:
            return _where(cell, _WHOLE, f"TRY_CAST({cell} AS BIGINT)")
        case Kind.DECIMAL:
            return _where(cell, _DECIMAL, f"TRY_CAST({cell} AS DOUBLE)")
        case Kind.INSTANT:
            # Through the type with a zone: without, an offset would be dropped and the local time taken for UTC.
            return _where(cell, _INSTANT, f"TRY_CAST({cell} AS TIMESTAMPTZ) AT TIME ZONE 'UTC'")


def _where(cell: str, pattern: str, value: str) -> str:
    return f"CASE WHEN regexp_full_match({cell}, {quoted(pattern)}) THEN {value} END"


def _unread(table: Table, head: Head) -> str:
    doubtful = [name for name, kind in table.columns.items() if kind is not Kind.TEXT and name in head.at]
    pairs = [
        (f"(c{head.at[name]} IS NOT NULL AND {name} IS NULL)", name, f"c{head.at[name]}") for name in doubtful
    ]
    return f"{_object(pairs)} AS {UNREAD}"


def _other(head: Head) -> str:
    pairs = [(f"c{number} IS NOT NULL", name, f"c{number}") for number, name in head.unknown]
    return f"{_object(pairs)} AS {OTHER}"


def _object(pairs: list[tuple[str, str, str]]) -> str:
    """JSON of the cells whose condition holds; NULL where none does."""
    if not pairs:
        return "CAST(NULL AS VARCHAR)"
    # Without a member function on lists: its syntax differs between versions of the engine.
    parts = ", ".join(
        f"CASE WHEN {condition} THEN {quoted(json.dumps(name) + ': ')} || CAST(to_json({cell}) AS VARCHAR) END"
        for condition, name, cell in pairs
    )
    any_of = " OR ".join(condition for condition, _, _ in pairs)
    return f"CASE WHEN {any_of} THEN '{{' || concat_ws(', ', {parts}) || '}}' END"


def _digest(table: Table, head: Head) -> str:
    """Of the text of all cells by name of column: the order of columns in a file does not matter, nor one without cells."""
    cells = [
        f"coalesce({_cell(head, name)}, {_NO_CELL})" if name in head.at else _NO_CELL
        for name in table.columns
    ]
    others = [
        f"{quoted(name + '=')} || c{number}"
        for number, name in sorted(head.unknown, key=lambda pair: pair[1])
    ]
    return f"CAST(md5_number_lower(concat_ws({_BETWEEN}, {', '.join([*cells, *others])})) >> 1 AS BIGINT) AS {DIGEST}"
