"""Going on with a run: what is done stays, what is in doubt is read before anything is sent."""

import os
import threading
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from builders import NOW
from unit.apply.stand_ins import (
    Fault,
    Service,
    VirtualClock,
    a_plan,
    a_scope,
    options,
    packed,
    priced,
    reprices,
    started,
)
from unit.apply.test_execute import DOWN, Killed, Reaper
from unit.apply.test_reached import FIRST, GIT, LIVE, PLAN

from pvsync.apply.events import BatchIntent, Intended, RunFinished, RunResumed, ScopeOutcome
from pvsync.apply.execute import execute
from pvsync.apply.journal import Journal, read_journal
from pvsync.apply.ledger import Ledger
from pvsync.apply.receipt import IN_FLIGHT, build_receipt, exit_code
from pvsync.errors import JournalError
from pvsync.model.avail import Avail
from pvsync.model.batch import Batch
from pvsync.model.outcome import Accepted, NotTried, Outcome, Receipt, Rejected, Unknown
from pvsync.model.plan import Plan
from pvsync.model.progress import Silent
from pvsync.model.scope import Scope
from pvsync.plan.order import pack

RUN = "20260601T120000Z-00000a"


class Machine:
    """One run on one machine, begun once and resumed as often as it takes."""

    def __init__(self, folder: Path, live: Iterable[Avail]) -> None:
        self.clock = VirtualClock()
        self.service = Service(self.clock, live)
        self.stop = threading.Event()
        self.path = folder / RUN / "journal.jsonl"
        self.path.parent.mkdir(parents=True)

    def begin(self, plan: Plan, batches: list[Batch] | None = None, **changes: object) -> Receipt:
        with Journal.create(self.path, started(RUN)) as journal:
            return self._execute(plan, batches, journal, None, **changes)

    def resume(
        self,
        plan: Plan,
        batches: list[Batch] | None = None,
        nothing_new: str | None = None,
        **changes: object,
    ) -> Receipt:
        with Journal.resume(self.path, RunResumed("0.2.0", self.clock.now())) as journal:
            return self._execute(plan, batches, journal, nothing_new, **changes)

    def remember(self, *events: object) -> None:
        """A journal that an earlier part of the run left behind."""
        with Journal.create(self.path, started(RUN)) as journal:
            journal.append(*events)  # type: ignore[arg-type]

    def _execute(
        self,
        plan: Plan,
        batches: list[Batch] | None,
        journal: Journal,
        nothing_new: str | None,
        **changes: object,
    ) -> Receipt:
        receipt = execute(
            plan,
            packed(plan) if batches is None else batches,
            self.service,
            journal,
            options=options(**changes),
            clock=self.clock.clock,
            progress=Silent(),
            stop=self.stop,
            nothing_new=nothing_new,
        )
        told = build_receipt(plan, Ledger.of(read_journal(self.path)), notes=receipt.notes[:-1])
        assert told.results == receipt.results
        return receipt


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path, [priced("6.99", a_scope(number)) for number in range(8)])


def outcomes(receipt: Receipt) -> list[Outcome]:
    return [result.outcome for result in receipt.results]


def about_to_send(plan: Plan, *numbers: int, seconds: float = 0) -> BatchIntent:
    items = tuple(Intended(plan.changes[number].scope, "before", "after") for number in numbers)
    return BatchIntent(0, 1, items, NOW + timedelta(seconds=seconds))


def accepted(plan: Plan, number: int) -> ScopeOutcome:
    return ScopeOutcome(plan.changes[number].scope, Accepted("OK"), NOW)


def test_what_is_done_is_not_sent_again_and_the_rest_is(machine: Machine) -> None:
    plan = a_plan(*reprices(3))
    machine.service.live[a_scope(0)] = priced("8.99", a_scope(0))
    machine.remember(about_to_send(plan, 0), accepted(plan, 0))
    receipt = machine.resume(plan)
    assert outcomes(receipt) == [Accepted("OK")] * 3
    assert [machine.service.writes(a_scope(number)) for number in range(3)] == [0, 1, 1]
    assert receipt.notes == (
        "the run had stopped, and went on at 2026-06-01T12:00:00Z; requests from before it was killed are not counted",
    )


def test_what_was_in_flight_waits_for_the_rest_of_the_settling_time(machine: Machine) -> None:
    plan = a_plan(*reprices(1))
    machine.remember(about_to_send(plan, 0, seconds=-50))
    receipt = machine.resume(plan)
    assert exit_code(receipt) == 0
    assert receipt.results[0].note.startswith("sent when the run went on")
    assert machine.clock.elapsed == pytest.approx(10, abs=0.1)
    assert machine.service.writes(a_scope(0)) == 1


