"""Failures that may pass cost attempts, a 429 costs time, and everything else goes up at once."""

from collections.abc import Callable

import pytest
from unit.api.services import settings_of

from pvsync.api.faults import NotConnected
from pvsync.api.governor import Governor
from pvsync.api.patience import Patience, always_safe, is_fatal, never_executed
from pvsync.errors import (
    AnswerUnreadable,
    ApiError,
    CertificateRefused,
    ConnectionFailed,
    RequestRejected,
    ServiceFailed,
    Throttled,
    TimedOut,
)


class Clock:
    """Time that passes only in sleep."""

    def __init__(self) -> None:
        self.now = 0.0
        self.naps: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def patience(clock: Clock) -> Patience:
    governor = Governor(10, 1, budget=100, clock=lambda: clock.now, sleep=clock.sleep)
    return Patience(settings_of("https://h", backoff=0.5, attempts=4), governor)


def script(*steps: ApiError | str) -> tuple[Callable[[], str], list[ApiError | str]]:
    left = list(steps)

    def once() -> str:
        step = left.pop(0)
        if isinstance(step, ApiError):
            raise step
        return step

    return once, left


def test_it_waits_longer_each_time(patience: Patience, clock: Clock) -> None:
    once, left = script(ServiceFailed("a"), TimedOut("b"), ConnectionFailed("c"), "done")
    assert patience.persist(once, always_safe) == "done"
    assert left == []
    assert clock.naps == [0.5, 1.0, 2.0]


def test_the_last_failure_goes_up(patience: Patience) -> None:
    once, left = script(*(ServiceFailed(str(number)) for number in range(5)))
    with pytest.raises(ServiceFailed, match="3"):
        patience.persist(once, always_safe)
    assert len(left) == 1


def test_a_429_costs_no_attempt(patience: Patience) -> None:
    once, left = script(*(Throttled("x", retry_after=1) for _ in range(20)), "done")
    assert patience.persist(once, always_safe, attempts=1) == "done"
    assert left == []


def test_a_429_for_ever_ends_with_the_budget(patience: Patience, clock: Clock) -> None:
    asked = 0

    def once() -> str:
        nonlocal asked
        asked += 1
        clock.now += 60
        raise Throttled("x", retry_after=40)

    with pytest.raises(Throttled, match="beyond the time"):
        patience.persist(once, never_executed)
    assert asked == 3


def test_what_may_not_be_tried_again_goes_up_at_once(patience: Patience, clock: Clock) -> None:
    once, left = script(RequestRejected("no", status=400), "never")
    with pytest.raises(RequestRejected):
        patience.persist(once, always_safe)
    assert left == ["never"]
    assert clock.naps == []


@pytest.mark.parametrize(
    "error", [ServiceFailed("x"), TimedOut("x"), ConnectionFailed("x"), AnswerUnreadable("x")]
)
def test_a_write_is_tried_again_only_where_it_was_never_sent(patience: Patience, error: ApiError) -> None:
    once, left = script(NotConnected("x"), error, "never")
    with pytest.raises(type(error)):
        patience.persist(once, never_executed)
    assert left == ["never"]


def test_what_would_befall_every_request_is_fatal() -> None:
    fatal = [
        CertificateRefused("x"),
        NotConnected("x"),
        Throttled("x"),
        RequestRejected("x", status=401),
        RequestRejected("x", status=403),
    ]
    passing = [ServiceFailed("x"), TimedOut("x"), ConnectionFailed("x"), RequestRejected("x", status=400)]
    assert all(is_fatal(error) for error in fatal)
    assert not any(is_fatal(error) for error in passing)
