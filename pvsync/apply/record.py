"""What a run remembers while it goes: on the disk first, and in memory where the disk fails."""

import threading
from dataclasses import replace
from typing import assert_never

from pvsync.apply.brake import Brake
from pvsync.apply.events import BatchIntent, Event, ScopeOutcome
from pvsync.apply.journal import Journal
from pvsync.apply.ledger import Ledger
from pvsync.errors import JournalError
from pvsync.model.outcome import Accepted, NotTried, Outcome, Rejected, Stale, Unknown

_WORDS_LIMIT = 2_000


class Record:
    """Writes the journal; facts that it can no longer hold are kept for the receipt.

    Args:
        journal: The open journal.
        brake: Pulled when the journal cannot be written.

    Attributes:
        lost: Why the journal could no longer be written, None where it could.
    """

    def __init__(self, journal: Journal, brake: Brake) -> None:
        self.lost: JournalError | None = None
        self._journal = journal
        self._brake = brake
        self._lock = threading.Lock()

    @property
    def ledger(self) -> Ledger:
        """Where the run stands."""
        return self._journal.ledger

    def intend(self, intent: BatchIntent) -> bool:
        """Put an intent on the disk.

        Returns:
            Whether it is there; where it is not, nothing may be sent and the run ends.
        """
        with self._lock:
            return self._append(intent)

    def report(self, *events: Event) -> None:
        """Record what has happened. It has happened even where the disk is full: then the run ends."""
        facts = [_recordable(event) if isinstance(event, ScopeOutcome) else event for event in events]
        with self._lock:
            if not self._append(*facts):
                for fact in facts:
                    self.ledger.fold(fact)

    def _append(self, *events: Event) -> bool:
        try:
            self._journal.append(*events)
        except JournalError as error:
            self.lost = self.lost or error
            self._brake.pull(f"the run stopped: {error.message}")
            return False
        return True


def _recordable(event: ScopeOutcome) -> ScopeOutcome:
    return replace(event, outcome=_cut(event.outcome))


def _cut(outcome: Outcome) -> Outcome:
    match outcome:
        case Accepted() | Rejected():
            return replace(outcome, words=_text(outcome.words))
        case Unknown() | Stale() | NotTried():
            return replace(outcome, why=_text(outcome.why))
        case _:
            assert_never(outcome)


def _text(words: str) -> str:
    # A service may answer with a page of megabytes, or with half a surrogate pair that no UTF-8 file can hold.
    return words[:_WORDS_LIMIT].encode("utf-8", "replace").decode("utf-8")
