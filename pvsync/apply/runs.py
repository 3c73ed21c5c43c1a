"""The folder of runs: one folder each, with the plan it carries out, its journal and its receipt."""

import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pvsync.apply.durable import make_new_folder, replace_file, telling, write_new
from pvsync.apply.journal import JOURNAL_NAME
from pvsync.apply.lock import one_run
from pvsync.errors import UsageError

RUNS_FOLDER = ".pvsync/runs"
"""Where the runs of a repository are, relative to its root."""

_RUN_ID = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{6}")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Run:
    """One run's folder.

    Args:
        folder: Its path; its name is the id of the run.
    """

    folder: Path

    @property
    def id(self) -> str:
        """Id of the run; sorts by time."""
        return self.folder.name

    @property
    def plan_path(self) -> Path:
        """The plan as it was given, byte for byte."""
        return self.folder / "plan.json"

    @property
    def journal_path(self) -> Path:
        """The write-ahead log."""
        return self.folder / JOURNAL_NAME

    @property
    def receipt_path(self) -> Path:
        """The receipt; not there while the run is open, or where it was killed."""
        return self.folder / "receipt.json"

    def write_receipt(self, data: bytes) -> None:
        """Write the receipt, whole or not at all.

        Raises:
            JournalError: If it cannot be written.
        """
        with telling(f"{self.id}/receipt.json cannot be written"):
            replace_file(self.receipt_path, data)

    def drop_receipt(self) -> None:
        """Take the receipt away: the run goes on, and what an earlier part of it said is no longer the whole.

        Raises:
            JournalError: If it cannot be taken away.
        """
        with telling(f"{self.id}/receipt.json cannot be taken away"):
            self.receipt_path.unlink(missing_ok=True)


class Runs:
    """All runs of one working copy.

    Args:
        folder: `.pvsync/runs`; made when the first run begins.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, plan: Iterable[bytes], *, at: datetime) -> Run:
        """Make the folder of a new run, with its copy of the plan.

        Args:
            plan: The bytes of the plan file, in parts.
            at: When the run begins, aware.

        Raises:
            JournalError: If it cannot be written.
        """
        with telling("the folder of the run cannot be made"):
            run = Run(self._new_folder(at))
            write_new(run.plan_path, plan)
        return run

    @contextmanager
    def alone(self, run: Run) -> Iterator[None]:
        """Keep every other run on this machine out.

        Raises:
            JournalError: If another run is open; it is named.
        """
        with one_run(self._folder, run.id):
            yield

    def all(self) -> tuple[Run, ...]:
        """Every run, oldest first. A folder without a journal is of a run that never began, and is none."""
        if not self._folder.is_dir():
            return ()
        found = (Run(path) for path in self._folder.iterdir() if _RUN_ID.fullmatch(path.name))
        return tuple(sorted((run for run in found if run.journal_path.is_file()), key=lambda run: run.id))

    def latest(self) -> Run:
        """The newest run.

        Raises:
            UsageError: If there is none.
        """
        runs = self.all()
        if not runs:
            raise UsageError("there is no run yet", advice="`pvsync apply` makes one")
        return runs[-1]

    def find(self, run_id: str) -> Run:
        """The run of an id.

        Raises:
            UsageError: If there is none; the newest ones are named.
        """
        runs = {run.id: run for run in self.all()}
        if run_id in runs:
            return runs[run_id]
        if _RUN_ID.fullmatch(run_id) and (self._folder / run_id).is_dir():
            raise UsageError(
                f"the run {run_id} has no journal: it ended before anything was sent",
                advice="make a new plan: it shows what is still to do",
            )
        known = list(runs)[-_SHOWN:]
        newest = f"known runs, newest last: {', '.join(known)}" if known else "there is no run yet"
        raise UsageError(
            f"there is no run `{run_id}` here",
            advice=f"{newest}; for a run of another machine, make a new plan: it shows what is still to do",
        )

    def _new_folder(self, at: datetime) -> Path:
        while True:
            folder = self._folder / run_id_at(at, secrets.choice("0123456789abcdef"))
            try:
                make_new_folder(folder)
            except FileExistsError:
                at += timedelta(microseconds=1)
                continue
            return folder


def run_id_at(at: datetime, digit: str) -> str:
    """The id of a run: its second, then its microsecond and one random digit in hex, so that ids sort by time.

    Args:
        at: When the run begins, aware.
        digit: One hexadecimal digit.
    """
    utc = at.astimezone(UTC)
    return f"{utc:%Y%m%dT%H%M%SZ}-{utc.microsecond:05x}{digit}"
