"""Catalog files as bytes with a name, from a folder; what cannot be read is a finding."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pvsync.catalog import codes
from pvsync.diagnostics import Finding, Place

SUFFIXES = frozenset({".yaml", ".yml"})
MAX_BYTES = 16 * 1024 * 1024
"""A catalog file above this size is refused: no person wrote it, and it would be held in memory whole."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the catalog.

    Args:
        name: Path relative to the repository root, with forward slashes.
        data: Its bytes.
        blob: Git's object id of these bytes, the key of every cache.
    """

    name: str
    data: bytes
    blob: str

    @classmethod
    def of(cls, name: str, data: bytes) -> "SourceFile":
        """A file from its bytes."""
        return cls(name, data, blob_id(data))


def blob_id(data: bytes) -> str:
    """Git's object id of a file with these bytes."""
    header = b"blob %d\0" % len(data)
    return hashlib.sha1(header + data, usedforsecurity=False).hexdigest()


def file_names(root: Path, folder: Path) -> list[str]:
    """Catalog files below a folder (or the file itself), relative to the root and sorted.

    A folder whose name ends like a file's is listed too, so that reading it says what is wrong.
    """
    if folder.is_file():
        return [_relative(root, folder)]
    found = (
        path
        for path in folder.rglob("*")
        if path.suffix in SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    return sorted(_relative(root, path) for path in found)


def read_files(root: Path, names: list[str]) -> Iterator[SourceFile | Finding]:
    """Each file in turn, or the finding that says why it cannot be read."""
    for name in names:
        yield read_file(root, name)


def read_file(root: Path, name: str) -> SourceFile | Finding:
    """One file, or the finding that says why it cannot be read."""
    path = root / name
    place = Place(name)
    if path.is_dir():
        return codes.FILE_UNREADABLE.at(
            place, "a folder has the name of a catalog file", "rename the folder, without `.yaml` at its end"
        )
    try:
        if path.stat().st_size > MAX_BYTES:
            return codes.FILE_UNREADABLE.at(
                place,
                "the file is larger than 16 MiB",
                "split it: one title or one deal in a file reads best",
            )
        return SourceFile.of(name, path.read_bytes())
    except OSError as error:
        return codes.FILE_UNREADABLE.at(
            place,
            f"the file cannot be read ({error.strerror or 'no reason given'})",
            "check that it exists and that you may read it",
        )


def _relative(root: Path, path: Path) -> str:
    absolute = path.absolute()
    try:
        return absolute.relative_to(root.absolute()).as_posix()
    except ValueError:
        return absolute.as_posix()
