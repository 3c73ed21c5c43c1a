"""When requests may start, on a virtual clock: whatever the jitter, the workers, the answers and the refusals."""

import heapq
from collections import deque
from collections.abc import Generator, Iterator
from itertools import pairwise

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from pvsync.api.pace import Pace


class Simulation:
    """Workers that take turns on a virtual clock, with late wake-ups and requests of any length."""

    def __init__(
        self, pace: Pace, open_requests: int, lateness: Iterator[float], length: Iterator[float]
    ) -> None:
        self.pace = pace
        self.free = open_requests
        self.lateness = lateness
        self.length = length
        self.starts: list[float] = []
        self.most_open = 0
        self.open = 0

    def worker(self, requests: int) -> Generator[float, float, None]:
        """Yields the instant to sleep until, gets the instant at which it woke up."""
        now = yield 0.0
        for _ in range(requests):
            while self.free == 0:
                now = yield now + 0.003
            self.free -= 1
            turn: float | None = self.pace.reserve(now)
            while turn is not None:
                now = yield turn + next(self.lateness)
                turn = self.pace.start(now)
            self.starts.append(now)
            self.open += 1
            self.most_open = max(self.most_open, self.open)
            now = yield now + next(self.length)
            self.open -= 1
            self.free += 1

    def run(self, workers: int, requests: int) -> None:
        running = [self.worker(requests) for _ in range(workers)]
        queue = [(next(worker), number) for number, worker in enumerate(running)]
        heapq.heapify(queue)
        while queue:
            now, number = heapq.heappop(queue)
            try:
                heapq.heappush(queue, (running[number].send(now), number))
            except StopIteration:
                continue


def most_in_a_second(starts: list[float]) -> int:
    return max(sum(first <= start < first + 1.0 for start in starts) for first in starts)


def cycle(values: list[float]) -> Iterator[float]:
    while True:
        yield from values


@settings(deadline=None, derandomize=True)
@given(
    rate=st.integers(1, 20),
    lateness=st.lists(st.floats(0, 0.4), min_size=1, max_size=7),
    length=st.lists(st.floats(0, 2), min_size=1, max_size=7),
)
def test_never_more_starts_than_the_rate_in_any_second(
    rate: int, lateness: list[float], length: list[float]
) -> None:
    simulation = Simulation(Pace(rate, 1e9), 5, cycle(lateness), cycle(length))
    simulation.run(workers=20, requests=3)
    assert len(simulation.starts) == 60
    assert most_in_a_second(simulation.starts) <= rate
    assert simulation.most_open <= 5


def test_the_pace_is_kept_up_to_a_tenth_of_the_floor() -> None:
    simulation = Simulation(Pace(10, 1e9), 5, cycle([0.001, 0.02, 0.0]), cycle([0.1]))
    simulation.run(workers=20, requests=10)
    floor = 200 / 10
    assert max(simulation.starts) - min(simulation.starts) <= floor * 1.1


def test_a_rate_below_one_waits_longer_than_a_second() -> None:
    simulation = Simulation(Pace(0.5, 1e9), 5, cycle([0.0]), cycle([0.1]))
    simulation.run(workers=3, requests=1)
    first, second, third = simulation.starts
    assert second - first > 2
    assert third - second > 2


def test_a_429_pauses_every_turn_and_slows_the_pace_until_it_recovers() -> None:
    pace = Pace(10, 100)
    early = pace.reserve(0.0)
    assert pace.start(early) is None
    waiting = pace.reserve(0.0)
    assert pace.throttled(0.05, 4.0)
    later = pace.start(waiting)
    assert later is not None
    assert later >= 4.05
    assert pace.start(later) is None
    gap = pace.reserve(later) - later
    assert gap == pytest.approx(1.3 / 9.5)
    pace.reserve(later + 60)
    assert pace.reserve(later + 70) == pytest.approx(later + 70)
    assert pace.reserve(later + 70) - (later + 70) == pytest.approx(1 / 9.5)


def test_the_pace_recovers_step_by_step() -> None:
    pace, usual = Pace(10, 1000), 1 / 9.5

    def gap(now: float) -> float:
        return -pace.reserve(now) + pace.reserve(now)

    assert pace.throttled(0.0, 1.0)
    assert pace.throttled(2.0, 1.0)
    assert gap(5.0) == pytest.approx(1.69 * usual)
    assert gap(12.0) == pytest.approx(1.3 * usual)
    assert gap(21.9) == pytest.approx(1.3 * usual)
    assert gap(22.0) == pytest.approx(usual)
    assert gap(99.0) == pytest.approx(usual)


def test_the_pace_is_never_slower_than_an_eighth() -> None:
    pace, now = Pace(10, 1e9), 0.0
    for _ in range(30):
        assert pace.throttled(now, 1.0)
        now += 1.0
    assert -pace.reserve(now) + pace.reserve(now) == pytest.approx(8 / 9.5)


def test_refusals_of_one_pause_count_as_one() -> None:
    pace = Pace(10, 100)
    assert all(pace.throttled(0.0, None) for _ in range(5))
    turn = pace.reserve(0.0)
    assert turn == pytest.approx(1.0)
    assert pace.reserve(0.0) - turn == pytest.approx(1.3 / 9.5)


def test_a_429_without_a_word_pauses_twice_as_long_each_time() -> None:
    pace = Pace(10, 1000)
    now, pauses = 0.0, []
    for _ in range(7):
        assert pace.throttled(now, None)
        until = pace.reserve(now)
        pauses.append(round(until - now))
        now = until
    assert pauses == [1, 2, 4, 8, 16, 30, 30]


