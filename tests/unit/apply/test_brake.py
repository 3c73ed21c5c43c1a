import threading

from pvsync.apply.brake import Brake
from pvsync.errors import TimedOut


def test_a_run_without_reason_goes_on() -> None:
    brake = Brake(threading.Event(), None)
    brake.count(1_000_000)
    assert (brake.reason(), brake.interrupted, brake.error) == (None, False, None)


def test_a_person_ends_it() -> None:
    stop = threading.Event()
    brake = Brake(stop, None)
    stop.set()
    assert not brake.interrupted
    assert brake.reason() == "the run was interrupted"
    assert brake.interrupted


def test_the_first_reason_stays() -> None:
    stop = threading.Event()
    brake = Brake(stop, 0)
    first, second = TimedOut("first"), TimedOut("second")
    brake.fail(first)
    brake.fail(second)
    brake.pull("third")
    brake.count(1)
    stop.set()
    assert brake.reason() == "the run stopped: first"
    assert brake.error is first
    assert brake.interrupted


def test_one_failure_more_than_allowed_ends_it() -> None:
    brake = Brake(threading.Event(), 2)
    brake.count(2)
    assert brake.reason() is None
    brake.count(-1)
    brake.count(1)
    assert brake.reason() is None
    brake.count(1)
    assert brake.reason() == "the run stopped: more failures than `--max-failures 2` allows"


class Place:
    """A place that is lost when somebody says so."""

    why: str | None = None

    def refusal(self) -> str | None:
        return self.why


def test_a_run_that_lost_its_place_ends() -> None:
    place = Place()
    brake = Brake(threading.Event(), None, place)
    assert brake.reason() is None
    place.why = "the run stopped: somebody else goes on"
    assert brake.reason() == "the run stopped: somebody else goes on"
    place.why = None
    assert brake.reason() == "the run stopped: somebody else goes on"
    assert not brake.interrupted


def test_failures_of_an_earlier_part_stop_nothing_by_themselves() -> None:
    brake = Brake(threading.Event(), max_failures=1)
    brake.carry_over(3)
    assert brake.reason() is None
    brake.count(-1)
    assert brake.reason() is None
    brake.count(0)
    assert brake.reason() == "the run stopped: more failures than `--max-failures 1` allows"
