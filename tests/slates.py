"""Datasets as a service publishes them, in a folder: rows, zips, and a source that hands them out."""

import csv
import io
import random
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pvsync.datasets.pull import pull
from pvsync.datasets.source import Dataset, DatasetFile
from pvsync.datasets.store import Store
from pvsync.datasets.tables import TABLES
from pvsync.model.datasets import Pulled
from pvsync.model.progress import Silent

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
DATASETS: tuple[Dataset, ...] = ("subscription", "playback", "catalog")
KEYS: Mapping[Dataset, Mapping[str, str]] = {
    "subscription": {"subscription_event_id": "e1"},
    "playback": {"session_id": "s1", "start_segment_utc": "2026-11-21 20:00:00"},
    "catalog": {"id": "c1"},
}

Row = Mapping[str, str]


def a_row(dataset: Dataset, **cells: str) -> Row:
    """A row with every column, empty where nothing is said; it has a key, a time and is not deleted."""
    said = {"last_update_time_utc": "2026-11-21 21:00:00", "is_deleted": "0", **KEYS[dataset], **cells}
    return {**dict.fromkeys(TABLES[dataset].columns, ""), **said}


def as_csv(rows: Sequence[Row], delimiter: str = ",", end: str = "\n") -> bytes:
    """A table with the columns of its first row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_zip(path: Path, **members: bytes) -> Path:
    """A zip with members; `_` in a name stands for the dot."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return path


@dataclass
class FolderSource:
    """A source whose files are in a folder, each with the time at which it was published.

    Args:
        folder: Where they are.
        listed: Every file; those of the asked time are given out.
        asked: From when on files were asked for, one entry for each list.
        fetched: Names of the files that were handed out.
    """

    folder: Path
    listed: list[DatasetFile] = field(default_factory=list)
    asked: list[tuple[Dataset, datetime | None]] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)

    def publish(self, dataset: Dataset, name: str, rows: Sequence[Row], when: datetime | None = NOW) -> None:
        """Publish rows."""
        self.publish_bytes(dataset, name, as_csv(rows), when)

    def publish_bytes(self, dataset: Dataset, name: str, table: bytes, when: datetime | None = NOW) -> None:
        """Publish a table as it is."""
        as_zip(self.folder / name, table_csv=table)
        self.listed.append(DatasetFile(dataset, name, when))

    def files(self, dataset: Dataset, since: datetime | None, until: datetime) -> Iterator[DatasetFile]:
        self.asked.append((dataset, since))
        for file in self.listed:
            late = file.published is not None and since is not None and file.published < since
            if file.dataset == dataset and not late and (file.published is None or file.published <= until):
                yield file

    def fetch(self, file: DatasetFile, target: Path) -> None:
        self.fetched.append(file.name)
        shutil.copy(self.folder / file.name, target)


def pulled(
    source: FolderSource,
    store: Store,
    *datasets: Dataset,
    now: Callable[[], datetime] = lambda: NOW,
) -> Pulled:
    """Pull, all datasets where none is named."""
    return pull(source, store, datasets or DATASETS, Silent(), now)


def table(store: Store, name: str) -> list[tuple[object, ...]]:
    """Every row of a table or view, in one order."""
    with store.opened() as connection:
        rows: list[tuple[object, ...]] = connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
    return sorted(rows, key=repr)


def generated(seed: int, rows: int = 300) -> Iterator[tuple[Dataset, list[Row]]]:
    """Tables of a believable estate: versions, duplicates, deletions, late rows, equal times, cells that do not type."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    for dataset in DATASETS:
        for _ in range(3):
            made = [_some_row(dataset, dice) for _ in range(rows)]
            yield dataset, [*made, *dice.sample(made, rows // 10)]


def _some_row(dataset: Dataset, dice: random.Random) -> Row:
    key = dice.randrange(120)
    updated = NOW - timedelta(hours=dice.randrange(48))
    started = NOW - timedelta(days=1 + key % 20, hours=key % 7)
    cells = {
        "last_update_time_utc": f"{updated:%Y-%m-%d %H:%M:%S}",
        "is_deleted": dice.choice(["0", "0", "0", "1"]),
        "cid": f"customer-{key % 13}",
        "benefit_id": dice.choice(["harbour", "lantern"]),
        "marketplace_id": dice.choice(["1", "3", "4.0", "four", ""]),
    }
    match dataset:
        case "subscription":
            cells |= {
                "subscription_event_id": f"event-{key}",
                "subscription_event_type": dice.choice(["Start", "Start", "Renew", "Cancel"]),
                "subscription_event_time_utc": f"{started - timedelta(days=3):%Y-%m-%dT%H:%M:%SZ}",
            }
            del cells["marketplace_id"]
        case "playback":
            cells |= {
                "session_id": f"session-{key}",
                "start_segment_utc": f"{started + timedelta(minutes=dice.randrange(3)):%Y-%m-%d %H:%M:%S}",
                "catalog_id": f"id-{dice.randrange(40)}",
                "subscription_event_id": f"event-{dice.randrange(140)}",
                "seconds_viewed": dice.choice(["60", "3600", "a while", ""]),
                "position_start": dice.choice(["0.0", "12.75", "1e3"]),
            }
        case "catalog":
            del cells["cid"]
            cells |= {
                "id": f"id-{key % 40}",
                "title": dice.choice(['Heat, "Haze"', "Avail Strikes\nBack", "Ärger", "東京"]),
                "vendor_sku": f"SKU-{key % 40}",
                "season": dice.choice(["1", "2", ""]),
            }
    return a_row(dataset, **cells)
