"""How a run is to go: its limits and waiting times, the clocks it reads, and who may stop it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from pvsync.model.scope import Scope


@dataclass(frozen=True, slots=True)
class Options:
    """Limits and waiting times of a run.

    Args:
        workers: Batches that are carried out at once, at least 1.
        settle_after: Seconds after which a write that is not visible is taken as not done.
        settle_poll: Seconds between two readings of a write without an answer.
        propagation: How long an accepted write may stay invisible before it counts as a difference.
        max_failures: Failures that the run lives through: one more stops it; None for no limit.
        blind: Scopes that are sent whatever the second look shows or does not show: a takedown needs no read to be right.
    """

    workers: int
    settle_after: float
    settle_poll: float
    propagation: timedelta
    max_failures: int | None
    blind: frozenset[Scope] = frozenset()


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, passed in.

    Args:
        now: The instant, aware; for records and windows.
        monotonic: Seconds that never go back; for waiting times.
        sleep: Waits for that many seconds.
    """

    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    sleep: Callable[[float], None]


class Stop(Protocol):
    """Tells that a person or the machine wants the run to end; a `threading.Event` is one."""

    def is_set(self) -> bool:
        """Whether the run shall end."""


class Leave(Protocol):
    """Tells whether a run may still start something: another machine may have taken its place."""

    def refusal(self) -> str | None:
        """Why nothing new may be started, None where it may. Asked before each batch, from any thread."""
