"""The write-ahead log of a run: what is about to be sent, and what became of it, on the disk each time."""

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from pvsync.apply.durable import open_new, telling, write_all
from pvsync.apply.events import Event, RunResumed, RunStarted
from pvsync.apply.journal_lines import START, Mark, read_lines, write_lines
from pvsync.apply.ledger import Ledger
from pvsync.apply.lock import take
from pvsync.errors import JournalError

JOURNAL_NAME = "journal.jsonl"


class Journal:
    """An open journal, locked for as long as it is open; may be used from several threads.

    Made by `create`, `reopen` and `resume`.

    Attributes:
        ledger: Where the run stands by what is on the disk.
    """

    def __init__(self, descriptor: int, name: str, ledger: Ledger, mark: Mark) -> None:
        self.ledger = ledger
        self._descriptor = descriptor
        self._name = name
        self._mark = mark
        self._broken: JournalError | None = None
        self._lock = threading.Lock()

    @classmethod
    def create(cls, path: Path, started: RunStarted) -> Self:
        """Begin a journal: the file, its name and its first event are on the disk.

        Args:
            path: A file that is not there yet, in the folder of the run.
            started: The first event.

        Raises:
            JournalError: If there is a journal already, or it cannot be written.
        """
        name = name_of(path)
        with telling(f"{name} cannot be made"):
            descriptor = open_new(path)
        try:
            take(descriptor, lambda: path.parent.name)
            with telling(f"{name} cannot be written"):
                data, mark = write_lines([started], START)
                write_all(descriptor, data)
        except BaseException:
            os.close(descriptor)
            raise
        return cls(descriptor, name, Ledger(started), mark)

    @classmethod
    def reopen(cls, path: Path) -> Self:
        """Go on with the journal of a run that stopped; a line that was cut off is removed first.

        Raises:
            JournalError: If another run has it open, or it does not parse.
        """
        name = name_of(path)
        with telling(f"{name} cannot be opened"):
            descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW)
        try:
            take(descriptor, lambda: path.parent.name)
            ledger, mark = _scan(path, name)
            with telling(f"{name} cannot be written"):
                os.ftruncate(descriptor, mark.size)
                os.fsync(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        return cls(descriptor, name, ledger, mark)

    @classmethod
    def resume(cls, path: Path, resumed: RunResumed) -> Self:
        """Go on with the journal of a run that stopped, and say so in it first.

        Raises:
            JournalError: If another run has it open, it does not parse, or it cannot be written.
        """
        journal = cls.reopen(path)
        try:
            journal.append(resumed)
        except BaseException:
            journal.close()
            raise
        return journal

    def append(self, *events: Event) -> None:
        """Write events in one piece; on the disk when this returns.

        Raises:
            JournalError: If they could not be written. Nothing can be written after that: what the disk holds
                of a failed write is not known.
        """
        with self._lock:
            if self._broken is not None:
                raise self._broken
            data, mark = write_lines(events, self._mark)
            try:
                with telling(f"{self._name} cannot be written"):
                    write_all(self._descriptor, data)
            except JournalError as error:
                self._broken = error
                with suppress(OSError):
                    os.ftruncate(self._descriptor, self._mark.size)
                raise
            self._mark = mark
            for event in events:
                self.ledger.fold(event)

    def close(self) -> None:
        """Close the file and let go of the lock."""
        os.close(self._descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_journal(path: Path) -> Iterator[Event]:
    """Read the events of a journal, open or not; a last line that was cut off is not there.

    Raises:
        JournalError: If it cannot be opened, or anything but its cut-off end is not what was written.
    """
    name = name_of(path)
    with telling(f"{name} cannot be read"), path.open("rb") as stream:
        for event, _ in read_lines(stream, name):
            yield event


def name_of(path: Path) -> str:
    """How messages call a file of a run: by folder and name."""
    return f"{path.parent.name}/{path.name}"


def _scan(path: Path, name: str) -> tuple[Ledger, Mark]:
    marks = [START]

    def events() -> Iterator[Event]:
        with telling(f"{name} cannot be read"), path.open("rb") as stream:
            for event, mark in read_lines(stream, name):
                marks[0] = mark
                yield event

    return Ledger.of(events()), marks[0]
