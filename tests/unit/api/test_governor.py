"""Both limits hold for many threads on a virtual clock, and a run has a budget of pauses."""

import threading

import pytest
from unit.api.services import settings_of
from unit.api.test_pace import most_in_a_second

from pvsync.api.governor import Governor
from pvsync.api.pace import Pace
from pvsync.api.patience import Patience, always_safe
from pvsync.errors import ConnectionFailed, Throttled


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


def test_each_run_of_a_process_has_a_budget_of_its_own() -> None:
    governor = Governor(10, 1, budget=10, clock=lambda: 0.0)
    governor.hold(10)
    with pytest.raises(Throttled):
        governor.hold(20)
    governor.begin_run(10)
    governor.hold(20)


def test_a_429_costs_no_attempt_whoever_counts_them() -> None:
    clock = VirtualClock()
    governor = Governor(10, 2, budget=1000, clock=clock.read, sleep=clock.sleep)
    patience = Patience(settings_of("https://127.0.0.1", attempts=1), governor)
    said = iter([Throttled("slow down", retry_after=2.0)] * 50)

    def once() -> str:
        with governor.slot():
            for error in said:
                raise error
        return "done"

    assert patience.persist(once, always_safe) == "done"
    assert governor.throttled == 50
    assert clock.now >= 100
