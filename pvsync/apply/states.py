"""Whether live shows a known state: what is over counts on neither side."""

from datetime import datetime
from typing import assert_never

from pvsync.model.avail import Absent, Avail, Present
from pvsync.model.normal import digest
from pvsync.model.transaction import Transaction


def same_state(state: Avail | None, reading: Present | Absent, at: datetime) -> bool:
    """Whether a reading shows a known state.

    Transactions that are over count on neither side: a service may stop showing them. So a scope whose
    windows are all over may read as absent; but one that was absent and is there now has been written by someone.

    Args:
        state: The known state, None for absent.
        reading: What the service shows.
        at: The instant of the reading.
    """
    match reading:
        case Absent():
            return state is None or not _not_over(state, at)
        case Present():
            return state is not None and digest_at(state, at) == digest_at(reading.avail, at)
        case _:
            assert_never(reading)


def digest_at(avail: Avail, at: datetime) -> str:
    """Fingerprint of what an avail still offers at an instant."""
    return digest(avail, _not_over(avail, at))


def _not_over(avail: Avail, at: datetime) -> tuple[Transaction, ...]:
    return tuple(row for row in avail.transactions if not row.window.is_over(at))
