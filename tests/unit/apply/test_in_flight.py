from dataclasses import replace

import pytest
from unit.apply.stand_ins import a_scope, reprices

from pvsync.apply.in_flight import InFlight

ONE, TWO = reprices(2)


def test_no_scope_is_in_two_writes() -> None:
    guard = InFlight()
    guard.begin([ONE, TWO], 1)
    with pytest.raises(RuntimeError, match="a second write of one scope in one run: T1 US TVOD"):
        guard.begin([TWO], 2)
    guard.end([a_scope(1)])
    guard.begin([TWO], 2)
    guard.end([a_scope(1)])
    for attempt in (1, 2):
        with pytest.raises(RuntimeError, match="T1 US TVOD"):
            guard.begin([TWO], attempt)


def test_a_scope_that_is_written_twice_is_so_one_after_the_other() -> None:
    guard = InFlight()
    guard.begin([replace(ONE, is_first=True)], 1)
    with pytest.raises(RuntimeError, match="T0 US TVOD"):
        guard.begin([ONE], 1)
    guard.end([a_scope(0)])
    guard.begin([ONE], 1)
    guard.end([a_scope(0)])
    with pytest.raises(RuntimeError, match="T0 US TVOD"):
        guard.begin([replace(ONE, is_first=True)], 1)


def test_no_scope_stands_twice_in_a_request() -> None:
    with pytest.raises(RuntimeError, match="T0 US TVOD"):
        InFlight().begin([ONE, ONE], 1)
