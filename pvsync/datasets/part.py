"""The part of a file that is on the disk already, and of which version of the file it is a part."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from io import FileIO
from pathlib import Path

from pvsync.errors import PvsyncError


@dataclass(frozen=True, slots=True)
class Version:
    """Which version of a file its bytes are of.

    Args:
        etag: The strong tag that the service gave it, None where it gave none: then a part cannot be gone on with.
        length: Its bytes, None where the service did not say.
    """

    etag: str | None
    length: int | None


class Part:
    """A part, open and locked; its bytes reach the system with each piece, so that they survive the process.

    Args:
        target: The file that it becomes when it is whole.
        file: The part, open.
    """

    def __init__(self, target: Path, file: FileIO) -> None:
        self._target = target
        self._file = file

    @property
    def path(self) -> Path:
        """Where it is."""
        return _part(self._target)

    @property
    def size(self) -> int:
        """Bytes that are there."""
        return os.fstat(self._file.fileno()).st_size

    def version(self) -> Version | None:
        """Which version it is a part of, None where that is not known."""
        try:
            found = json.loads(_note(self._target).read_bytes())
            etag, length = found["etag"], found["length"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        good = (etag is None or isinstance(etag, str)) and (length is None or isinstance(length, int))
        return Version(etag, length) if good else None

    def begin(self, version: Version) -> None:
        """Begin anew, with a version."""
        with _telling(self._target):
            # In this order: bytes of one version never stand beside the note of another.
            _note(self._target).unlink(missing_ok=True)
            self._file.truncate(0)
            fresh = _note(self._target).with_suffix(".new")
            fresh.write_text(json.dumps(asdict(version)))
            fresh.replace(_note(self._target))

    def append(self, piece: bytes) -> None:
        """Add bytes at the end."""
        with _telling(self._target):
            rest = memoryview(piece)
            while rest:
                rest = rest[self._file.write(rest) :]

    def drop(self) -> None:
        """Forget what is there."""
        with _telling(self._target):
            _note(self._target).unlink(missing_ok=True)
            self._file.truncate(0)

    def finish(self) -> None:
        """Put it on the disk, and give it the name of the whole file."""
        with _telling(self._target):
            os.fsync(self._file.fileno())
            self.path.replace(self._target)
            _note(self._target).unlink(missing_ok=True)
            folder = os.open(self._target.parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


@contextmanager
def part_of(target: Path) -> Iterator[Part]:
    """The part of a file, for one process at a time.

    Raises:
        PvsyncError: If another process has it, or it cannot be written.
    """
    with _telling(target):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = _locked(target)
    with file:
        yield Part(target, file)


def _locked(target: Path) -> FileIO:
    path = _part(target)
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        file = os.fdopen(descriptor, "ab", buffering=0)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            raise PvsyncError(
                f"another process is fetching {target.name}",
                advice="wait until it is done, then run the command again",
            ) from None
        with suppress(FileNotFoundError):
            if path.stat().st_ino == os.fstat(file.fileno()).st_ino:
                return file
        # It was whole in the meantime, and has another name now.
        file.close()


def _part(target: Path) -> Path:
    return target.with_name(f"{target.name}.part")


def _note(target: Path) -> Path:
    return target.with_name(f"{target.name}.part.json")


@contextmanager
def _telling(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PvsyncError(
            f"{target.name} cannot be written: {os.strerror(error.errno or 0)}",
            advice="make room where the store is, or see whether you may write there",
        ) from None
