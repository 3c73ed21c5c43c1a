"""What every step of one run works with."""

from collections.abc import Callable
from dataclasses import dataclass

from pvsync.apply.brake import Brake
from pvsync.apply.gateway import Gateway
from pvsync.apply.in_flight import InFlight
from pvsync.apply.options import Clock, Options
from pvsync.apply.record import Record
from pvsync.model.plan import Change


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A write without a certain answer.

    Args:
        change: What was sent.
        batch: Number of its batch.
        attempt: 1 or 2; 0 where a part of the run that stopped sent it.
        sent: Monotonic seconds when the request ended without an answer.
        why: Why there is no answer.
    """

    change: Change
    batch: int
    attempt: int
    sent: float
    why: str


@dataclass(frozen=True, slots=True)
class Site:
    """The service, the memory, the brake, the guard and the clock of one run.

    Args:
        gateway: The service.
        record: What the run remembers.
        brake: What ends it early.
        in_flight: The scopes being written.
        options: Limits and waiting times.
        clock: Time.
        doubt: Why nothing may be written, as the last answer shows; None where it may. None where nobody asks.
    """

    gateway: Gateway
    record: Record
    brake: Brake
    in_flight: InFlight
    options: Options
    clock: Clock
    doubt: Callable[[], str | None] | None = None

    def halted(self) -> str | None:
        """Why nothing may be written now; asked after each reading that comes before a write."""
        why = None if self.doubt is None else self.doubt()
        if why is not None:
            self.brake.pull(why)
        return self.brake.reason()
