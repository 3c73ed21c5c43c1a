from collections.abc import Iterator
from dataclasses import replace

import pytest
from builders import DAY, NOW, a_transaction, a_window, an_avail
from unit.apply.stand_ins import Service, VirtualClock, a_change, a_scope, priced

from pvsync.apply.events import ScopeOutcome
from pvsync.apply.stale import judge, readings_of, same_state
from pvsync.model.avail import Absent, Avail, Present, Reading, Unread
from pvsync.model.outcome import Accepted, NotTried, Stale
from pvsync.model.scope import Scope

OVER = a_transaction(window=a_window(-20, -11), license="VOD")
OPEN = a_transaction(window=a_window(-10, 30))
OTHER = a_transaction(window=a_window(-10, 31))


@pytest.mark.parametrize(
    ("state", "reading", "same"),
    [
        (None, Absent(), True),
        (an_avail(OVER), Absent(), True),
        (an_avail(OVER, OPEN), Absent(), False),
        (None, Present(an_avail(OPEN)), False),
        (None, Present(an_avail(OVER)), False),
        (an_avail(OPEN), Present(an_avail(OPEN)), True),
        (an_avail(OVER, OPEN), Present(an_avail(OPEN)), True),
        (an_avail(OPEN), Present(an_avail(OPEN, OVER)), True),
        (an_avail(OPEN), Present(an_avail(replace(OPEN, id="another id"))), True),
        (an_avail(OPEN), Present(an_avail(OTHER)), False),
        (an_avail(OPEN), Present(an_avail(OPEN, licensor="other")), False),
        (an_avail(OVER), Present(an_avail(OPEN)), False),
        (an_avail(OVER), Present(replace(an_avail(), transactions=())), True),
    ],
)
def test_same_state(state: Avail | None, reading: Present | Absent, same: bool) -> None:  # noqa: FBT001
    assert same_state(state, reading, NOW) is same


def test_a_window_that_ended_since_the_plan_counts_no_more() -> None:
    assert not same_state(an_avail(OPEN), Absent(), NOW)
    assert same_state(an_avail(OPEN), Absent(), NOW + 31 * DAY)


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
