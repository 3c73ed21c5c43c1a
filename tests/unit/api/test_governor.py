"""Both limits hold on a virtual clock, whatever the jitter, the threads and the refusals."""

import heapq
import threading
from collections.abc import Generator, Iterator

import hypothesis.strategies as st
import pytest
from hypothesis import given

from pvsync.api.governor import Governor, Pace
from pvsync.errors import ConnectionFailed, Throttled


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
    assert gap == pytest.approx(1.5 / 9.5)
    pace.reserve(later + 60)
    assert pace.reserve(later + 70) == pytest.approx(later + 70)
    assert pace.reserve(later + 70) - (later + 70) == pytest.approx(1 / 9.5)


def test_the_pace_recovers_step_by_step() -> None:
    pace, usual = Pace(10, 1000), 1 / 9.5

    def gap(now: float) -> float:
        return -pace.reserve(now) + pace.reserve(now)

    assert pace.throttled(0.0, 1.0)
    assert pace.throttled(2.0, 1.0)
    assert gap(5.0) == pytest.approx(2.25 * usual)
    assert gap(12.0) == pytest.approx(1.5 * usual)
    assert gap(21.9) == pytest.approx(1.5 * usual)
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
    assert pace.reserve(0.0) - turn == pytest.approx(1.5 / 9.5)


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


class VirtualClock:
    """Time that passes only while somebody sleeps; a nap ends early, as real ones may."""

    def __init__(self) -> None:
        self.now = 0.0
        self.lock = threading.Lock()

    def read(self) -> float:
        with self.lock:
            return self.now

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.now += max(0.0001, seconds * 0.7)


class RecordingPace(Pace):
    """A pace that writes down when requests started."""

    def __init__(self, requests_per_second: float, budget: float) -> None:
        super().__init__(requests_per_second, budget)
        self.starts: list[float] = []

    def start(self, now: float) -> float | None:
        later = super().start(now)
        if later is None:
            self.starts.append(now)
        return later


def test_many_threads_share_both_limits() -> None:
    clock = VirtualClock()
    governor = Governor(10, 5, budget=1e6, clock=clock.read, sleep=clock.sleep)
    pace = governor._pace = RecordingPace(10, 1e6)
    inside, most, lock = 0, 0, threading.Lock()

    def work() -> None:
        nonlocal inside, most
        for turn in range(10):
            with governor.slot():
                with lock:
                    inside += 1
                    most = max(most, inside)
                clock.sleep(0.2)
                with lock:
                    inside -= 1
            if turn == 4:
                governor.slow_down(2.0)
                governor.rest(1.0)

    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert governor.requests_sent == len(pace.starts) == 200
    assert governor.throttled == 20
    assert most_in_a_second(pace.starts) <= 10
    assert most <= 5


def test_a_slot_is_free_again_after_a_failure() -> None:
    governor = Governor(1000, 1, budget=1)
    for _ in range(3):
        with pytest.raises(KeyError), governor.slot():
            raise KeyError
    assert governor.requests_sent == 3


def test_a_request_that_has_to_wait_once_more_counts_once() -> None:
    clock = VirtualClock()
    naps: list[float] = []

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 1:
            governor.hold(7.0)
        clock.sleep(seconds)

    governor = Governor(10, 1, budget=100, clock=clock.read, sleep=sleep)
    with governor.slot():
        pass
    with governor.slot():
        assert governor.requests_sent == 2
    assert clock.now >= 7.0


def test_rest_holds_no_slot() -> None:
    clock = VirtualClock()
    governor = Governor(1000, 1, budget=1, clock=clock.read, sleep=clock.sleep)
    governor.rest(5.0)
    assert clock.now >= 5.0
    with governor.slot():
        assert governor.requests_sent == 1


def test_the_spent_budget_goes_up_as_throttled() -> None:
    governor = Governor(10, 1, budget=10)
    with pytest.raises(Throttled, match="keeps asking"):
        governor.slow_down(11.0)
    with pytest.raises(Throttled):
        governor.hold(1.0)


def test_a_stopped_governor_wakes_who_waits_and_starts_nothing() -> None:
    governor = Governor(10, 5, budget=1e6)
    governor.hold(3600.0)
    failures: list[Exception] = []

    def wait() -> None:
        try:
            with governor.slot():
                pass
        except ConnectionFailed as error:
            failures.append(error)

    threads = [threading.Thread(target=wait) for _ in range(8)]
    for thread in threads:
        thread.start()
    governor.stop()
    for thread in threads:
        thread.join(timeout=30)
    assert len(failures) == 8
    assert governor.requests_sent == 0
