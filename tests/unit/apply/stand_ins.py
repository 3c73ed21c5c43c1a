"""A service in memory with faults by scope, a clock that nobody waits for, and plans to carry out."""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from builders import NOW, a_movie, a_transaction, an_avail

from pvsync.apply.events import RunStarted
from pvsync.apply.journal import Journal
from pvsync.apply.options import Clock, Options
from pvsync.errors import ApiError
from pvsync.model.avail import Absent, Avail, Present, Reading, Unread
from pvsync.model.batch import Batch
from pvsync.model.call import DeleteCall
from pvsync.model.licence import BusinessLine
from pvsync.model.money import Money
from pvsync.model.normal import digest
from pvsync.model.outcome import Accepted, Outcome, Rejected, Unknown
from pvsync.model.plan import ABSENT_FINGERPRINT, Action, Change, Coverage, Plan
from pvsync.model.scope import Scope


class VirtualClock:
    """Time that passes only while someone sleeps."""

    def __init__(self) -> None:
        self.elapsed = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.elapsed)

    def monotonic(self) -> float:
        return self.elapsed

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.slept.append(seconds)
        # A clock that rounds a tiny sleep to nothing would never reach the end of a wait.
        self.elapsed += max(seconds, 0.001)

    @property
    def clock(self) -> Clock:
        return Clock(self.now, self.monotonic, self.sleep)


class Fault(StrEnum):
    """What goes wrong with one write of one scope."""

    REJECT = "reject"
    LOST_BEFORE = "no answer, not done"
    LOST_AFTER = "no answer, done"
    MISSING_BEFORE = "missing from the answer, not done"
    MISSING_AFTER = "missing from the answer, done"
    LATE = "no answer, done, visible late"
    FOREIGN = "no answer, not done, and someone else writes"
    SLOW = "accepted, visible late"


_LATE = 10.0
_DONE = frozenset({Fault.LOST_AFTER, Fault.MISSING_AFTER, Fault.LATE, Fault.SLOW, None})
_UNKNOWN = frozenset({Fault.LOST_BEFORE, Fault.LOST_AFTER, Fault.LATE, Fault.FOREIGN})


class Service:
    """The service.

    Attributes:
        live: What it holds.
        faults: What goes wrong with the next writes of a scope, first to last.
        unread: How many of the next readings of a scope fail.
        log: Everything that happened, as (`read` or `write`, scope).
        foreign: What someone else wrote while a write of ours was in flight.
        sizes: Number of avails in each write.
        down: Raised by every call while set.
        write_error: Raised by writes, after they were done.
        on_write, on_written, on_read: Called at each write, after it was done, and at each reading.
    """

    def __init__(self, clock: VirtualClock, live: Iterable[Avail] = ()) -> None:
        self.live = {avail.scope: avail for avail in live}
        self.faults: dict[Scope, deque[Fault | None]] = {}
        self.unread: dict[Scope, int] = {}
        self.log: list[tuple[str, Scope]] = []
        self.sizes: list[int] = []
        self.foreign: dict[Scope, Avail] = {}
        self.down: ApiError | None = None
        self.write_error: ApiError | None = None
        self.on_write: Callable[[], None] = lambda: None
        self.on_written: Callable[[], None] = lambda: None
        self.on_read: Callable[[], None] = lambda: None
        self.requests = 0
        self._shown: dict[Scope, tuple[float, Avail | None]] = {}
        self._clock = clock
        self._lock = threading.Lock()

    @property
    def requests_sent(self) -> int:
        return self.requests

    def fail(self, scope: Scope, *faults: Fault | None) -> None:
        self.faults[scope] = deque(faults)

    def writes(self, scope: Scope) -> int:
        return self.log.count(("write", scope))

    def read(self, scopes: Iterable[Scope]) -> Iterator[tuple[Scope, Reading]]:
        for scope in scopes:
            with self._lock:
                self.requests += 1
                self.on_read()
                if self.down is not None:
                    raise self.down
                self.log.append(("read", scope))
                reading = self._reading(scope)
            yield scope, reading

    def write(self, avails: Sequence[Avail]) -> Mapping[Scope, Outcome]:
        with self._lock:
            self.requests += 1
            self.sizes.append(len(avails))
            self.on_write()
            if self.down is not None:
                raise self.down
            answers = {}
            for avail in avails:
                self.log.append(("write", avail.scope))
                answer = self._take(avail)
                if answer is not None:
                    answers[avail.scope] = answer
            self.on_written()
            if self.write_error is not None:
                raise self.write_error
            return answers

    def delete(self, calls: Sequence[DeleteCall]) -> Mapping[DeleteCall, Outcome]:
        with self._lock:
            self.requests += 1
            if self.down is not None:
                raise self.down
            answers: dict[DeleteCall, Outcome] = {}
            for call in calls:
                self.log.append(("delete", call.scope))
                queue = self.faults.get(call.scope)
                fault = queue.popleft() if queue else None
                answers[call] = self._delete(call, fault)
            return answers

    def _delete(self, call: DeleteCall, fault: Fault | None) -> Outcome:
        if fault is Fault.REJECT:
            return Rejected("a window has started", 400)
        if fault in _DONE:
            held = self.live.get(call.scope)
            rows = held.transactions if held is not None else ()
            left = tuple(
                row
                for row in rows
                if ((row.contract or ""), (row.channel or "")) != (call.contract, call.channel)
            )
            if held is not None and left:
                self.live[call.scope] = replace(held, transactions=left)
            else:
                self.live.pop(call.scope, None)
        return Unknown("the service did not answer in time") if fault in _UNKNOWN else Accepted("deleted")

    def _reading(self, scope: Scope) -> Reading:
        if self.unread.get(scope, 0):
            self.unread[scope] -= 1
            return Unread("half an answer")
        until, before = self._shown.get(scope, (0.0, None))
        avail = before if until > self._clock.elapsed else self.live.get(scope)
        return Absent() if avail is None else Present(avail)

    def _take(self, avail: Avail) -> Outcome | None:
        queue = self.faults.get(avail.scope)
        fault = queue.popleft() if queue else None
        if fault in {Fault.LATE, Fault.SLOW}:
            self._shown[avail.scope] = (self._clock.elapsed + _LATE, self.live.get(avail.scope))
        if fault in _DONE:
            self.live[avail.scope] = avail
        if fault is Fault.FOREIGN:
            # Each time another price: writing the state before once more could not be told from not done.
            price = f"1.{len(self.log)}"
            self.live[avail.scope] = self.foreign[avail.scope] = priced(price, avail.scope)
        if fault is Fault.REJECT:
            return Rejected("End must be after Start", 400)
        if fault in _UNKNOWN:
            return Unknown("the service did not answer in time")
        return None if fault in {Fault.MISSING_BEFORE, Fault.MISSING_AFTER} else Accepted("OK")


