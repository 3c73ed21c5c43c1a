"""Where a run stands: its events folded into one state per scope."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from pvsync.apply.events import (
    BatchIntent,
    Event,
    RunFinished,
    RunInterrupted,
    RunResumed,
    RunStarted,
    ScopeOutcome,
    Verified,
)
from pvsync.errors import JournalError
from pvsync.model.outcome import Accepted, NotTried, Verification
from pvsync.model.scope import Scope


@dataclass(frozen=True, slots=True)
class Sent:
    """When a scope was last about to be sent.

    Args:
        batch: Number of the batch.
        at: When.
    """

    batch: int
    at: datetime


class Ledger:
    """What is known of a run, from its events alone.

    Args:
        started: Its first event.

    Attributes:
        started: Its first event.
        outcomes: The last outcome of each scope; that of the first of two writes only where it was not accepted.
        firsts: Scopes that are written twice, and whose first write was accepted.
        in_flight: Scopes that were about to be sent and have no outcome since.
        verifications: What a later reading showed.
        last_at: Time of the last event.
        end: The last event where it ends the run; None while it is open, or where it was killed.
        sent: When each scope was last about to be sent.
        resumed: When the run went on after it had stopped.
        requests: HTTP requests of every part of the run that came to an end.
        is_counted: Whether every part but the last one came to an end.
    """

    def __init__(self, started: RunStarted) -> None:
        self.started = started
        self.outcomes: dict[Scope, ScopeOutcome] = {}
        self.firsts: set[Scope] = set()
        self.in_flight: set[Scope] = set()
        self.verifications: dict[Scope, Verification] = {}
        self.last_at: datetime = started.at
        self.end: RunFinished | RunInterrupted | None = None
        self.sent: dict[Scope, Sent] = {}
        self.resumed: list[datetime] = []
        self.requests = 0
        self.is_counted = True

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
        ended, self.end = self.end, None
        match event:
            case RunStarted():
                raise JournalError("the journal begins twice")
            case BatchIntent():
                self.in_flight.update(item.scope for item in event.items)
                self.sent |= dict.fromkeys((item.scope for item in event.items), Sent(event.number, event.at))
            case ScopeOutcome():
                self._take(event)
            case Verified():
                self.verifications[event.scope] = event.verification
            case RunResumed():
                self.is_counted = self.is_counted and ended is not None
                self._go_on(event)
            case RunFinished() | RunInterrupted():
                self.requests += event.requests
                self.end = event
            case _:
                assert_never(event)

    def _go_on(self, event: RunResumed) -> None:
        self.resumed.append(event.at)
        # Why something was not tried is no longer so: it is about to be.
        self.outcomes = {
            scope: told for scope, told in self.outcomes.items() if not isinstance(told.outcome, NotTried)
        }

    def _take(self, event: ScopeOutcome) -> None:
        self.in_flight.discard(event.scope)
        if event.is_first and isinstance(event.outcome, Accepted):
            # Half of a change is no outcome of it; a first write that was unknown for a while is none either.
            self.firsts.add(event.scope)
            self.outcomes.pop(event.scope, None)
        else:
            self.outcomes[event.scope] = event
