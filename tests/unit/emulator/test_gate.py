"""Limits and counters, on a clock that is moved by hand."""

from unit.emulator.partner import Clock

from pvsync.emulator.gate import Counters, Gate


def test_requests_over_the_rate_of_a_sliding_second_are_refused() -> None:
    clock = Clock()
    gate = Gate(2, 5, clock.monotonic)
    admitted = []
    for seconds in (0, 0.5, 0.4, 0.1, 0.4, 0.1):
        clock.move(seconds=seconds)
        admitted.append(gate.arrive("get"))
        gate.leave("200", admitted=admitted[-1])
    assert admitted == [True, True, False, True, False, True]


def test_requests_over_the_open_limit_are_refused_until_one_leaves() -> None:
    gate = Gate(100, 2, Clock().monotonic)
    assert [gate.arrive("put") for _ in range(3)] == [True, True, False]
    gate.leave("429", admitted=False)
    assert gate.arrive("put") is False
    gate.leave("429", admitted=False)
    gate.leave("200", admitted=True)
    assert gate.arrive("put") is True


def test_every_arrival_is_counted_and_counts_can_be_reset() -> None:
    gate = Gate(1, 9, Clock().monotonic)
    first, second = gate.arrive("put"), gate.arrive("get")
    gate.leave("200", admitted=first)
    gate.leave("429", admitted=second)
    assert gate.counters() == Counters(2, 1, 2, 2, {"get": 1, "put": 1}, {"200": 1, "429": 1})
    gate.reset()
    assert gate.counters() == Counters()
    assert gate.arrive("get") is False
    assert gate.counters().max_per_second == 1
