"""Look again at what a run got accepted, until all of it shows or the time is up."""

from collections.abc import Callable
from dataclasses import dataclass

from pvsync.errors import ApiError
from pvsync.model.outcome import Accepted, Receipt, Verification
from pvsync.model.progress import Progress

_LONGEST_PAUSE = 300.0
_OPEN = frozenset({Verification.SETTLING, Verification.NOT_CHECKED})


@dataclass(frozen=True, slots=True)
class Patient:
    """How long to look, and how to wait.

    Args:
        seconds: After which no further look is begun.
        first_pause: Seconds before the second look; doubled for each further one, up to five minutes.
        clock: Seconds that only ever grow.
        pause: Waits for that many seconds.
    """

    seconds: float
    first_pause: float
    clock: Callable[[], float]
    pause: Callable[[float], None]


def until_settled(look: Callable[[], Receipt], patient: Patient, progress: Progress) -> Receipt:
    """What the last look shows.

    Args:
        look: Reads everything back.
        patient: How long.
        progress: Told of each pause.

    Raises:
        PvsyncError: What the first look raises; a later one that may succeed the next time is made again instead.
    """
    end = patient.clock() + patient.seconds
    pause = patient.first_pause
    receipt = look()
    while (left := open_results(receipt)) and (rest := end - patient.clock()) > 0:
        progress.begin(f"not visible yet: {left:,}; waiting before the next look", None)
        patient.pause(min(pause, rest))
        progress.end()
        pause = min(2 * pause, _LONGEST_PAUSE)
        try:
            receipt = look()
        except ApiError as error:
            if not error.may_retry:
                raise
    return receipt


def open_results(receipt: Receipt) -> int:
    """How many accepted changes live does not show yet, or gave no answer about."""
    return sum(
        isinstance(result.outcome, Accepted) and result.verification in _OPEN for result in receipt.results
    )
