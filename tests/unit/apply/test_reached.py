"""A bundle that is written twice: killed anywhere, without an answer anywhere, shown late or in part."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import DAY, NOW, a_movie, a_transaction
from unit.apply.stand_ins import Fault, Service, VirtualClock, a_change, a_journal, a_plan, options

from pvsync.apply.events import ScopeOutcome
from pvsync.apply.execute import execute
from pvsync.apply.journal import read_journal
from pvsync.apply.ledger import Ledger
from pvsync.apply.reached import is_before, is_done
from pvsync.apply.receipt import HALF, build_receipt, exit_code, summary
from pvsync.apply.receipt_json import receipt_from_json, receipt_to_json
from pvsync.model.avail import Absent, Avail, Present, Reading
from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted, NotTried, Receipt, Rejected, Stale, Unknown, Verification
from pvsync.model.plan import Plan
from pvsync.model.progress import Silent
from pvsync.model.scope import Scope
from pvsync.model.titles import Collection
from pvsync.model.window import Window
from pvsync.model.zones import Zones
from pvsync.plan.order import in_order, pack

BUNDLE, ONE, TWO = (Scope(alid, "US", BusinessLine.TVOD) for alid in ("C", "A", "B"))
MEMBERS = (ONE, TWO)


def sold(scope: Scope, start: int, end: int) -> Avail:
    """For sale between two days around NOW."""
    title = Collection("C", "C", "Both", ("A", "B")) if scope == BUNDLE else a_movie(scope.alid)
    row = a_transaction(id="a", window=Window(NOW + start * DAY, NOW + end * DAY))
    return Avail(scope, "acme", title, (replace(row, discount=25) if scope == BUNDLE else row,))


LIVE = {scope: sold(scope, -20, 20) for scope in (BUNDLE, *MEMBERS)}
GIT = {scope: sold(scope, -10, 40) for scope in (BUNDLE, *MEMBERS)}
FIRST = sold(BUNDLE, -10, 20)


def planned(live: dict[Scope, Avail]) -> Plan:
    changes = [a_change(live.get(scope), GIT[scope]) for scope in GIT if live.get(scope) != GIT[scope]]
    return a_plan(*in_order(changes, NOW, Zones()))


PLAN = planned(LIVE)


class Watched(Service):
    """A service in which the members cover their bundle after every write."""

    def write(self, avails: object) -> object:  # type: ignore[override]
        try:
            return super().write(avails)  # type: ignore[arg-type]
        finally:
            assert all(covers(self.live[member], self.live[BUNDLE]) for member in MEMBERS)


class Silenced(Watched):
    """The same, showing nothing of what stands at an assumed place."""

    def read(self, scopes: Iterable[Scope]) -> Iterator[tuple[Scope, Reading]]:
        for scope, reading in super().read(scopes):
            yield scope, Present(bare(reading.avail)) if isinstance(reading, Present) else reading


def bare(avail: Avail) -> Avail:
    title = replace(avail.title, members=()) if isinstance(avail.title, Collection) else avail.title
    return replace(avail, title=title, transactions=(replace(avail.transactions[0], discount=None),))


def covers(member: Avail, bundle: Avail) -> bool:
    window, whole = bundle.transactions[0].window, member.transactions[0].window
    assert window.start
    assert window.end
    assert whole.start
    assert whole.end
    return whole.start <= window.start and window.end <= whole.end


class Desk:
    def __init__(self, folder: Path, service: type[Service] = Watched) -> None:
        self.clock = VirtualClock()
        self.service = service(self.clock, LIVE.values())
        self.stop = threading.Event()
        self.folder = folder
        self.runs = 0

    def apply(self, plan: Plan = PLAN) -> Receipt:
        self.runs += 1
        with a_journal(self.folder, f"run{self.runs}") as journal:
            receipt = execute(
                plan,
                pack(plan.changes, 25),
                self.service,
                journal,
                options=options(),
                clock=self.clock.clock,
                progress=Silent(),
                stop=self.stop,
            )
        assert self.from_journal(plan) == receipt
        assert receipt_from_json(receipt_to_json(receipt)) == receipt
        return receipt

    def from_journal(self, plan: Plan = PLAN) -> Receipt:
        return build_receipt(plan, Ledger.of(read_journal(self.folder / f"run{self.runs}" / "journal.jsonl")))

    @property
    def written(self) -> list[str]:
        return [scope.alid for kind, scope in self.service.log if kind == "write"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_known_states_of_each_write() -> None:
    (change,) = [change for change in PLAN.changes if change.scope == BUNDLE]
    before, first, after = (Present(avail) for avail in (LIVE[BUNDLE], FIRST, GIT[BUNDLE]))
    opening = replace(change, is_first=True)
    known = (before, first, after, Present(bare(FIRST)), Present(sold(BUNDLE, 1, 2)), Absent())
    assert [is_before(opening, reading, NOW) for reading in known] == [True, *[False] * 5]
    assert [is_done(opening, reading, NOW) for reading in known] == [False, True, True, True, False, False]
    assert [is_before(change, reading, NOW) for reading in known] == [True, True, False, True, False, False]
    assert [is_done(change, reading, NOW) for reading in known] == [False, False, True, *[False] * 3]


def test_what_live_never_shows_is_sent_and_never_taken_for_done(desk: Desk) -> None:
    """A discount that leaves git, at a service that showed none of it: reading shows the same before and after."""
    live, git = bare(sold(BUNDLE, -20, 20)), bare(sold(BUNDLE, -20, 20))
    desk.service.live[BUNDLE] = live
    plan = a_plan(a_change(live, git))
    receipt = desk.apply(plan)
    assert desk.written == ["C"]
    assert receipt.results[0].verification is Verification.NOT_CONFIRMED
    desk.service.fail(BUNDLE, Fault.LOST_AFTER, Fault.LOST_AFTER)
    receipt = desk.apply(plan)
    assert isinstance(receipt.results[0].outcome, Unknown)
    assert desk.written == ["C"] * 3


def test_bundle_members_bundle(desk: Desk) -> None:
    receipt = desk.apply()
    assert desk.written == ["C", "A", "B", "C"]
    assert desk.service.live == GIT
    assert {result.outcome for result in receipt.results} == {Accepted("OK")}
    assert {result.verification for result in receipt.results} == {Verification.VERIFIED}
    assert exit_code(receipt) == 0
    told = [
        (event.scope.alid, event.is_first)
        for event in read_journal(desk.folder / "run1" / "journal.jsonl")
        if isinstance(event, ScopeOutcome)
    ]
    assert told == [("C", True), ("A", False), ("B", False), ("C", False)]


def test_the_same_plan_again_sends_nothing(desk: Desk) -> None:
    desk.apply()
    assert exit_code(desk.apply()) == 0
    assert desk.written == ["C", "A", "B", "C"]


def test_a_first_write_that_is_refused_stops_the_members_too(desk: Desk) -> None:
    desk.service.fail(BUNDLE, Fault.REJECT)
    receipt = desk.apply()
    assert desk.written == ["C"]
    assert [type(result.outcome) for result in receipt.results] == [NotTried, NotTried, Rejected]
    assert not any(result.is_half for result in receipt.results)
    assert exit_code(receipt) == 1


def test_members_that_are_refused_leave_a_narrower_bundle_and_the_receipt_says_so(desk: Desk) -> None:
    for member in MEMBERS:
        desk.service.fail(member, Fault.REJECT)
    receipt = desk.apply()
    assert desk.service.live[BUNDLE] == FIRST
    (half,) = [result for result in receipt.results if result.is_half]
    assert half.outcome == NotTried("it needs A US TVOD first, which was not accepted")
    assert half.note == HALF
    assert exit_code(receipt) == 4
    assert exit_code(desk.apply(planned(desk.service.live))) == 0
    assert desk.service.live == GIT


def test_a_second_write_that_is_refused_is_half_a_change(desk: Desk) -> None:
    desk.service.fail(BUNDLE, None, Fault.REJECT)
    receipt = desk.apply()
    assert summary(receipt)["accepted"] == 2
    assert [result.is_half for result in receipt.results] == [False, False, True]
    assert exit_code(receipt) == 4


def test_someone_else_between_the_two_writes_is_not_overwritten(desk: Desk) -> None:
    stranger = sold(BUNDLE, -1, 1)

    def on_written() -> None:
        if desk.written == ["C", "A", "B"]:
            desk.service.live[BUNDLE] = stranger

    desk.service.on_written = on_written
    receipt = desk.apply()
    assert isinstance(receipt.results[2].outcome, Stale)
    assert receipt.results[2].is_half
    assert desk.service.live[BUNDLE] == stranger


FAULTS = [None, Fault.LOST_BEFORE, Fault.LOST_AFTER, Fault.MISSING_BEFORE, Fault.MISSING_AFTER, Fault.LATE]


@pytest.mark.parametrize("first", [*FAULTS, Fault.SLOW])
@pytest.mark.parametrize("second", FAULTS)
@pytest.mark.parametrize("service", [Watched, Silenced])
def test_a_write_without_an_answer_is_settled_at_either_step(
    tmp_path: Path, first: Fault | None, second: Fault | None, service: type[Service]
) -> None:
    desk = Desk(tmp_path, service)
    # The fault of a resend comes after that of the write that it repeats.
    again = [None] if first in {Fault.LOST_BEFORE, Fault.MISSING_BEFORE} else []
    desk.service.fail(BUNDLE, first, *again, second)
    receipt = desk.apply(PLAN if service is Watched else planned({**LIVE, BUNDLE: bare(LIVE[BUNDLE])}))
    assert summary(receipt)["accepted"] == 3, receipt
    assert desk.service.live == GIT


def test_an_unknown_first_write_is_no_reason_to_go_on(desk: Desk) -> None:
    desk.service.fail(BUNDLE, Fault.LOST_BEFORE, Fault.LOST_BEFORE)
    receipt = desk.apply()
    assert [type(result.outcome) for result in receipt.results] == [NotTried, NotTried, Unknown]
    assert desk.written == ["C", "C"]
    assert desk.service.live == LIVE


class Killed(BaseException):
    """The process is gone; nothing catches this."""


@pytest.mark.parametrize("same_plan", [True, False])
@pytest.mark.parametrize("service", [Watched, Silenced])
def test_killed_at_any_request_both_the_same_plan_and_a_new_one_go_on(
    tmp_path: Path, *, same_plan: bool, service: type[Service]
) -> None:
    live = LIVE if service is Watched else {**LIVE, BUNDLE: bare(LIVE[BUNDLE])}
    plan = planned(live)
    for number in range(1, 100):
        (tmp_path / str(number)).mkdir()
        desk = Desk(tmp_path / str(number), service)
        points = iter(range(1, 100))

        def point(points: Iterator[int] = points, number: int = number) -> None:
            if next(points) == number:
                raise Killed

        desk.service.on_read = desk.service.on_write = desk.service.on_written = point
        try:
            desk.apply(plan)
        except Killed:
            desk.service.on_read = desk.service.on_write = desk.service.on_written = lambda: None
        else:
            break
        check_receipt_of_the_dead(desk, plan)
        if same_plan and service is Watched:
            assert exit_code(desk.apply(plan)) == 0
        elif same_plan:
            desk.apply(plan)
        else:
            shown = {
                scope: reading.avail
                for scope, reading in desk.service.read(GIT)
                if isinstance(reading, Present)
            }
            assert exit_code(desk.apply(planned(shown))) == 0
        assert desk.service.live == GIT
    assert number == 14


def check_receipt_of_the_dead(desk: Desk, plan: Plan) -> None:
    for result in desk.from_journal(plan).results:
        live = desk.service.live[result.scope]
        if isinstance(result.outcome, Accepted):
            assert live == GIT[result.scope]
        if isinstance(result.outcome, NotTried):
            assert live == (FIRST if result.is_half else LIVE[result.scope])
