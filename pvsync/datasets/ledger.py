"""What a store has taken in: one line for each file, written when its rows are on the disk and not before.

A kill between the two leaves rows without a line. They are not read, and the next pull writes the same file again.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from pvsync.datasets.durable import append_line, telling
from pvsync.datasets.source import Dataset, DatasetFile
from pvsync.datasets.take_in import Drift
from pvsync.errors import StoreError

FORMAT_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the service that was taken in, or could not be.

    Args:
        file: The file.
        parquet: Its rows, below the store's folder; empty where it could not be read.
        rows: How many.
        newest: The newest `last_update_time_utc`.
        drift: How it differs from the documents.
        why_not: Why it could not be read; empty where it was.
    """

    file: DatasetFile
    parquet: str = ""
    rows: int = 0
    newest: datetime | None = None
    drift: Drift = field(default_factory=Drift)
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of a dataset's files of which each is in the ledger.

    Args:
        dataset: The dataset.
        until: Up to when files were asked for.
    """

    dataset: Dataset
    until: datetime


def id_of(file: DatasetFile) -> str:
    """A name for one version of a file: one that is published anew under its old name is another."""
    published = "" if file.published is None else file.published.isoformat()
    return sha256(f"{file.dataset}\n{file.name}\n{published}".encode()).hexdigest()[:24]


class Ledger:
    """The lines of a ledger, the last one for each file.

    Args:
        path: Its file; it need not be there.

    Raises:
        StoreError: If it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._entries: dict[str, Entry] = {}
        self._listed: dict[Dataset, datetime] = {}
        for line in _lines(path):
            self._keep(_read(line, path.name))

    @property
    def entries(self) -> Mapping[str, Entry]:
        """What became of each file, by `id_of`."""
        return self._entries

    def listed(self, dataset: Dataset) -> datetime | None:
        """Up to when every file of a dataset is here; None where that was never so."""
        return self._listed.get(dataset)

    def add(self, line: Entry | Listed) -> None:
        """Write a line.

        Raises:
            StoreError: If the disk does not take it.
        """
        with telling("the ledger of the store cannot be written"):
            append_line(self._path, json.dumps(_written(line), ensure_ascii=False).encode())
        self._keep(line)

    def _keep(self, line: Entry | Listed) -> None:
        match line:
            case Entry():
                self._entries[id_of(line.file)] = line
            case Listed():
                self._listed[line.dataset] = line.until


def _lines(path: Path) -> Iterator[bytes]:
    """Whole lines; what stands behind the last line end was never finished."""
    with telling("the ledger of the store cannot be read"):
        data = path.read_bytes() if path.exists() else b""
    yield from data.split(b"\n")[:-1]


def _written(line: Entry | Listed) -> dict[str, object]:
    match line:
        case Listed():
            return {"listed": line.dataset, "until": line.until.isoformat()}
        case Entry(file):
            return {
                "format_version": FORMAT_VERSION,
                "dataset": file.dataset,
                "name": file.name,
                "published": _text(file.published),
                "parquet": line.parquet,
                "rows": line.rows,
                "newest": _text(line.newest),
                "drift": {name: value for name, value in asdict(line.drift).items() if value},
                "why_not": line.why_not,
            }


def _text(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _read(line: bytes, name: str) -> Entry | Listed:
    try:
        found = json.loads(line)
        if "listed" in found:
            return Listed(found["listed"], datetime.fromisoformat(found["until"]))
        if found["format_version"] != FORMAT_VERSION:
            raise StoreError(
                f"the store was written by another version of pvsync (format {found['format_version']})",
                advice="use that version, or move the folder away and pull again: two years are kept",
            )
        file = DatasetFile(found["dataset"], found["name"], _instant(found["published"]))
        return Entry(
            file,
            found["parquet"],
            found["rows"],
            _instant(found["newest"]),
            _drift(found["drift"]),
            found["why_not"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"a line of {name} in the store is not one that pvsync writes",
            advice="move the folder of the store away and pull again: two years are kept",
        ) from error


def _drift(found: Mapping[str, Any]) -> Drift:
    unread = tuple(cast("tuple[str, int, str]", tuple(one)) for one in found.get("unread", ()))
    return Drift(
        tuple(found.get("new", ())),
        tuple(found.get("missing", ())),
        unread,
        found.get("keyless", 0),
        found.get("uneven", 0),
        tuple(found.get("aside", ())),
    )
