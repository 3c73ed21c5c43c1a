"""Where a run stands: its events folded into one state per scope."""

from collections.abc import Iterable
from datetime import datetime
from typing import assert_never

from pvsync.apply.events import (
    BatchIntent,
    Event,
    RunFinished,
    RunInterrupted,
    RunStarted,
    ScopeOutcome,
    Verified,
)
from pvsync.errors import JournalError
from pvsync.model.outcome import Verification
from pvsync.model.scope import Scope


class Ledger:
    """What is known of a run, from its events alone.

    Args:
        started: Its first event.

    Attributes:
        started: Its first event.
        outcomes: The last outcome of each scope.
        in_flight: Scopes that were about to be sent and have no outcome since.
        verifications: What a later reading showed.
        last_at: Time of the last event.
        end: The last event where it ends the run; None while it is open, or where it was killed.
        sent: Whether anything was ever about to be sent.
    """

    def __init__(self, started: RunStarted) -> None:
        self.started = started
        self.outcomes: dict[Scope, ScopeOutcome] = {}
        self.in_flight: set[Scope] = set()
        self.verifications: dict[Scope, Verification] = {}
        self.last_at: datetime = started.at
        self.end: RunFinished | RunInterrupted | None = None
        self.sent = False

    @classmethod
    def of(cls, events: Iterable[Event]) -> "Ledger":
        """Fold the events of a journal.

        Raises:
            JournalError: If they do not begin with the start of a run, or hold a second one.
        """
        rest = iter(events)
        first = next(rest, None)
        if not isinstance(first, RunStarted):
            raise JournalError(
                "the journal has no beginning: the run ended before anything was sent",
                advice="make a new plan and apply it",
            )
        ledger = cls(first)
        for event in rest:
            ledger.fold(event)
        return ledger

    def fold(self, event: Event) -> None:
        """Take one event in.

        Raises:
            JournalError: If it starts a run: that one has started already.
        """
        self.last_at = event.at
        self.end = None
        match event:
            case RunStarted():
                raise JournalError("the journal begins twice")
            case BatchIntent():
                self.sent = True
                self.in_flight.update(item.scope for item in event.items)
            case ScopeOutcome():
                self.in_flight.discard(event.scope)
                self.outcomes[event.scope] = event
            case Verified():
                self.verifications[event.scope] = event.verification
            case RunFinished() | RunInterrupted():
                self.end = event
            case _:
                assert_never(event)
