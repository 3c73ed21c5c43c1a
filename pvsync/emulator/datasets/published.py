"""The log of files that have come out: zips in a folder, and an index of when each came out. Nothing ever changes in it."""

import csv
import io
import json
import os
import re
import threading
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from pvsync.emulator.datasets.columns import COLUMNS
from pvsync.errors import EmulatorError

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")


@dataclass(frozen=True, slots=True)
class File:
    """A file that has come out.

    Args:
        dataset: Its dataset.
        name: Its name.
        published: When it came out, in seconds since 1970; one in the future is not listed yet.
        etag: Tag of its bytes, without quotes.
    """

    dataset: str
    name: str
    published: float
    etag: str


class Published:
    """The log.

    Args:
        folder: Where zips and index are.
        rows_per_file: Rows of a file; more are split into several.
        time_format: How a time stands in a file.
    """

    def __init__(self, folder: Path, rows_per_file: int, time_format: str) -> None:
        self._folder = folder / "files"
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._index = folder / "published.json"
        self._rows = rows_per_file
        self._time_format = time_format
        self._lock = threading.RLock()
        self._files: dict[str, File] = {}
        self.memory: dict[str, Any] = {}
        if self._index.exists():
            kept = json.loads(self._index.read_bytes())
            self._files = {one["name"]: File(**one) for one in kept["files"]}
            self.memory = kept["memory"]

    def path(self, name: str) -> Path:
        """Where the bytes of a file are."""
        return self._folder / name

    def get(self, name: str) -> File | None:
        """A file by its name."""
        return self._files.get(name)

    def between(self, dataset: str, start: float, end: float) -> list[File]:
        """The files of a dataset that came out in a time, the newest first: no order is documented."""
        with self._lock:
            found = [
                one
                for one in self._files.values()
                if one.dataset == dataset and start <= one.published <= end
            ]
        return sorted(found, key=lambda one: (one.published, one.name), reverse=True)

    def publish(
        self, dataset: str, rows: Sequence[Mapping[str, Any]], at: datetime, name: str = ""
    ) -> list[File]:
        """Publish rows, in as many files as they need.

        Args:
            dataset: The dataset.
            rows: Rows by column; a column that no document knows is written last.
            at: When they come out.
            name: Begin of the names; made of dataset and time where not given.
        """
        begin = name or f"{dataset}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        files = []
        for number, first in enumerate(range(0, len(rows), self._rows)):
            part = rows[first : first + self._rows]
            stem = f"{begin}-{number:03}"
            files.append(self.add(dataset, f"{stem}.zip", self._zipped(f"{stem}.csv", dataset, part), at))
        return files

    def add(self, dataset: str, name: str, data: bytes, at: datetime) -> File:
        """Publish bytes as they are.

        Raises:
            EmulatorError: The name is taken, or cannot be one.
        """
        with self._lock:
            if name in self._files or _NAME.fullmatch(name) is None:
                raise EmulatorError(f"a file of the datasets cannot be called {name}")
            self.path(name).write_bytes(data)
            file = File(dataset, name, at.timestamp() // 1, sha256(data).hexdigest()[:32])
            self._files[name] = file
        return file

    def keep(self) -> None:
        """Put the index on the disk."""
        with self._lock:
            content = {"files": [asdict(one) for one in self._files.values()], "memory": self.memory}
            fresh = self._index.with_suffix(".new")
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                json.dump(content, file)
            fresh.replace(self._index)

    def _zipped(self, name: str, dataset: str, rows: Iterable[Mapping[str, Any]]) -> bytes:
        zipped = io.BytesIO()
        with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
            # A fixed time, so that the same rows are the same bytes.
            archive.writestr(zipfile.ZipInfo(name), self.csv(dataset, rows), zipfile.ZIP_DEFLATED)
        return zipped.getvalue()

    def csv(self, dataset: str, rows: Iterable[Mapping[str, Any]]) -> str:
        """Rows as CSV in UTF-8: a header, commas, nothing for what is not there (domain: Datasets API section 1)."""
        rows = list(rows)
        known = COLUMNS[dataset]
        columns = [*known, *dict.fromkeys(name for row in rows for name in row if name not in known)]
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([self._cell(row.get(name)) for name in columns] for row in rows)
        return text.getvalue()

    def _cell(self, value: Any) -> Any:
        return value.astimezone(UTC).strftime(self._time_format) if isinstance(value, datetime) else value

    def __iter__(self) -> Iterator[File]:
        return iter(list(self._files.values()))