@pytest.mark.parametrize("seconds", [-3600, 3600])
def test_a_clock_that_was_set_does_no_harm(machine: Machine, seconds: float) -> None:
    plan = a_plan(*reprices(1))
    machine.remember(about_to_send(plan, 0, seconds=seconds))
    assert exit_code(machine.resume(plan)) == 0
    assert machine.clock.elapsed == pytest.approx(60 if seconds > 0 else 0, abs=0.1)


def test_an_unknown_that_was_done_after_all_is_accepted(machine: Machine) -> None:
    plan = a_plan(*reprices(2))
    machine.service.live[a_scope(0)] = priced("8.99", a_scope(0))
    unknown = ScopeOutcome(a_scope(0), Unknown("no answer; though it was sent twice"), NOW)
    machine.remember(about_to_send(plan, 0), unknown, RunFinished(NOW, 7))
    receipt = machine.resume(plan)
    assert receipt.results[0].note == "settled by reading"
    assert (machine.service.writes(a_scope(0)), exit_code(receipt)) == (0, 0)
    assert receipt.requests == 7 + machine.service.requests
    assert receipt.notes == ("the run had stopped, and went on at 2026-06-01T12:00:00Z",)


def test_an_unknown_that_somebody_else_wrote_over_is_left_alone(machine: Machine) -> None:
    plan = a_plan(*reprices(2))
    machine.service.live[a_scope(0)] = priced("3.33", a_scope(0))
    machine.remember(about_to_send(plan, 0))
    receipt = machine.resume(plan)
    why = f"{IN_FLIGHT}; live shows neither the state before nor what was sent"
    assert outcomes(receipt) == [Unknown(why), Accepted("OK")]
    assert exit_code(receipt) == 4


def test_what_was_rejected_or_not_tried_is_tried_again(machine: Machine) -> None:
    plan = a_plan(*reprices(3))
    machine.service.fail(a_scope(0), Fault.REJECT)
    receipt = machine.begin(plan, packed(plan, size=1), max_failures=0)
    assert isinstance(outcomes(receipt)[0], Rejected)
    assert isinstance(outcomes(receipt)[1], NotTried)
    assert exit_code(machine.resume(plan, packed(plan, size=1), max_failures=0)) == 0


def test_where_nothing_new_may_be_sent_doubts_are_settled(machine: Machine) -> None:
    plan = a_plan(*reprices(3))
    machine.service.live[a_scope(0)] = priced("8.99", a_scope(0))
    machine.remember(about_to_send(plan, 0, 1))
    receipt = machine.resume(plan, nothing_new="the plan is late")
    assert outcomes(receipt) == [
        Accepted(),
        Unknown(f"{IN_FLIGHT}; not sent again: the plan is late"),
        NotTried("the plan is late"),
    ]
    assert machine.service.sizes == []


def test_failures_of_before_are_counted_but_stop_nothing_that_is_settled(machine: Machine) -> None:
    plan = a_plan(*reprices(4))
    for number in (0, 1):
        machine.service.live[a_scope(number)] = priced("8.99", a_scope(number))
    machine.remember(about_to_send(plan, 0, 1))
    assert exit_code(machine.resume(plan, max_failures=0)) == 0


def test_one_left_unknown_counts_as_a_failure(machine: Machine) -> None:
    plan = a_plan(*reprices(4))
    machine.service.live[a_scope(0)] = priced("3.33", a_scope(0))
    machine.remember(about_to_send(plan, 0))
    machine.service.fail(a_scope(1), Fault.REJECT)
    receipt = machine.resume(plan, packed(plan, size=1), max_failures=1)
    assert outcomes(receipt)[2] == NotTried("the run stopped: more failures than `--max-failures 1` allows")


def test_a_service_that_is_down_leaves_doubts_as_they_are(machine: Machine) -> None:
    plan = a_plan(*reprices(2))
    machine.remember(about_to_send(plan, 0))
    machine.service.down = DOWN
    receipt = machine.resume(plan)
    assert [type(outcome) for outcome in outcomes(receipt)] == [Unknown, NotTried]
    machine.service.down = None
    assert exit_code(machine.resume(plan)) == 0


# -- what a change waits for ----------------------------------------------------------------------------------


def needing(plan: Plan) -> Plan:
    first, second = plan.changes
    return replace(plan, changes=(first, replace(second, needs=(first.scope,))))


