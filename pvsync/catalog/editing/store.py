"""Catalog files written whole or not at all, with the permissions that they had."""

import os
import stat
import tempfile
from pathlib import Path

from pvsync.catalog.source import SourceFile
from pvsync.errors import CatalogUnreadable


def write_file(root: Path, before: SourceFile, after: SourceFile) -> None:
    """Put a file in the place of another of the same name.

    Args:
        root: Folder that names are relative to.
        before: What stands there now.
        after: What is to stand there.

    Raises:
        CatalogUnreadable: If it cannot be written, or is not what it was when it was read; it is unchanged then.
    """
    path = (root / before.name).resolve()  # behind a link, the file itself is written and the link stays
    try:
        if path.read_bytes() != before.data:
            raise CatalogUnreadable(
                f"{before.name} changed while it was being edited", advice="run the command again"
            )
        _replace(path, after.data)
    except OSError as error:
        raise CatalogUnreadable(
            f"{before.name} cannot be written ({error.strerror or 'no reason given'})",
            advice="check that you may write it and its folder",
        ) from error


def create_file(path: Path, data: bytes) -> None:
    """Put a file where none is, or in the place of one that is not looked at; its folders are made.

    Raises:
        CatalogUnreadable: If it cannot be written; what stood there is unchanged then.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            _replace(path.resolve(), data)
        else:
            # Half a file would be read as a whole one that offers less.
            beside = path.with_name(f".{path.name}.new")
            beside.write_bytes(data)
            beside.replace(path)
    except OSError as error:
        raise CatalogUnreadable(
            f"{path.name} cannot be written ({error.strerror or 'no reason given'})",
            advice="check that you may write it and its folder",
        ) from error


def _replace(path: Path, data: bytes) -> None:
    with path.open("r+b"):
        pass  # a file that may not be written is not replaced either
    mode = stat.S_IMODE(path.stat().st_mode)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(mode)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