@pytest.mark.parametrize("retry_after", [0.0, 5.0, None])
def test_a_service_that_says_429_for_ever_uses_up_the_budget(retry_after: float | None) -> None:
    pace, now = Pace(10, 60), 0.0
    times = 0
    while times < 1000 and pace.throttled(now, retry_after):
        now = pace.reserve(now)
        times += 1
    assert now <= 60 + 5
    assert 0 < times < 100
    assert not pace.throttled(now + 1000, 1.0)


def test_a_wait_beyond_the_budget_is_not_begun() -> None:
    pace = Pace(10, 60)
    assert not pace.hold(0.0, 61.0)
    assert pace.reserve(0.0) == 0.0


# -- how much of what is allowed is used ----------------------------------------------------------------------


class Queue(Simulation):
    """The same with workers that wait for a slot in line, and answers that may be a 429."""

    def __init__(
        self, pace: Pace, open_requests: int, length: Iterator[float], refused: Iterator[bool]
    ) -> None:
        super().__init__(pace, open_requests, cycle([0.0]), length)
        self.refused = refused
        self.line: deque[int] = deque()
        self.refusals = 0
        self.answered = 0.0
        self.turns: dict[int, list[float]] = {}

    def number(self, own: int, requests: int) -> Generator[float, float, None]:
        now = yield 0.0
        left = requests
        while left:
            self.line.append(own)
            while self.free == 0 or self.line[0] != own:
                now = yield now + 0.003
            self.line.popleft()
            self.free -= 1
            turn: float | None = self.pace.reserve(now)
            while turn is not None:
                now = yield turn
                turn = self.pace.start(now)
            started = now
            self.starts.append(now)
            self.turns.setdefault(own, []).append(now)
            now = yield now + next(self.length)
            self.free += 1
            if next(self.refused):
                self.refusals += 1
                assert self.pace.throttled(now, 1.0)
            else:
                self.pace.went_well(now, started)
                left -= 1
            self.answered = max(self.answered, now)

    def work(self, workers: int, requests: int) -> None:
        running = [self.number(own, requests) for own in range(workers)]
        queue = [(next(worker), number) for number, worker in enumerate(running)]
        heapq.heapify(queue)
        while queue:
            now, number = heapq.heappop(queue)
            try:
                heapq.heappush(queue, (running[number].send(now), number))
            except StopIteration:
                continue


@settings(deadline=None, max_examples=40, derandomize=True)
@given(
    rate=st.integers(2, 20),
    open_requests=st.integers(1, 8),
    length=st.floats(0.01, 3.0),
    workers=st.integers(8, 16),
)
def test_within_a_tenth_of_the_best_that_both_limits_allow(
    rate: int, open_requests: int, length: float, workers: int
) -> None:
    simulation = Queue(Pace(rate, 1e9), open_requests, cycle([length]), cycle([False]))
    simulation.work(workers, 8)
    total = 8 * workers
    best = max(total / rate, total / open_requests * length)
    assert most_in_a_second(simulation.starts) <= rate
    assert simulation.answered <= 1.1 * best + length + 1 / rate


@settings(deadline=None, max_examples=40, derandomize=True)
@given(workers=st.integers(2, 25), length=st.floats(0.0, 2.0), refused=st.integers(5, 50))
def test_nobody_waits_longer_than_everybody_before_them_needs(
    workers: int, length: float, refused: int
) -> None:
    rate, open_requests = 10, 5
    pattern = [False] * (refused - 1) + [True]
    simulation = Queue(Pace(rate, 1e9), open_requests, cycle([length]), cycle(pattern))
    simulation.work(workers, 6)
    one_round = max(workers / (0.95 * rate), workers / open_requests * length) + length
    # A pause is a second, and what follows it is slower for a while.
    pauses = 3.0 * (1 + workers // refused)
    for starts in simulation.turns.values():
        gaps = [after - before for before, after in pairwise([0.0, *starts])]
        assert max(gaps) <= 2 * one_round + pauses


def test_every_tenth_answer_a_429_costs_its_pause_and_little_more() -> None:
    simulation = Queue(Pace(10, 1e9), 5, cycle([0.1]), cycle([False] * 9 + [True]))
    simulation.work(8, 25)
    sent = len(simulation.starts)
    assert simulation.refusals == pytest.approx(sent / 10, abs=1)
    # Each 429 asks for a second, and has to be on its way before it can.
    floor = sent / 10 + simulation.refusals * (1.0 + 0.1)
    assert simulation.answered <= 1.1 * floor + 0.1


def test_every_second_answer_a_429_slows_down_to_the_slowest() -> None:
    pace, now = Pace(10, 1e9), 0.0
    for _ in range(60):
        assert pace.throttled(now, 1.0)
        now = pace.reserve(now)
        assert pace.start(now) is None
        pace.went_well(now + 0.1, now)
        now += 0.1
    assert -pace.reserve(now) + pace.reserve(now) >= 6 / 9.5


def test_a_request_that_was_long_on_its_way_counts_where_it_arrived() -> None:
    pace = Pace(2, 1)
    assert pace.start(0.0) is None
    pace.came_late(0.4, 0.0)
    assert pace.start(0.5) is None
    assert pace.start(1.02) == pytest.approx(1.41)
    assert pace.start(2.5) is None
    pace.came_late(2.6, 0.6)
    assert pace.start(2.7) == pytest.approx(3.51)
