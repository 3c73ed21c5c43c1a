"""Bring the store up to date: list what is new, take in one file after the other, and say what is odd about it.

Safe to kill anywhere and to run twice. A file counts as done when the ledger has its line, which is written last; until
then it is fetched and written again, to the same name.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pvsync.datasets.durable import make_folder, one_at_a_time, put, telling
from pvsync.datasets.engine import engine
from pvsync.datasets.engine import telling as engine_telling
from pvsync.datasets.ledger import Entry, Ledger, Listed, id_of
from pvsync.datasets.merge import duckdb_log
from pvsync.datasets.remarks import at_odds, remarks, several_starts, too_late
from pvsync.datasets.source import Dataset, DatasetFile, Source
from pvsync.datasets.standing import standing
from pvsync.datasets.store import Store
from pvsync.datasets.tables import DIGEST, TABLES, UPDATED
from pvsync.datasets.take_in import take_in
from pvsync.datasets.unpack import Limits, NotTaken
from pvsync.model.datasets import Pulled, Remark
from pvsync.model.progress import Progress

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KEPT = timedelta(days=2 * 365)
"""How long the service keeps files: a request with an older time returns nothing (Datasets API, section 1)."""

OVERLAP = timedelta(days=1)
"""Files are asked for from so long before the last one seen: one that shows up late costs a line of a list, not a gap."""

_NO_ROWS_LOST = "nothing that was taken in is lost; run `pvsync datasets pull` again"


def pull(
    source: Source,
    store: Store,
    datasets: Sequence[Dataset],
    progress: Progress,
    now: Callable[[], datetime],
    limits: Limits | None = None,
) -> Pulled:
    """Take in every file that the store does not have.

    Args:
        source: Where files come from.
        store: Where they go.
        datasets: Which datasets, in this order.
        progress: Told of each file.
        now: The clock, in UTC.
        limits: How much a zip may become.

    Raises:
        PvsyncError: If the service or the disk fails; what was taken in until then stays.
    """
    with one_at_a_time(store.folder), engine(store.spill) as connection:
        store.clear(store.ledger())
        # The order of rows in the log says nothing, and keeping it takes memory.
        connection.execute("SET preserve_insertion_order = false")
        pulling = _Pulling(source, store, connection, progress, limits or Limits())
        found: list[Remark] = []
        for dataset in datasets:
            found += pulling.pull(dataset, now())
        ledger = store.ledger()
        taken = pulling.taken
        found += remarks(taken)
        found += pulling.looked_over({entry.file.dataset for entry in taken})
        end = now()
        return Pulled(
            end,
            sum(bool(entry.parquet) for entry in taken),
            sum(entry.rows for entry in taken),
            tuple(standing(ledger, dataset, end) for dataset in datasets),
            tuple(sorted(found, key=lambda remark: (remark.dataset, remark.severity.value, remark.message))),
        )


class _Pulling:
    """One run of `pull`, with what it has taken in."""

    def __init__(
        self,
        source: Source,
        store: Store,
        connection: "DuckDBPyConnection",
        progress: Progress,
        limits: Limits,
    ) -> None:
        self._source = source
        self._store = store
        self._connection = connection
        self._progress = progress
        self._limits = limits
        self._ledger: Ledger = store.ledger()
        self.taken: list[Entry] = []

    def pull(self, dataset: Dataset, now: datetime) -> list[Remark]:
        """Take in what is new in one dataset."""
        since, said = self._since(dataset, now)
        new = [file for file in self._source.files(dataset, since, now) if not self._has(file)]
        if new:
            self._progress.begin(f"{dataset}: taking in", len(new))
        for file in new:
            self._take(file)
            self._progress.advance()
        if new:
            self._progress.end()
        if self._ledger.listed(dataset) != now:
            self._ledger.add(Listed(dataset, now))
        return said

    def looked_over(self, datasets: set[Dataset]) -> Iterator[Remark]:
        """What can only be seen over all files."""
        for dataset in sorted(datasets):
            table = TABLES[dataset]
            log = duckdb_log(table, self._store.files()[dataset])
            key = ", ".join(table.key)
            differ = f"SELECT 1 FROM ({log}) GROUP BY {key}, {UPDATED} HAVING min({DIGEST}) <> max({DIGEST})"  # noqa: S608 - our own names
            if count := self._count(differ):
                yield at_odds(dataset, count)
            if dataset == "playback":
                starts = "min(start_segment_utc) <> max(start_segment_utc)"
                if count := self._count(f"SELECT 1 FROM ({log}) GROUP BY session_id HAVING {starts}"):  # noqa: S608 - our own names
                    yield several_starts(count)

    def _count(self, query: str) -> int:
        with engine_telling("the change log cannot be looked over", _NO_ROWS_LOST):
            row = self._connection.execute(f"SELECT count(*) FROM ({query})").fetchone()  # noqa: S608 - our own query
        return int(row[0]) if row else 0

    def _since(self, dataset: Dataset, now: datetime) -> tuple[datetime | None, list[Remark]]:
        """From when on to ask for files: None for everything that is kept."""
        entries = [entry for entry in self._ledger.entries.values() if entry.file.dataset == dataset]
        until = self._ledger.listed(dataset)
        again = [entry.file.published for entry in entries if not self._store.holds(entry)]
        seen = [entry.file.published for entry in entries if entry.file.published is not None]
        if until is None or None in again:
            return None, []
        since = min([until, *([max(seen)] if seen else []), *filter(None, again)]) - OVERLAP
        if since <= now - KEPT:
            lost = now - until > KEPT
            return None, [too_late(dataset, (now - until).days)] if lost else []
        return since, []

    def _has(self, file: DatasetFile) -> bool:
        entry = self._ledger.entries.get(id_of(file))
        return entry is not None and self._store.holds(entry)

    def _take(self, file: DatasetFile) -> None:
        name = id_of(file)
        archive = self._store.incoming(name)
        with telling("the folder of the store cannot be written"):
            make_folder(archive.parent)
        self._source.fetch(file, archive)
        table = TABLES[file.dataset]
        try:
            with (
                telling("a file cannot be unpacked into the store"),
                engine_telling("a file cannot be taken into the change log", _NO_ROWS_LOST),
            ):
                room = self._store.fresh_scratch()
                taken = take_in(self._connection, table, file.name, archive, room, self._limits)
        except NotTaken as why:
            entry = Entry(file, why_not=str(why))
            with telling("a file that was refused cannot be kept"):
                put(archive, self._store.refused(name))
        else:
            rows = self._store.put_rows(file.dataset, name, taken.newest, room / "parts.parquet")
            entry = Entry(file, rows, taken.rows, taken.newest, taken.drift)
            self._store.refused(name).unlink(missing_ok=True)
        self._ledger.add(entry)
        self.taken.append(entry)
        with telling("a file that was taken in cannot be cleared away"):
            archive.unlink(missing_ok=True)