def in_waves(plan: Plan) -> list[Batch]:
    return [Batch(number, number, (change,)) for number, change in enumerate(plan.changes)]


@pytest.mark.parametrize(
    ("price", "age", "outcome"),
    [
        ("8.99", 0, Accepted("OK")),
        ("6.99", 1, Accepted("OK")),  # not visible yet
        ("6.99", 25, NotTried("it needs T0 US TVOD first, which is no longer what this run made of it")),
        ("3.33", 0, NotTried("it needs T0 US TVOD first, which is no longer what this run made of it")),
    ],
)
def test_what_a_change_waits_for_must_still_be_so(
    machine: Machine, price: str, age: int, outcome: Outcome
) -> None:
    plan = needing(a_plan(*reprices(2)))
    machine.service.live[a_scope(0)] = priced(price, a_scope(0))
    machine.remember(about_to_send(plan, 0), accepted(plan, 0))
    machine.clock.elapsed = age * 3600.0
    assert outcomes(machine.resume(plan, in_waves(plan)))[1] == outcome


def test_what_cannot_be_read_leads_to_nothing(machine: Machine) -> None:
    plan = needing(a_plan(*reprices(2)))
    machine.service.live[a_scope(0)] = priced("8.99", a_scope(0))
    machine.remember(about_to_send(plan, 0), accepted(plan, 0))
    machine.service.unread[a_scope(0)] = 1
    receipt = machine.resume(plan, in_waves(plan))
    assert outcomes(receipt)[1] == NotTried(
        "it needs T0 US TVOD first, which could not be read again: half an answer"
    )


def test_a_service_that_is_down_then_ends_it(machine: Machine) -> None:
    plan = needing(a_plan(*reprices(2)))
    machine.remember(about_to_send(plan, 0), accepted(plan, 0))
    machine.service.down = DOWN
    assert outcomes(machine.resume(plan, in_waves(plan)))[1] == NotTried(
        "the run stopped: the service is down"
    )


@pytest.mark.parametrize(
    ("live", "goes_on"), [(FIRST, True), (LIVE[FIRST.scope], True), (GIT[FIRST.scope], True), (None, False)]
)
def test_half_of_a_bundle_is_gone_on_from(tmp_path: Path, live: Avail | None, goes_on: bool) -> None:  # noqa: FBT001
    machine = Machine(tmp_path, LIVE.values())
    if live is None:
        del machine.service.live[FIRST.scope]
    else:
        machine.service.live[FIRST.scope] = live
    scope = FIRST.scope
    half = ScopeOutcome(scope, Accepted("OK"), NOW, is_first=True)
    machine.remember(BatchIntent(0, 1, (Intended(scope, "before", "after"),), NOW), half)
    receipt = machine.resume(PLAN, list(pack(PLAN.changes, 2)))
    assert (exit_code(receipt) == 0) is goes_on
    if goes_on:
        assert machine.service.live == GIT
        assert machine.service.writes(scope) == (0 if live == GIT[scope] else 1)
    else:
        assert {scope: machine.service.live[scope] for scope in GIT if scope != FIRST.scope} == {
            scope: LIVE[scope] for scope in GIT if scope != FIRST.scope
        }


