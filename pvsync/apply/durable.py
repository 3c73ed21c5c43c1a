"""Files that are on the disk when a call returns, readable by their owner alone."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pvsync.errors import JournalError

_OWNER_ONLY_FOLDER = 0o700
_OWNER_ONLY_FILE = 0o600
_BUFFER = 1 << 20


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Turn what the file system says into a sentence.

    Args:
        what: What could not be done, without an absolute path.

    Raises:
        JournalError: For every OSError inside.
    """
    try:
        yield
    except OSError as error:
        raise JournalError(f"{what}: {os.strerror(error.errno or 0)}") from error


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each synced into its parent.

    Raises:
        OSError: If that is not possible.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=_OWNER_ONLY_FOLDER)
    sync_folder(folder.parent)


def make_new_folder(folder: Path) -> None:
    """Make a folder that must not be there yet.

    Raises:
        FileExistsError: If it is.
        OSError: If it cannot be made.
    """
    make_folder(folder.parent)
    folder.mkdir(mode=_OWNER_ONLY_FOLDER)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk.

    Raises:
        OSError: If that is not possible.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_new(path: Path) -> int:
    """Open a file that must not be there yet, for reading and appending, and sync its name.

    Raises:
        FileExistsError: If it is there.
        OSError: If it cannot be made.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_NOFOLLOW
    descriptor = os.open(path, flags, _OWNER_ONLY_FILE)
    try:
        sync_folder(path.parent)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte and put them on the disk.

    Raises:
        OSError: If the disk is full or gone; some of the bytes may be there.
    """
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)


def write_new(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file that must not be there yet, part by part.

    Raises:
        FileExistsError: If it is there.
        OSError: If it cannot be written.
    """
    descriptor = open_new(path)
    with os.fdopen(descriptor, "wb", _BUFFER) as file:
        file.writelines(parts)
        file.flush()
        os.fsync(descriptor)


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside it, synced, then renamed over it.

    Raises:
        OSError: If it cannot be written; what was there before still is.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        try:
            write_all(descriptor, data)
        finally:
            os.close(descriptor)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
