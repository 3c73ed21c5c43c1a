"""Catalog files as bytes with a name, from a folder; what cannot be read is a finding."""

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from pvsync.catalog import codes
from pvsync.diagnostics import Finding, Place
from pvsync.model.made_often import made_often

BREAK = re.compile("\r\n|[\n\r]")
"""Where a line ends."""

_SEPARATORS = "\x85\u2028\u2029"
"""Where YAML 1.1 and Python end a line, and git, editors, GitHub and SARIF do not."""

SUFFIXES = (".yaml", ".yml")
_LOOKS_READ = re.compile(r"(?i)\.(ya?ml(\.txt)?|json)$")
"""Names of files that somebody may take for files of the catalog."""

MAX_BYTES = 16 * 1024 * 1024
"""A catalog file above this size is refused: no person wrote it, and it would be held in memory whole."""


@made_often
@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the catalog.

    Args:
        name: Path relative to the repository root, with forward slashes.
        data: Its bytes.
        blob: Git's object id of these bytes, the key of every cache.
        is_link: Whether the name is that of a link, and the bytes are those behind it.
    """

    name: str
    data: bytes
    blob: str
    is_link: bool = False

    @classmethod
    def of(cls, name: str, data: bytes, *, is_link: bool = False) -> "SourceFile":
        """A file from its bytes."""
        return cls(name, data, blob_id(data), is_link)


def blob_id(data: bytes, algorithm: str = "sha1") -> str:
    """Git's object id of a file with these bytes, in a repository of the usual format or of another."""
    header = b"blob %d\0" % len(data)
    return hashlib.new(algorithm, header + data, usedforsecurity=False).hexdigest()


def file_names(root: Path, folder: Path) -> list[str]:
    """Catalog files below a folder (or the file itself), relative to the root and sorted.

    A folder whose name ends like a file's is listed too, and a link to a folder, so that reading it says what is wrong.
    """
    if folder.is_file():
        return [_relative(root, folder)]
    found: list[str] = []
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        here = _relative(root, Path(where))
        before = "" if here == "." else f"{here}/"
        found.extend(before + name for name in files if _is_catalog_file(name))
        found.extend(
            before + name
            for name in folders
            if _is_catalog_file(name) or os.path.islink(os.path.join(where, name))  # noqa: PTH114, PTH118 - as below
        )
    return sorted(found)


def passed_over(root: Path, folder: Path) -> Iterator[Finding]:
    """A finding for each file that looks like one of the catalog and is not read.

    Beside pvsync.yaml itself, JSON is anybody's: plans and reports are written there.
    """
    is_top = root.resolve() == folder.resolve()
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.startswith(".") or name.endswith(SUFFIXES) or (is_top and name.endswith(".json")):
                continue
            if _LOOKS_READ.search(name):
                shown = _relative(root, Path(where) / name)
                yield codes.FILE_PASSED_OVER.at(
                    Place(shown),
                    f"{shown} is not read: a catalog file ends in .yaml or .yml in small letters",
                    "rename it, or move it out of the catalog folder",
                )


def read_files(root: Path, names: list[str]) -> Iterator[SourceFile | Finding]:
    """Each file in turn, or the finding that says why it cannot be read."""
    for name in names:
        yield read_file(root, name)


def leads_out(root: Path, path: Path) -> bool:
    """Whether a path leads out of a folder, or into a hidden one: findings show lines of a file, and a branch makes links.

    Args:
        root: The folder; whether it is hidden itself does not count.
        path: What somebody named; links are followed.
    """
    try:
        inside = path.resolve().relative_to(root.resolve())
    except (ValueError, OSError, RuntimeError):
        return True
    return any(part.startswith(".") for part in inside.parts)


def read_file(root: Path, name: str) -> SourceFile | Finding:
    """One file, or the finding that says why it cannot be read."""
    # Joining paths as objects takes as long as reading does.
    path = os.path.join(root, name)  # noqa: PTH118
    try:
        is_link = os.path.islink(path)  # noqa: PTH114
        if is_link and leads_out(root, Path(path)):
            return codes.FILE_UNREADABLE.at(
                Place(name),
                "the file is a link that leads out of this folder, or into a hidden one",
                "put the file itself here: findings show its lines, and no other file may be shown so",
            )
        with FileIO(path, opener=_at_once) as file:
            return _refused(name, os.fstat(file.fileno())) or SourceFile.of(
                name, file.readall(), is_link=is_link
            )
    except IsADirectoryError:
        if is_link:
            return codes.FILE_UNREADABLE.at(
                Place(name),
                "a link leads to a folder, and such links are not followed: git keeps the link and not what stands there",
                "put the folder itself here",
            )
        return codes.FILE_UNREADABLE.at(
            Place(name),
            "a folder has the name of a catalog file",
            "rename the folder, without `.yaml` at its end",
        )
    except OSError as error:
        return codes.FILE_UNREADABLE.at(
            Place(name),
            f"the file cannot be read ({error.strerror or 'no reason given'})",
            "check that it exists and that you may read it",
        )


def _refused(name: str, status: os.stat_result) -> Finding | None:
    """Why an open file is not read."""
    if not stat.S_ISREG(status.st_mode):
        return codes.FILE_UNREADABLE.at(
            Place(name), "this is a pipe or a device and not a file", "remove it, or put a file in its place"
        )
    if status.st_size > MAX_BYTES:
        return codes.FILE_UNREADABLE.at(
            Place(name),
            "the file is larger than 16 MiB",
            "split it: one title or one deal in a file reads best",
        )
    return None


def _at_once(path: str, flags: int) -> int:
    """Open without waiting for whoever writes into a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def is_document(path: str) -> bool:
    """Whether the reader takes a file of the catalog, by its path: it is YAML, and neither it nor a folder is hidden."""
    return path.endswith(SUFFIXES) and not any(part.startswith(".") for part in path.split("/"))


def _is_catalog_file(name: str) -> bool:
    return name.endswith(SUFFIXES) and not name.startswith(".")


def _relative(root: Path, path: Path) -> str:
    absolute = path.absolute()
    try:
        return absolute.relative_to(root.absolute()).as_posix()
    except ValueError:
        return absolute.as_posix()


def split_lines(text: str) -> list[str]:
    """The lines of a text as git, editors, GitHub and SARIF count them: see `BREAK`."""
    return BREAK.split(text)


def for_parser(text: str) -> tuple[str, Mapping[int, int]]:
    """A text in which libyaml breaks lines as everybody else does.

    By YAML 1.1 a line ends at NEL, LS and PS too, so that every place behind one would be a line too far. They are
    replaced by characters for private use that the text does not have.

    Returns:
        The text, and what turns a value of it back (`str.translate`); empty where nothing was replaced.
    """
    if not any(character in text for character in _SEPARATORS):
        return text, {}
    free = (code for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    away = {ord(character): next(free) for character in _SEPARATORS}
    return text.translate(away), {stand_in: meant for meant, stand_in in away.items()}
