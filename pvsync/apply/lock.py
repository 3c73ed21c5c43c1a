"""The lock by which one machine has one run at a time; it dies with the process that holds it."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pvsync.apply.durable import make_folder, telling
from pvsync.errors import JournalError

_NAME_LIMIT = 100


@contextmanager
def one_run(folder: Path, run: str) -> Iterator[None]:
    """Hold the lock of a folder of runs.

    Args:
        folder: The folder of runs.
        run: Id of the run that takes it, told to whoever comes second.

    Raises:
        JournalError: If another run holds it, or the lock file cannot be written.
    """
    with telling("the lock of the runs folder cannot be opened"):
        make_folder(folder)
        descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        take(descriptor, lambda: os.pread(descriptor, _NAME_LIMIT, 0).decode("ascii", "replace").strip())
        with telling("the lock of the runs folder cannot be written"):
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{run}\n".encode(), 0)
        yield
    finally:
        # The file stays: deleting it would let two processes lock two files of one name.
        os.close(descriptor)


def take(descriptor: int, holder: Callable[[], str]) -> None:
    """Lock an open file at once, for as long as it is open.

    Args:
        descriptor: The open file.
        holder: Tells which run holds it.

    Raises:
        JournalError: If someone else holds it.
    """
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        name = holder()
        raise JournalError(
            f"another run is open: {name}" if name else "another run is open",
            advice="wait until it ends; the lock goes with its process, there is nothing to delete",
        ) from error