def a_scope(number: int = 0) -> Scope:
    return Scope(f"T{number}", "US", BusinessLine.TVOD)


def priced(amount: str, scope: Scope | None = None) -> Avail:
    """The avail of a scope at a price."""
    scope = scope or a_scope()
    row = a_transaction(terms={"wsp": Money("USD", Decimal(amount))})
    return an_avail(row, scope=scope, title=a_movie(scope.alid))


def a_change(before: Avail | None, after: Avail | None, action: Action | None = None) -> Change:
    one = after or before
    assert one is not None
    return Change(
        scope=one.scope,
        action=action or (Action.CREATE if before is None else Action.REPLACE),
        kind="movie",
        title="Heat Haze",
        reason="the price differs",
        before=before,
        after=after,
        fields=(),
        rows=(),
        fingerprint=ABSENT_FINGERPRINT if before is None else digest(before),
    )


def reprices(number: int, *, first: int = 0) -> tuple[Change, ...]:
    """Changes of that many scopes from 6.99 to 8.99."""
    scopes = [a_scope(index) for index in range(first, first + number)]
    return tuple(a_change(priced("6.99", scope), priced("8.99", scope)) for scope in scopes)


def a_plan(*changes: Change, **others: object) -> Plan:
    base = Plan(
        plan_id="p" * 64,
        pvsync_version="0.1.0",
        environment="local",
        licensor="acme",
        commit="c" * 40,
        dirty=False,
        base=None,
        as_of=NOW,
        simulated=False,
        valid_until=None,
        created_at=NOW,
        coverage=Coverage(len(changes), len(changes), complete=True),
        changes=changes,
    )
    return replace(base, **others)


def packed(plan: Plan, size: int = 3, waves: int = 1) -> list[Batch]:
    """The changes of a plan in batches, spread evenly over the waves."""
    groups = [plan.changes[start : start + size] for start in range(0, len(plan.changes), size)]
    return [Batch(index, index * waves // len(groups), group) for index, group in enumerate(groups)]


def started(run: str = "20260601T120000Z-00000a", **others: object) -> RunStarted:
    base = RunStarted(
        run=run,
        plan_id="p" * 64,
        environment="local",
        licensor="acme",
        commit="c" * 40,
        as_of=NOW,
        version="0.1.0",
        at=NOW,
    )
    return replace(base, **others)


def a_journal(folder: Path, run: str = "20260601T120000Z-00000a") -> Journal:
    (folder / run).mkdir()
    return Journal.create(folder / run / "journal.jsonl", started(run))


def options(**changes: object) -> Options:
    base = Options(
        workers=1, settle_after=60.0, settle_poll=5.0, propagation=timedelta(hours=24), max_failures=None
    )
    return replace(base, **changes)
