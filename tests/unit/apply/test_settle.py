from dataclasses import replace
from pathlib import Path

import pytest
from builders import NOW
from unit.apply.stand_ins import Fault, Service, VirtualClock, a_change, a_journal, a_scope, options, priced

from pvsync.apply.brake import Brake
from pvsync.apply.in_flight import InFlight
from pvsync.apply.journal import Journal
from pvsync.apply.record import Record
from pvsync.apply.settle import Decision, Resend, Wait, decide, settle
from pvsync.apply.site import Site, Unsettled
from pvsync.apply.write import FIRST, write
from pvsync.errors import ConnectionFailed
from pvsync.model.avail import Absent, Present, Reading, Unread
from pvsync.model.outcome import Accepted, Outcome, Rejected, Unknown

CHANGE = a_change(priced("6.99"), priced("8.99"))


class Flag:
    up = False

    def is_set(self) -> bool:
        return self.up


class Scene:
    """One scope, written without an answer."""

    def __init__(self, journal: Journal) -> None:
        self.clock = VirtualClock()
        self.service = Service(self.clock, [priced("6.99")])
        self.stop = Flag()
        brake = Brake(self.stop, 5)
        self.site = Site(self.service, Record(journal, brake), brake, InFlight(), options(), self.clock.clock)

    def write(self, *faults: Fault | None) -> tuple[Unsettled, ...]:
        self.service.fail(a_scope(), *faults)
        return write([CHANGE], self.site, batch=7, attempt=FIRST)

    @property
    def outcome(self) -> Outcome:
        return self.site.record.ledger.outcomes[a_scope()].outcome

    @property
    def steps(self) -> str:
        return "".join(kind[0] for kind, _ in self.service.log)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(a_journal(tmp_path))


@pytest.mark.parametrize(
    ("reading", "attempt", "waited", "decision"),
    [
        (Present(priced("8.99")), 1, False, Accepted()),
        (Present(priced("8.99")), 2, True, Accepted()),
        (Present(priced("6.99")), 1, False, Wait("timeout; live still shows the state before")),
        (Present(priced("6.99")), 1, True, Resend()),
        (Present(priced("6.99")), 2, False, Wait("timeout; live still shows the state before")),
        (
            Present(priced("6.99")),
            2,
            True,
            Unknown("timeout; live still shows the state before, though it was sent twice"),
        ),
        (
            Present(priced("5.00")),
            1,
            False,
            Unknown("timeout; live shows neither the state before nor what was sent"),
        ),
        (Absent(), 1, True, Unknown("timeout; live shows neither the state before nor what was sent")),
        (Unread("no"), 1, False, Wait("timeout; it could not be read either: no")),
        (Unread("no"), 1, True, Unknown("timeout; it could not be read either: no")),
    ],
)
def test_decide(reading: Reading, attempt: int, waited: bool, decision: Decision) -> None:  # noqa: FBT001
    item = Unsettled(CHANGE, batch=0, attempt=attempt, sent=0.0, why="timeout")
    assert decide(item, reading, at=NOW, waited_enough=waited) == decision


def test_a_write_that_live_shows_but_for_assumed_places_was_accepted() -> None:
    sent = priced("8.99")
    sent = replace(sent, transactions=tuple(replace(row, discount=25) for row in sent.transactions))
    item = Unsettled(a_change(priced("6.99"), sent), batch=0, attempt=1, sent=0.0, why="timeout")

    assert decide(item, Present(priced("8.99")), at=NOW, waited_enough=False) == Accepted()


def test_nothing_to_settle_reads_nothing(scene: Scene) -> None:
    settle([], scene.site)
    assert scene.steps == ""


def test_found_done(scene: Scene) -> None:
    settle(scene.write(Fault.LOST_AFTER), scene.site)
    assert (scene.outcome, scene.steps, scene.clock.slept) == (Accepted(), "wr", [])


def test_waits_with_the_pause_between_readings_and_never_beyond_the_settling_time(scene: Scene) -> None:
    settle(scene.write(Fault.LATE), scene.site)
    assert (scene.outcome, scene.steps, scene.clock.slept) == (Accepted(), "wrrr", [5.0, 5.0])


def test_sent_again_once_after_the_settling_time(scene: Scene) -> None:
    settle(scene.write(Fault.LOST_BEFORE), scene.site)
    assert (scene.outcome, scene.steps) == (Accepted("OK"), "w" + 13 * "r" + "w")
    assert scene.service.sizes == [1, 1]


def test_sent_again_and_rejected(scene: Scene) -> None:
    settle(scene.write(Fault.LOST_BEFORE, Fault.REJECT), scene.site)
    assert scene.outcome == Rejected("End must be after Start", 400)


def test_never_sent_a_third_time(scene: Scene) -> None:
    settle(scene.write(Fault.LOST_BEFORE, Fault.LOST_BEFORE, Fault.LOST_BEFORE), scene.site)
    assert scene.outcome == Unknown(
        "the service did not answer in time; live still shows the state before, though it was sent twice"
    )
    assert scene.steps.count("w") == 2


def test_in_doubt_about_the_reading_too(scene: Scene) -> None:
    scene.service.unread[a_scope()] = 100
    settle(scene.write(Fault.LOST_BEFORE), scene.site)
    assert scene.outcome == Unknown(
        "the service did not answer in time; it could not be read either: half an answer"
    )
    assert scene.steps.count("w") == 1


def test_a_service_that_went_down_leaves_it_unknown(scene: Scene) -> None:
    unsettled = scene.write(Fault.LOST_AFTER)
    scene.service.down = ConnectionFailed("the service is down")
    settle(unsettled, scene.site)
    assert scene.outcome == Unknown(
        "the service did not answer in time; it could not be read either: the service is down"
    )
    assert scene.site.brake.reason() == "the run stopped: the service is down"


def test_a_run_that_ends_waits_but_sends_nothing_again(scene: Scene) -> None:
    unsettled = scene.write(Fault.LOST_BEFORE)
    scene.site.brake.pull("the run stopped: enough")
    settle(unsettled, scene.site)
    assert scene.outcome == Unknown(
        "the service did not answer in time; not sent again: the run stopped: enough"
    )
    assert scene.clock.elapsed >= 60


def test_an_interrupted_run_reads_once_and_waits_no_more(scene: Scene) -> None:
    unsettled = scene.write(Fault.LATE)
    scene.stop.up = True
    settle(unsettled, scene.site)
    assert scene.outcome == Unknown(
        "the service did not answer in time; live still shows the state before; the run was interrupted"
    )
    assert scene.clock.slept == []


def test_a_journal_that_cannot_hold_the_intent_sends_nothing_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsettled = scene.write(Fault.LOST_BEFORE)

    def full(_descriptor: int, _data: object) -> int:
        raise OSError(28, "no space")

    monkeypatch.setattr("pvsync.apply.durable.os.write", full)
    settle(unsettled, scene.site)
    assert scene.outcome == Unknown("the service did not answer in time")
    assert scene.steps.count("w") == 1
