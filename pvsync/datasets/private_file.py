"""Files that only their owner may read, written whole or not at all, and a lock between processes."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pvsync.datasets.clock import Clock
from pvsync.errors import CredentialError

_NAP = 0.2
_LONGEST_WAIT = 600.0
_ADVICE = (
    "see whether the folder of tokens is on a disk with room that you may write; XDG_STATE_HOME names another"
)


class Draft:
    """A file that takes another's place once it is complete: that it can be written shows before it is needed.

    Args:
        path: The file whose place it takes.

    Raises:
        CredentialError: If nothing can be written there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with _telling():
            make_private(path.parent)
            self._descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        self._beside = Path(name)

    def keep(self, data: bytes) -> None:
        """Write everything, put it on the disk, and take the place.

        Raises:
            CredentialError: If that is not possible; what was there before still is.
        """
        with _telling():
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
            os.fsync(self._descriptor)
            self._beside.replace(self._path)
            folder = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def close(self) -> None:
        """Let go of it; where it was not kept, nothing stays."""
        os.close(self._descriptor)
        self._beside.unlink(missing_ok=True)


def make_private(folder: Path) -> None:
    """Make a folder that only its owner may enter, and those above it."""
    if not folder.is_dir():
        make_private(folder.parent)
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)


@contextmanager
def locked(path: Path, clock: Clock) -> Iterator[None]:
    """Hold the lock of a file; one process at a time, and it goes with its process.

    Raises:
        CredentialError: If the lock cannot be had in ten minutes, or the file not be made.
    """
    with _telling():
        make_private(path.parent)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        deadline = clock.monotonic() + _LONGEST_WAIT
        while not _try(descriptor):
            if clock.monotonic() >= deadline:
                raise CredentialError(
                    "another process has been renewing the access to Slate for ten minutes",
                    advice="end it, then run the command again",
                )
            clock.sleep(_NAP)
        yield
    finally:
        # The file stays: deleting it would let two processes lock two files of one name.
        os.close(descriptor)


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = os.strerror(error.errno or 0)
        raise CredentialError(f"the tokens of Slate cannot be kept: {why}", advice=_ADVICE) from None
