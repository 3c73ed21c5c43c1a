"""A zip of the service unpacked within limits, in pieces, and never under the names that it holds."""

import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pvsync.errors import StoreError

_CHUNK = 1 << 20
_TABLES = {".csv", ".tsv", ".txt", ""}
_ENCRYPTED = 0x1


class NotTaken(Exception):
    """A file of the service that cannot be taken in, with the reason in words."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a zip may become: it is at most 300 MB (Datasets API, section 1), and text packs to a tenth or less.

    Args:
        bytes: Of all members together.
        members: Their number.
    """

    bytes: int = 16 << 30
    members: int = 100


@dataclass(frozen=True, slots=True)
class Member:
    """One unpacked table.

    Args:
        path: Where it is.
        records: Records by the count of line ends outside quotes, the head not counted; None where quotes are not closed.
    """

    path: Path
    records: int | None


def unpack(archive: Path, into: Path, limits: Limits) -> tuple[list[Member], list[str]]:
    """Unpack every table of a zip.

    Args:
        archive: The zip.
        into: An empty folder that is ours.
        limits: How much it may become.

    Returns:
        The tables, and the names of members that are none.

    Raises:
        NotTaken: If it is broken, too large, locked with a password, or has names that lead out of a folder.
        StoreError: If the disk has no room for it.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            infos = [info for info in opened.infolist() if not info.is_dir()]
            _judge(infos, limits)
            _room_for(sum(info.file_size for info in infos), into)
            tables = [info for info in infos if PurePosixPath(info.filename).suffix.lower() in _TABLES]
            left = limits.bytes
            members: list[Member] = []
            for number, info in enumerate(tables):
                member = _extract(opened, info, into / f"{number}.csv", left)
                left -= member.path.stat().st_size
                members.append(member)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise NotTaken("the zip is broken, or packed in a way that is not read") from error
    return members, [info.filename for info in infos if info not in tables]


def _judge(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.members:
        raise NotTaken(f"the zip holds {len(infos):,} files; at most {limits.members:,} are taken")
    declared = sum(info.file_size for info in infos)
    if declared > limits.bytes:
        raise NotTaken(
            f"the zip says that it unpacks to {declared:,} bytes; at most {limits.bytes:,} are taken"
        )
    for info in infos:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in info.filename:
            raise NotTaken("the zip holds a name that leads out of its folder")
        if info.flag_bits & _ENCRYPTED:
            raise NotTaken("the zip is locked with a password")


def _room_for(size: int, folder: Path) -> None:
    # The table, and the Parquet that is made of it, which is smaller.
    free, needed = shutil.disk_usage(folder).free, 2 * size
    if free < needed:
        raise StoreError(
            f"the disk has {free:,} bytes left, and unpacking the next file takes up to {needed:,}",
            advice="make room, then run `pvsync datasets pull` again: it goes on where it was",
        )


def _extract(opened: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, left: int) -> Member:
    count = _Count()
    with opened.open(info) as source, target.open("wb") as out:
        for chunk in _chunks(source.read):
            left -= len(chunk)
            if left < 0:
                raise NotTaken("the zip unpacks to more than it says")
            count.take(chunk)
            out.write(chunk)
    return Member(target, count.records)


def _chunks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    while chunk := read(_CHUNK):
        yield chunk


class _Count:
    """Records of a table, counted by line ends outside quotes: a check on whoever reads it, which shares no code with it."""

    def __init__(self) -> None:
        self._lines = 0
        self._inside = False
        self._last = b"\n"

    def take(self, chunk: bytes) -> None:
        parts = chunk.split(b'"')
        outside = parts[1 if self._inside else 0 :: 2]
        self._lines += sum(part.count(b"\n") for part in outside)
        if len(parts) % 2 == 0:
            self._inside = not self._inside
        self._last = chunk[-1:]

    @property
    def records(self) -> int | None:
        if self._inside:
            return None
        return max(self._lines + (self._last != b"\n") - 1, 0)
