from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest
from builders import DAY, NOW
from unit.apply.stand_ins import Service, VirtualClock, a_change, a_plan, a_scope, priced, reprices, started

from pvsync.apply.events import ScopeOutcome, Verified
from pvsync.apply.ledger import Ledger
from pvsync.apply.verify import Written, compare, verify, written_of
from pvsync.model.avail import Absent, Present, Reading, Unread
from pvsync.model.outcome import Accepted, Stale, Verification
from pvsync.model.scope import Scope

CHANGE = a_change(priced("6.99"), priced("8.99"))


@pytest.mark.parametrize(
    ("reading", "age", "verification"),
    [
        (Present(priced("8.99")), DAY * 9, Verification.VERIFIED),
        (Present(priced("6.99")), timedelta(hours=23), Verification.SETTLING),
        (Present(priced("6.99")), timedelta(hours=24), Verification.DIFFERS),
        (Present(priced("5.00")), timedelta(0), Verification.DIFFERS),
        (Absent(), timedelta(0), Verification.DIFFERS),
        (Unread("no"), timedelta(0), Verification.NOT_CHECKED),
    ],
)
def test_compare(reading: Reading, age: timedelta, verification: Verification) -> None:
    assert compare(Written(CHANGE, NOW - age), reading, at=NOW, propagation=DAY) is verification


def test_accepted_scopes_are_read_once() -> None:
    clock = VirtualClock()
    changes = reprices(3)
    ledger = Ledger(started())
    ledger.fold(ScopeOutcome(a_scope(2), Accepted(), NOW))
    ledger.fold(ScopeOutcome(a_scope(1), Stale("moved"), NOW))
    ledger.fold(ScopeOutcome(a_scope(0), Accepted(), NOW))
    written = written_of(a_plan(*changes), ledger)
    assert written == (Written(changes[0], NOW), Written(changes[2], NOW))
    service = Service(clock, [priced("8.99", a_scope(0))])
    assert list(verify(written, service, now=clock.now, propagation=DAY)) == [
        Verified(a_scope(0), Verification.VERIFIED, NOW),
        Verified(a_scope(2), Verification.DIFFERS, NOW),
    ]


def test_a_second_answer_for_a_scope_is_not_counted() -> None:
    class Twice(Service):
        def read(self, scopes: Iterable[Scope]) -> Iterator[tuple[Scope, Reading]]:
            yield from super().read([*scopes, a_scope()])

    service = Twice(VirtualClock(), [priced("8.99")])
    written = [Written(CHANGE, NOW)]
    assert len(list(verify(written, service, now=lambda: NOW, propagation=DAY))) == 1
