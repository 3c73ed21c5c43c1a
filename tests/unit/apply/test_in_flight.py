import pytest
from unit.apply.stand_ins import a_scope

from pvsync.apply.in_flight import InFlight


def test_no_scope_is_in_two_writes() -> None:
    guard = InFlight()
    guard.begin([a_scope(0), a_scope(1)], 1)
    with pytest.raises(RuntimeError, match="a second write of one scope in one run: T1 US TVOD"):
        guard.begin([a_scope(1)], 2)
    guard.end([a_scope(1)])
    guard.begin([a_scope(1)], 2)
    guard.end([a_scope(1)])
    for attempt in (1, 2):
        with pytest.raises(RuntimeError, match="T1 US TVOD"):
            guard.begin([a_scope(1)], attempt)


def test_no_scope_stands_twice_in_a_request() -> None:
    with pytest.raises(RuntimeError, match="T0 US TVOD"):
        InFlight().begin([a_scope(0), a_scope(0)], 1)
