"""The local store: a change log of Parquet files that only grows, and the ledger of what it holds.

ledger.jsonl                        what was taken in
log/DATASET/month=2026-05/ID.parquet   the rows of one file of the service, all versions
incoming/ID.zip                     a file that is being fetched; an interrupted one goes on where it was
refused/ID.zip                      a file that could not be read, kept to be looked at
tmp/                                scratch of whoever holds the lock
spill/                              what queries cannot hold in memory
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pvsync.datasets.durable import make_folder, put, telling
from pvsync.datasets.engine import engine, sweep
from pvsync.datasets.ledger import Entry, Ledger
from pvsync.datasets.merge import duckdb_log, views
from pvsync.datasets.source import Dataset
from pvsync.datasets.tables import TABLES
from pvsync.errors import StoreError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Store:
    """A store.

    Args:
        folder: Its folder; nothing need be there.
    """

    folder: Path

    @property
    def scratch(self) -> Path:
        """For whoever holds the lock."""
        return self.folder / "tmp"

    @property
    def spill(self) -> Path:
        """What queries cannot hold in memory."""
        return self.folder / "spill"

    def ledger(self) -> Ledger:
        """What it holds.

        Raises:
            StoreError: If its ledger cannot be read.
        """
        return Ledger(self.folder / "ledger.jsonl")

    def incoming(self, name: str) -> Path:
        """Where a file is fetched to."""
        return self.folder / "incoming" / f"{name}.zip"

    def refused(self, name: str) -> Path:
        """Where a file is kept that could not be read."""
        return self.folder / "refused" / f"{name}.zip"

    def clear(self, ledger: Ledger) -> None:
        """Take away what a process that was killed did not: fetched files that the change log has, and scratch.

        Raises:
            StoreError: If they cannot be taken away.
        """
        with telling("a fetched file cannot be cleared away"):
            for archive in (self.folder / "incoming").glob("*.zip"):
                entry = ledger.entries.get(archive.stem)
                if entry is not None and self.holds(entry):
                    archive.unlink(missing_ok=True)
        sweep(self.spill)

    def holds(self, entry: Entry) -> bool:
        """Whether the rows of a file are here, also if someone has deleted files."""
        return bool(entry.parquet) and (self.folder / entry.parquet).is_file()

    def log_folder(self, dataset: Dataset) -> Path:
        """The change log of a dataset."""
        return self.folder / "log" / dataset

    def put_rows(self, dataset: Dataset, name: str, newest: datetime | None, parquet: Path) -> str:
        """Add a file of rows to the change log, whole or not at all.

        Returns:
            Where it is, below the store's folder.

        Raises:
            StoreError: If the disk does not take it.
        """
        month = "unknown" if newest is None else f"{newest:%Y-%m}"
        target = self.log_folder(dataset) / f"month={month}" / f"{name}.parquet"
        with telling("a file of the change log cannot be written"):
            put(parquet, target)
        return target.relative_to(self.folder).as_posix()

    def fresh_scratch(self) -> Path:
        """The scratch folder, empty; only for the holder of the lock."""
        with telling("the folder of the store cannot be written"):
            shutil.rmtree(self.scratch, ignore_errors=True)
            make_folder(self.scratch)
        return self.scratch

    def files(self) -> Mapping[Dataset, list[str]]:
        """The Parquet files of each change log, absolute.

        Raises:
            StoreError: If nothing was pulled yet, or some that the ledger names are gone.
        """
        ledger = self.ledger()
        if not ledger.entries and not any(ledger.listed(dataset) for dataset in TABLES):
            raise StoreError("the store of datasets is empty", advice="fill it: `pvsync datasets pull`")
        entries = [entry for entry in ledger.entries.values() if entry.parquet]
        gone = sum(not self.holds(entry) for entry in entries)
        if gone:
            raise StoreError(
                f"the change log lacks {gone:,} of its {len(entries):,} files",
                advice="run `pvsync datasets pull`: what the service still keeps is fetched again",
            )
        root = self.folder.resolve()
        return {
            dataset: sorted(str(root / entry.parquet) for entry in entries if entry.file.dataset == dataset)
            for dataset in TABLES
        }

    @contextmanager
    def opened(self) -> "Iterator[DuckDBPyConnection]":
        """The engine with the change logs and the current tables as views.

        Raises:
            StoreError: If nothing was pulled yet, or files are gone.
            UsageError: If the engine is not installed.
        """
        files = self.files()
        with engine(self.spill) as connection:
            logs = {dataset: duckdb_log(TABLES[dataset], found) for dataset, found in files.items()}
            for name, query in views(logs):
                connection.execute(f"CREATE VIEW {name} AS {query}")
            yield connection