def test_a_journal_that_cannot_be_written_is_not_gone_on_with(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = a_plan(*reprices(1))
    machine.remember(about_to_send(plan, 0))
    before = machine.path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as patch:
        patch.setattr("pvsync.apply.journal.write_all", full)
        with pytest.raises(JournalError, match="No space left on device"):
            machine.resume(plan)
    assert machine.path.read_bytes() == before
    assert exit_code(machine.resume(plan)) == 0


# -- killed at every point, again and again -------------------------------------------------------------------


def reaped(reaper: Reaper, machine: Machine, patch: pytest.MonkeyPatch, plan: Plan, *, resume: bool) -> None:
    """Every write, sync and request of a run is a point, before and after; a write may be cut in half."""
    real_write, real_fsync = os.write, os.fsync

    def write(descriptor: int, data: memoryview) -> int:
        reaper.point()
        half = real_write(descriptor, data[: len(data) // 2])
        reaper.point()
        return half + real_write(descriptor, data[half:])

    def fsync(descriptor: int) -> None:
        reaper.point()
        real_fsync(descriptor)
        reaper.point()

    batches = list(pack(plan.changes, 2))
    with patch.context() as patched:
        patched.setattr("pvsync.apply.durable.os.write", write)
        patched.setattr("pvsync.apply.durable.os.fsync", fsync)
        # What is left of a write that failed is cut off, by a process that is still there to do it.
        patched.setattr("pvsync.apply.journal.os.fsync", fsync)
        machine.service.on_read = machine.service.on_write = machine.service.on_written = reaper.point
        try:
            (machine.resume if resume else machine.begin)(plan, batches)
        finally:
            machine.service.on_read = machine.service.on_write = machine.service.on_written = lambda: None


def simple(folder: Path) -> tuple[Machine, Plan, dict[Scope, Avail]]:
    """Four scopes; of one write the answer is lost, another one is not done."""
    machine = Machine(folder, [priced("6.99", a_scope(number)) for number in range(4)])
    machine.service.fail(a_scope(0), Fault.LOST_AFTER)
    machine.service.fail(a_scope(3), Fault.LOST_BEFORE)
    return (
        machine,
        a_plan(*reprices(4)),
        {a_scope(number): priced("8.99", a_scope(number)) for number in range(4)},
    )


def twice(folder: Path) -> tuple[Machine, Plan, dict[Scope, Avail]]:
    """A bundle that is written twice, with its members between the two."""
    machine = Machine(folder, LIVE.values())
    machine.service.fail(FIRST.scope, Fault.LOST_AFTER, Fault.LOST_BEFORE)
    return machine, PLAN, dict(GIT)


CASES = {"simple": simple, "twice": twice}


@pytest.mark.parametrize("case", CASES)
def test_killed_at_any_point_and_resumed_it_ends_as_if_never_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    machine, plan, desired = CASES[case](tmp_path / "whole")
    whole = Reaper(0)
    reaped(whole, machine, monkeypatch, plan, resume=False)
    assert machine.service.live == desired
    expected = {change.scope: machine.service.writes(change.scope) for change in plan.changes}
    assert whole.points > 60
    for number in range(1, whole.points + 1):
        machine, plan, desired = CASES[case](tmp_path / str(number))
        with pytest.raises(Killed):
            reaped(Reaper(number), machine, monkeypatch, plan, resume=False)
        if not machine.path.exists() or b"\n" not in machine.path.read_bytes():
            assert machine.service.sizes == []
            continue
        receipt = machine.resume(plan, list(pack(plan.changes, 2)))
        assert exit_code(receipt) == 0, number
        assert machine.service.live == desired
        check_writes(machine, expected)


def check_writes(machine: Machine, expected: dict[Scope, int]) -> None:
    """No write more than if it had never stopped, but one whose fate the journal did not hold, read before it went again."""
    log = machine.service.log
    for scope, number in expected.items():
        assert machine.service.writes(scope) <= number + 1
        steps = [kind for kind, of in log if of == scope]
        for first, second in pairwise(steps):
            assert (first, second) != ("write", "write")


@pytest.mark.parametrize("case", CASES)
def test_killed_again_and_again_it_still_arrives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    for step in (7, 11, 16, 23):
        machine, plan, desired = CASES[case](tmp_path / str(step))
        with pytest.raises(Killed):
            reaped(Reaper(step + 9), machine, monkeypatch, plan, resume=False)
        for _ in range(60):
            try:
                reaped(Reaper(step), machine, monkeypatch, plan, resume=True)
                break
            except Killed:
                step += 1  # noqa: PLW2901 - a machine that dies a little later each time
        else:
            pytest.fail("it never came to its end")
        assert machine.service.live == desired


@pytest.mark.parametrize("case", CASES)
def test_cut_in_any_line_the_journal_goes_on_or_says_why_not(tmp_path: Path, case: str) -> None:
    machine, plan, desired = CASES[case](tmp_path / "whole")
    machine.begin(plan, list(pack(plan.changes, 2)))
    data = machine.path.read_bytes()
    written = {change.scope: machine.service.writes(change.scope) for change in plan.changes}
    lines = data.splitlines(keepends=True)
    for number, line in enumerate(lines):
        # That a cut anywhere is a shorter journal is a law of its own; here each kind of cut is gone on from.
        for cut in (0, 1, len(line) // 2, len(line) - 1):
            machine.path.write_bytes(b"".join(lines[:number]) + line[:cut])
            if number == 0:
                with pytest.raises(JournalError, match="the journal has no beginning"):
                    machine.resume(plan, list(pack(plan.changes, 2)))
            else:
                assert exit_code(machine.resume(plan, list(pack(plan.changes, 2)))) == 0
            # Live holds everything already, whatever the journal has forgotten: nothing is sent again.
            assert {change.scope: machine.service.writes(change.scope) for change in plan.changes} == written
            assert machine.service.live == desired
