"""A scope that git declared once, declares no more, and that is still live."""

from dataclasses import dataclass

from pvsync.model.avail import Avail
from pvsync.model.tombstone import Tombstone


@dataclass(frozen=True, slots=True)
class Orphan:
    """An orphan.

    Args:
        tombstone: When and where it left.
        live: What the service holds.
        is_forgotten: Whether a receipt shows that it was left on sale by `on_removal: forget`; no plan names it then.
    """

    tombstone: Tombstone
    live: Avail
    is_forgotten: bool = False


@dataclass(frozen=True, slots=True)
class Orphans:
    """What has left a catalog, as far as it is still live.

    Args:
        target: Licensor and environment.
        found: By scope.
        unread: Scopes without an answer, with the reason.
        left: Scopes that have left altogether.
        asked: How many of them were asked for; the others are known to be gone from a receipt.
    """

    target: str
    found: tuple[Orphan, ...]
    unread: tuple[tuple[str, str], ...]
    left: int
    asked: int
