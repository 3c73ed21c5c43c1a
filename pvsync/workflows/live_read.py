"""Reads what an import asks for, and goes on where an earlier run of the same command was stopped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never

from pvsync.model.avail import Absent, Avail, Present, Reading, Unread
from pvsync.model.normal import cut
from pvsync.model.progress import Progress
from pvsync.model.scope import Scope
from pvsync.workflows.compared import Reader
from pvsync.workflows.live_kept import KeptReadings


@dataclass(slots=True)
class LiveRead:
    """What the service says.

    Args:
        present: What it holds, by scope.
        absent: How many scopes it does not hold.
        unread: Scopes without an answer, each with the reason.
        kept: How many of the answers an earlier run had.
        since: When the oldest of those came.
    """

    present: dict[Scope, Avail] = field(default_factory=dict)
    absent: int = 0
    unread: list[tuple[Scope, str]] = field(default_factory=list)
    kept: int = 0
    since: datetime | None = None

    def take(self, scope: Scope, reading: Reading) -> None:
        """Take an answer in."""
        match reading:
            case Present():
                why = _unclear(reading.avail)
                if why:
                    self.unread.append((scope, why))
                else:
                    self.present[scope] = reading.avail
            case Absent():
                self.absent += 1
            case Unread():
                self.unread.append((scope, reading.why))
            case _:
                assert_never(reading)


def _unclear(avail: Avail) -> str:
    """What of an avail no document can be made to say, as it is not understood; empty where there is nothing."""
    for path, said in avail.not_understood:
        return f"live has a value that is not understood, {path}: {cut(said.text)}"
    return ""


def read_live(
    scopes: Sequence[Scope],
    kept: KeptReadings,
    connect: Callable[[], Reader],
    now: datetime,
    progress: Progress,
) -> LiveRead:
    """Read scopes, those first that an earlier run has the answer of.

    Args:
        scopes: What to read.
        kept: What was read before.
        connect: Opens the service, once it is clear that there is something to read.
        now: The present instant.
        progress: Told of each scope.

    Raises:
        PvsyncError: If the service cannot be reached, or an answer cannot be kept.
    """
    found = LiveRead()
    progress.begin("reading live", len(scopes))
    known = kept.load(scopes, now)
    for scope, (_, reading) in known.items():
        found.take(scope, reading)
    found.kept, found.since = len(known), min((at for at, _ in known.values()), default=None)
    progress.advance(len(known))
    rest = [scope for scope in scopes if scope not in known]
    if rest:
        with kept.keeping(now) as keeper:
            for scope, reading in connect().read(rest):
                if not (isinstance(reading, Present) and reading.avail.not_understood):
                    keeper.keep(scope, reading)  # what is not understood is asked for again
                found.take(scope, reading)
                progress.advance()
    progress.end()
    return found
