from collections.abc import Iterator

import pytest
from builders import NOW
from unit.apply.stand_ins import Service, VirtualClock, a_change, a_scope, priced

from pvsync.apply.events import ScopeOutcome
from pvsync.apply.stale import judge, readings_of
from pvsync.model.avail import Absent, Present, Reading, Unread
from pvsync.model.outcome import Accepted, NotTried, Stale
from pvsync.model.scope import Scope


@pytest.mark.parametrize(
    ("reading", "outcome"),
    [
        (Present(priced("6.99")), None),
        (
            Present(priced("8.99")),
            ScopeOutcome(a_scope(), Accepted(), NOW, "already as planned; nothing sent"),
        ),
        (
            Unread("half an answer"),
            ScopeOutcome(
                a_scope(), NotTried("could not be read again just before writing: half an answer"), NOW
            ),
        ),
        (
            Present(priced("5.00")),
            ScopeOutcome(a_scope(), Stale("live is no longer what the plan was made from"), NOW),
        ),
        (
            Absent(),
            ScopeOutcome(
                a_scope(), Stale("live had this scope when the plan was made, and does not have it now"), NOW
            ),
        ),
    ],
)
def test_judge_a_replacement(reading: Reading, outcome: ScopeOutcome | None) -> None:
    assert judge(a_change(priced("6.99"), priced("8.99")), reading, NOW) == outcome


def test_judge_a_creation() -> None:
    change = a_change(None, priced("8.99"))
    assert judge(change, Absent(), NOW) is None
    told = judge(change, Present(priced("5.00")), NOW)
    assert told is not None
    assert told.outcome == Stale("live did not have this scope when the plan was made, and has it now")


def test_each_scope_asked_for_has_one_reading() -> None:
    class Careless(Service):
        def read(self, scopes: object) -> Iterator[tuple[Scope, Reading]]:
            del scopes
            yield a_scope(1), Absent()
            yield a_scope(0), Absent()
            yield a_scope(1), Absent()
            yield a_scope(9), Absent()

    readings = readings_of([a_scope(0), a_scope(1), a_scope(2)], Careless(VirtualClock()))
    assert readings == {
        a_scope(0): Absent(),
        a_scope(1): Unread("the service answered twice for it"),
        a_scope(2): Unread("the service did not answer for it"),
    }
