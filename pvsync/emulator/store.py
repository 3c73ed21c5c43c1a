"""What the service holds, in one SQLite file that survives a killed process.

One row per scope: the avail as text, what stood there before the last write (for stale reads), and when
that write was. A deleted scope keeps its row with no avail, so that a stale read can still show it.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pvsync.emulator.scopes import Scope
from pvsync.emulator.wire import JSON, member, objects, read_json, write_json
from pvsync.errors import EmulatorError

_TABLE = """
CREATE TABLE IF NOT EXISTS scope (
    licensor TEXT NOT NULL, alid TEXT NOT NULL, territory TEXT NOT NULL, business_line TEXT NOT NULL,
    avail TEXT, before TEXT, written_at REAL,
    PRIMARY KEY (licensor, alid, territory, business_line)
) WITHOUT ROWID
"""
_KEY = "licensor = ? AND alid = ? AND territory = ? AND business_line = ?"


@dataclass(frozen=True, slots=True)
class Held:
    """What is held in one scope.

    Args:
        scope: The scope.
        avail: The avail; None where it is absent.
        before: The avail before the last write; None where it was absent.
        written_at: When the last write was; None for a seeded scope.
    """

    scope: Scope
    avail: dict[str, JSON] | None
    before: dict[str, JSON] | None = None
    written_at: datetime | None = None


class Store:
    """The scopes of every licensor.

    Args:
        path: The SQLite file; made where it does not exist.

    Raises:
        EmulatorError: The file cannot be opened or is not a database of ours.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        try:
            # Autocommit, so that every transaction is one that `writing` began.
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute(_TABLE)
        except sqlite3.Error as error:
            raise EmulatorError(
                f"the emulator's state cannot be opened: {error}",
                advice="name another folder, or remove this one",
            ) from error

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Everything inside is written together or not at all; one writer at a time."""
        with self._lock:
            if self._depth == 0:
                self._db.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self._db.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                self._db.execute("COMMIT")

    def read(self, scope: Scope) -> Held:
        """What a scope holds; an absent scope holds no avail."""
        with self._lock:
            row = self._db.execute(
                f"SELECT avail, before, written_at FROM scope WHERE {_KEY}",  # noqa: S608 - a constant
                _key(scope),
            ).fetchone()
        return Held(scope, None) if row is None else _held(scope, *row)

    def write(self, scope: Scope, avail: dict[str, JSON] | None, at: datetime) -> None:
        """Replace what a scope holds, keeping what was there before.

        Args:
            scope: The scope.
            avail: The new avail; None to remove it.
            at: When, for stale reads.
        """
        with self.writing():
            before = self.read(scope).avail
            self._put(scope, avail, before, at.timestamp())

    def seed(self, scope: Scope, avail: dict[str, JSON] | None) -> None:
        """Set what a scope holds as if it had always been so: nothing is stale, nothing is checked."""
        with self.writing():
            self._put(scope, avail, None, None)

    def clear(self) -> None:
        """Forget every scope."""
        with self.writing():
            self._db.execute("DELETE FROM scope")

    def all(self) -> list[Held]:
        """Every scope that holds an avail, by licensor, ALID, territory and business line."""
        with self._lock:
            rows = self._db.execute(
                "SELECT licensor, alid, territory, business_line, avail, before, written_at FROM scope"
                " WHERE avail IS NOT NULL ORDER BY 1, 2, 3, 4"
            ).fetchall()
        return [_held(Scope(*row[:4]), *row[4:]) for row in rows]

    def avails_of(self, licensor: str, alid: str) -> tuple[dict[str, JSON], ...]:
        """Every avail that is held for an ALID, in any territory and business line."""
        with self._lock:
            rows = self._db.execute(
                "SELECT avail FROM scope WHERE licensor = ? AND alid = ? AND avail IS NOT NULL",
                (licensor, alid),
            ).fetchall()
        return tuple(read_json(avail.encode()) for (avail,) in rows)

    def seasons_of(self, licensor: str, series: str) -> dict[str, tuple[dict[str, JSON], ...]]:
        """Every avail of a season that names a series by its content id, by ALID."""
        with self._lock:
            rows = self._db.execute(
                "SELECT alid, avail FROM scope WHERE licensor = ? AND instr(avail, ?) AND instr(avail, ?)"
                " ORDER BY 1",
                (licensor, '"SeasonMetadata"', write_json(series)),
            ).fetchall()
        found: dict[str, tuple[dict[str, JSON], ...]] = {}
        for alid, text in rows:
            avail = read_json(text.encode())
            if any(_is_season_of(asset, series) for asset in objects(avail.get("Asset"))):
                found[alid] = (*found.get(alid, ()), avail)
        return found

    def _put(
        self, scope: Scope, avail: dict[str, JSON] | None, before: dict[str, JSON] | None, at: float | None
    ) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO scope VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*_key(scope), _text(avail), _text(before), at),
        )


def _is_season_of(asset: dict[str, JSON], series: str) -> bool:
    """Whether an asset is a season of a series; the series' metadata is nested in the XSD, beside it in samples."""
    work_type = asset.get("WorkType")
    named = (
        member(asset, "SeasonMetadata", "SeriesMetadata", "SeriesContentID"),
        member(asset, "SeriesMetadata", "SeriesContentID"),
    )
    return isinstance(work_type, str) and work_type.casefold() == "season" and series in named


def _key(scope: Scope) -> tuple[str, str, str, str]:
    return (scope.licensor, scope.alid, scope.territory, scope.business_line)


def _text(avail: dict[str, JSON] | None) -> str | None:
    return None if avail is None else write_json(avail)


def _held(scope: Scope, avail: str | None, before: str | None, written_at: float | None) -> Held:
    return Held(
        scope,
        None if avail is None else read_json(avail.encode()),
        None if before is None else read_json(before.encode()),
        None if written_at is None else datetime.fromtimestamp(written_at, UTC),
    )
