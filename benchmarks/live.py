"""A stand-in for the service that answers from a file: what each scope held when the catalog was recorded."""

import pickle
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pvsync.model.avail import Avail, Present, Reading
from pvsync.model.scope import Scope
from pvsync.workflows.project import Project


def record(project: Project, as_of: datetime, path: Path) -> None:
    """Keep what the catalog says now, title by title, as if it had just been applied."""
    with path.open("wb") as kept:
        for title in project.catalog(as_of).titles():
            pickle.dump([_live(avail) for avail in title.avails], kept, pickle.HIGHEST_PROTOCOL)


class Recorded:
    """Answers reads in the order in which the catalog was recorded; one title is in memory at a time.

    Args:
        path: The file that `record` wrote.
    """

    def __init__(self, path: Path) -> None:
        self.seconds = 0.0
        self._path = path

    def read(self, scopes: Iterable[Scope]) -> Iterator[tuple[Scope, Reading]]:
        """Each scope as present; the time that this takes is counted in `seconds`."""
        with self._path.open("rb") as kept:
            held: dict[Scope, Avail] = {}
            for scope in scopes:
                begun = time.perf_counter()
                while scope not in held:
                    held = {avail.scope: avail for avail in pickle.load(kept)}  # noqa: S301 - written above
                answer = Present(held[scope])
                self.seconds += time.perf_counter() - begun
                yield scope, answer


def _live(avail: Avail) -> Avail:
    rows = (replace(row, id=f"live-{number}") for number, row in enumerate(avail.transactions))
    return replace(avail, transactions=tuple(rows))
