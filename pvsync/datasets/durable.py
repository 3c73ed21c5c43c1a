"""Files that are on the disk when a call returns: whole under their name, or not there."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pvsync.errors import StoreError

_OWNER_ONLY_FOLDER = 0o700
_OWNER_ONLY_FILE = 0o600


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Turn what the file system says into a sentence.

    Raises:
        StoreError: For every OSError inside.
    """
    try:
        yield
    except OSError as error:
        raise StoreError(f"{what}: {os.strerror(error.errno or 0)}") from error


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each synced into its parent.

    Raises:
        OSError: If that is not possible.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=_OWNER_ONLY_FOLDER, exist_ok=True)
    sync(folder.parent)


def sync(path: Path) -> None:
    """Put the bytes of a file, or the names in a folder, on the disk.

    Raises:
        OSError: If that is not possible.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put(whole: Path, target: Path) -> None:
    """Give a file that is written its name; what had the name before is gone.

    Raises:
        OSError: If that is not possible.
    """
    sync(whole)
    make_folder(target.parent)
    whole.replace(target)
    sync(target.parent)


def append_line(path: Path, line: bytes) -> None:
    """Add a line to a file; the part of a line that an earlier attempt left at the end is cut off first.

    Raises:
        OSError: If that is not possible.
    """
    new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, _OWNER_ONLY_FILE)
    try:
        end = _end_of_lines(descriptor)
        os.ftruncate(descriptor, end)
        os.lseek(descriptor, end, os.SEEK_SET)
        rest = memoryview(line + b"\n")
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if new:
        sync(path.parent)


def _end_of_lines(descriptor: int) -> int:
    end = os.fstat(descriptor).st_size
    while end and os.pread(descriptor, 1, end - 1) != b"\n":
        end -= 1
    return end


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold the lock of a store; it goes with the process.

    Raises:
        StoreError: If another process holds it.
    """
    with telling("the store of datasets cannot be opened"):
        make_folder(folder)
        descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, _OWNER_ONLY_FILE)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(
                "another `pvsync datasets pull` fills this store",
                advice="wait until it ends; the lock goes with its process, there is nothing to delete",
            ) from error
        yield
    finally:
        # The file stays: deleting it would let two processes lock two files of one name.
        os.close(descriptor)
