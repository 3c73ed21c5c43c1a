import threading
from pathlib import Path

import pytest
from unit.apply.stand_ins import (
    Fault,
    Service,
    VirtualClock,
    a_change,
    a_journal,
    a_scope,
    options,
    priced,
    reprices,
)

from pvsync.apply.brake import Brake
from pvsync.apply.carry_out import carry_out
from pvsync.apply.in_flight import InFlight
from pvsync.apply.record import Record
from pvsync.apply.site import Site
from pvsync.errors import TimedOut
from pvsync.model.batch import Batch
from pvsync.model.outcome import Accepted, NotTried
from pvsync.model.plan import Action


class Scene:
    def __init__(self, folder: Path) -> None:
        clock = VirtualClock()
        self.service = Service(clock, [priced("6.99", a_scope(number)) for number in range(3)])
        self.brake = Brake(threading.Event(), 0)
        self.record = Record(a_journal(folder), self.brake)
        self.site = Site(self.service, self.record, self.brake, InFlight(), options(), clock.clock)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_look_again_then_send(scene: Scene) -> None:
    scene.service.fail(a_scope(1), Fault.MISSING_AFTER)
    unsettled = carry_out(Batch(0, 0, reprices(2)), scene.site)
    assert [item.change.scope for item in unsettled] == [a_scope(1)]
    assert [kind for kind, _ in scene.service.log] == ["read", "read", "write", "write"]
    assert scene.record.ledger.outcomes[a_scope(0)].outcome == Accepted("OK")


def test_nothing_starts_in_a_run_that_ends(scene: Scene) -> None:
    scene.brake.pull("the run stopped: enough")
    assert carry_out(Batch(0, 0, reprices(2)), scene.site) == ()
    assert scene.service.log == []


def test_what_is_not_sent_is_not_read_and_is_no_failure(scene: Scene) -> None:
    change = a_change(priced("6.99"), None, Action.KEEP)
    assert carry_out(Batch(0, 0, (change,)), scene.site) == ()
    assert scene.service.log == []
    assert isinstance(scene.record.ledger.outcomes[a_scope()].outcome, NotTried)
    assert scene.brake.reason() is None


def test_a_scope_in_doubt_is_a_failure(scene: Scene) -> None:
    scene.service.unread[a_scope(0)] = 1
    assert carry_out(Batch(0, 0, reprices(2)), scene.site) == ()
    assert scene.service.sizes == []
    assert scene.brake.reason() == "the run stopped: more failures than `--max-failures 0` allows"


def test_a_service_that_cannot_be_read_ends_the_run(scene: Scene) -> None:
    scene.service.down = TimedOut("no answer")
    assert carry_out(Batch(0, 0, reprices(2)), scene.site) == ()
    assert scene.brake.error is scene.service.down
    assert scene.record.ledger.outcomes == {}
