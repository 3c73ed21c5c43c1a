"""The embedded engine, loaded when it is first needed, with bounded memory and nothing fetched from outside."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pvsync.datasets import durable
from pvsync.errors import PvsyncError, UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "1200MB"
"""What the engine may hold in memory before it goes to the disk; the process needs some hundred megabytes besides."""


@contextmanager
def engine(spill: Path) -> "Iterator[DuckDBPyConnection]":
    """A database in memory.

    Args:
        spill: Folder for what does not fit into memory; each process has its own part of it.

    Raises:
        UsageError: If the engine is not installed.
        StoreError: If nothing can be written there.
    """
    try:
        import duckdb  # noqa: PLC0415 - heavy, and an extra
    except ModuleNotFoundError as error:
        raise UsageError(
            "the store of datasets needs DuckDB", advice="install it: `pip install 'pvsync[datasets]'`"
        ) from error
    with _room(spill) as room:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": room,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "python_enable_replacements": False,
        }
        connection = duckdb.connect(":memory:", config=settings)
        try:
            connection.execute("SET TimeZone = 'UTC'")
            # It would be drawn into the output of a long query.
            connection.execute("SET enable_progress_bar = false")
            yield connection
        finally:
            connection.close()


@contextmanager
def _room(spill: Path) -> Iterator[str]:
    with durable.telling("the folder of the store cannot be written"):
        durable.make_folder(spill)
        room = tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=spill)
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def sweep(spill: Path) -> None:
    """Take away what processes left that were killed."""
    for room in spill.glob("*-*"):
        process = room.name.partition("-")[0]
        if process.isdecimal() and not _is_running(int(process)):
            shutil.rmtree(room, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def telling(what: str, advice: str) -> Iterator[None]:
    """Turn what the engine says into one sentence.

    Raises:
        PvsyncError: For every error of the engine inside.
    """
    import duckdb  # noqa: PLC0415 - heavy; whoever comes here has loaded it

    try:
        yield
    except duckdb.Error as error:
        raise PvsyncError(f"{what}: {first_line(error)}", advice=advice) from error


def first_line(error: Exception) -> str:
    """The first line of what the engine says, without its own heading."""
    line = next(iter(str(error).splitlines()), "")
    return line.partition("Error: ")[2] or line
