"""Changes that travel in one request."""

from dataclasses import dataclass

from pvsync.model.plan import Change


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes of different scopes that are read, written and read back together.

    Args:
        number: Position in the run, from 0.
        wave: Batches of one wave are independent; a wave begins when the one before it is done.
        changes: At most the environment's batch size, each scope once.
    """

    number: int
    wave: int
    changes: tuple[Change, ...]
