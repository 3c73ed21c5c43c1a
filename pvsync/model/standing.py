"""What a plan leaves as it is, and says so: what others own, what does not show yet, what is under unknown names."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pvsync.model.scope import Scope
from pvsync.model.window import Window


class Foreign(StrEnum):
    """What becomes of a live transaction that git never declared and no run sent: the key `foreign`."""

    REMOVE = "remove"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A live transaction that is somebody else's, and stays as it is.

    Args:
        scope: The scope that holds it.
        title: The title's own title.
        offer: Licence, format, channel and contract.
        start: When it opens, None where live does not say.
        end: When it ends, None for no end.
        in_doubt: Whether it may have been ours: what git and earlier runs said is not known in full.
    """

    scope: Scope
    title: str
    offer: str
    start: datetime | None
    end: datetime | None
    in_doubt: bool = False

    @property
    def window(self) -> Window:
        """When it is open."""
        return Window(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Settling:
    """A scope in which live still shows what was there before a run, inside the service's propagation time.

    Args:
        scope: The scope.
        title: The title's own title.
        run: The run that sent what does not show yet.
        at: When that was accepted.
        until: From when on it would be drift.
        is_all: Whether that is all that live and git differ in; otherwise git has moved on since.
    """

    scope: Scope
    title: str
    run: str
    at: datetime
    until: datetime
    is_all: bool = True


@dataclass(frozen=True, slots=True)
class ExtraChange:
    """What live says in a scope under names that nobody knows, where no receipt says that it was so after the last apply.

    Args:
        scope: The scope.
        title: The title's own title.
        run: The run that left something else there; empty where no receipt tells what was there.
        said: What differs from that, else what is there, a line each: `EST HD, PromoTag.value: "A" to "B"`.
    """

    scope: Scope
    title: str
    run: str
    said: tuple[str, ...]
