"""One file of the service made into one Parquet file of the change log: every row of it, typed, with what did not type kept."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pvsync.datasets.cells import typed_rows
from pvsync.datasets.engine import first_line
from pvsync.datasets.head import BEYOND, Head, read_head
from pvsync.datasets.merge import quoted
from pvsync.datasets.tables import UNREAD, UPDATED, Table
from pvsync.datasets.tidy import tidied
from pvsync.datasets.unpack import Limits, Member, NotTaken, unpack

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LONGEST_ROW = 4 << 20
_BUFFER = 16 << 20
"""Without a word the engine reads sixteen times the longest row at once, and memory grows with the file."""

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Drift:
    """How a file differs from the documents.

    Args:
        new: Columns that the documents do not know.
        missing: Columns of the documents that it does not have.
        unread: For each column the number of cells that are not what it holds, and one of them.
        keyless: Rows whose key cannot be read.
        uneven: Rows with more or fewer cells than the head.
        aside: Members of the zip that are no tables.
    """

    new: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unread: tuple[tuple[str, int, str], ...] = ()
    keyless: int = 0
    uneven: int = 0
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file.

    Args:
        rows: Its rows.
        newest: The newest `last_update_time_utc`, None where no row has one.
        drift: How it differs from the documents.
    """

    rows: int
    newest: datetime | None
    drift: Drift


def take_in(
    connection: "DuckDBPyConnection", table: Table, name: str, archive: Path, room: Path, limits: Limits
) -> Taken:
    """Make `parts.parquet` in a folder of a zip.

    Args:
        connection: The engine.
        table: The dataset.
        name: Name of the service's file.
        archive: The zip.
        room: An empty folder that is ours; the Parquet file is written there.
        limits: How much the zip may become.

    Raises:
        NotTaken: If the file cannot be read; nothing of it is kept then.
    """
    members, aside = unpack(archive, room, limits)
    if not members:
        raise NotTaken("the zip holds no table")
    heads: list[Head] = []
    parts: list[Path] = []
    uneven = 0
    for number, member in enumerate(members):
        part = room / f"{number}.parquet"
        head, more = _member(connection, table, name, member, part)
        heads.append(head)
        parts.append(part)
        uneven += more
        member.path.unlink()
    whole = room / "parts.parquet"
    if len(parts) == 1:
        parts[0].rename(whole)
    else:
        listed = ", ".join(quoted(str(part)) for part in parts)
        _write(connection, f"SELECT * FROM read_parquet([{listed}])", whole)  # noqa: S608 - our own names
    return _looked_over(connection, table, whole, heads, uneven, aside)


def _member(
    connection: "DuckDBPyConnection", table: Table, name: str, member: Member, target: Path
) -> tuple[Head, int]:
    """Write one table as Parquet; a table that is not well formed is written anew first."""
    head = read_head(member.path, table)
    try:
        _typed(connection, table, name, head, member, target)
    except NotTaken:
        anew = tidied(member.path, head, target.with_suffix(".tidy.csv"))
        _typed(connection, table, name, anew.head, anew.member, target)
        anew.member.path.unlink()
        return anew.head, anew.short + anew.long
    return head, 0


def _typed(
    connection: "DuckDBPyConnection", table: Table, name: str, head: Head, member: Member, target: Path
) -> None:
    """Raises: NotTaken: If the engine does not read it, or not as many rows of it as there are."""
    import duckdb  # noqa: PLC0415 - heavy; whoever comes here has loaded it

    columns = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(len(head.names)))
    source = (
        f"read_csv({quoted(str(member.path))}, auto_detect = false, header = true, columns = {{{columns}}},"
        f" delim = {quoted(head.delimiter)}, quote = '\"', escape = '\"', nullstr = '', strict_mode = true,"
        f" max_line_size = {_LONGEST_ROW}, buffer_size = {_BUFFER})"
    )
    try:
        rows = _write(connection, typed_rows(table, head, source, name), target)
    except (duckdb.OutOfMemoryException, duckdb.IOException):
        # The machine, and not the file.
        raise
    except duckdb.Error as error:
        target.unlink(missing_ok=True)
        raise NotTaken(f"the table cannot be read: {first_line(error)}") from error
    if rows != member.records:
        target.unlink()
        raise NotTaken(f"{rows:,} of its {member.records or 0:,} rows could be read")


def _write(connection: "DuckDBPyConnection", query: str, target: Path) -> int:
    done = connection.execute(
        f"COPY ({query}) TO {quoted(str(target))} (FORMAT parquet, COMPRESSION zstd)"
    ).fetchone()
    return int(done[0]) if done else 0


def _looked_over(
    connection: "DuckDBPyConnection",
    table: Table,
    whole: Path,
    heads: Sequence[Head],
    uneven: int,
    aside: Sequence[str],
) -> Taken:
    source = f"read_parquet({quoted(str(whole))})"
    keyless = " OR ".join(f"{column} IS NULL" for column in table.key)
    row = connection.execute(
        f"SELECT count(*), max({UPDATED}), count(*) FILTER (WHERE {keyless}), count({UNREAD}) FROM {source}"  # noqa: S608 - our own names
    ).fetchone()
    rows, newest, without_key, unread = row or (0, None, 0, 0)
    new = dict.fromkeys(name for head in heads for _, name in head.unknown if name != BEYOND)
    missing = dict.fromkeys(name for head in heads for name in table.columns if name not in head.at)
    drift = Drift(
        tuple(new),
        tuple(missing),
        _unread(connection, source) if unread else (),
        int(without_key),
        uneven,
        tuple(aside),
    )
    return Taken(int(rows), newest.replace(tzinfo=UTC) if newest else None, drift)


def _unread(connection: "DuckDBPyConnection", source: str) -> tuple[tuple[str, int, str], ...]:
    counts: Counter[str] = Counter()
    example: dict[str, str] = {}
    found = connection.execute(f"SELECT {UNREAD} FROM {source} WHERE {UNREAD} IS NOT NULL")  # noqa: S608 - our own names
    while batch := found.fetchmany(10_000):
        for (text,) in batch:
            for column, cell in json.loads(text).items():
                counts[column] += 1
                example.setdefault(column, cell[:_SHOWN])
    return tuple((column, counts[column], example[column]) for column in sorted(counts))
