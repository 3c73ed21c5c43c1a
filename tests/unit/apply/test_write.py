import threading
from pathlib import Path

import pytest
from builders import NOW
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
from pvsync.apply.events import BatchIntent, Intended, ScopeOutcome
from pvsync.apply.in_flight import InFlight
from pvsync.apply.journal import read_journal
from pvsync.apply.record import Record
from pvsync.apply.site import Site, Unsettled
from pvsync.apply.write import FIRST, is_failure, write
from pvsync.model.normal import digest
from pvsync.model.outcome import Accepted, NotTried, Outcome, Rejected, Stale, Unknown
from pvsync.model.plan import Action

JOURNAL = Path("20260601T120000Z-00000a") / "journal.jsonl"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    clock = VirtualClock()
    brake = Brake(threading.Event(), None)
    record = Record(a_journal(tmp_path), brake)
    return Site(Service(clock), record, brake, InFlight(), options(), clock.clock)


def test_the_intent_is_on_the_disk_before_the_request_and_the_outcomes_after(
    site: Site, tmp_path: Path
) -> None:
    first, second = reprices(2)
    seen: list[object] = []
    service = site.gateway
    assert isinstance(service, Service)
    service.on_write = lambda: seen.extend(read_journal(tmp_path / JOURNAL))
    service.fail(second.scope, Fault.LOST_AFTER)
    unsettled = write([first, second], site, batch=4, attempt=FIRST)
    items = tuple(
        Intended(change.scope, digest(priced("6.99", change.scope)), digest(priced("8.99", change.scope)))
        for change in (first, second)
    )
    assert seen[1:] == [BatchIntent(4, 1, items, NOW)]
    assert list(read_journal(tmp_path / JOURNAL))[2:] == [
        ScopeOutcome(first.scope, Accepted("OK"), NOW),
        ScopeOutcome(second.scope, Unknown("the service did not answer in time"), NOW),
    ]
    assert unsettled == (Unsettled(second, 4, 1, 0.0, "the service did not answer in time"),)
    with pytest.raises(RuntimeError, match="T1 US TVOD"):
        write([second], site, batch=5, attempt=2)


def test_a_change_that_leaves_nothing_is_intended_as_absent(site: Site) -> None:
    service = site.gateway
    assert isinstance(service, Service)
    write([a_change(priced("6.99"), None, Action.WITHDRAW)], site, batch=0, attempt=FIRST)
    assert service.live == {}
    assert set(site.record.ledger.outcomes) == {a_scope()}


@pytest.mark.parametrize(
    ("outcome", "failure"),
    [
        (Accepted(), False),
        (Stale("moved"), False),
        (Rejected("no", 400), True),
        (Unknown("timeout"), True),
        (NotTried("unread"), True),
    ],
)
def test_what_counts_as_a_failure(outcome: Outcome, failure: bool) -> None:  # noqa: FBT001
    assert is_failure(outcome) is failure
