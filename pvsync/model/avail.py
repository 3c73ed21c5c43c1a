"""Everything offered in one scope: the body of one PUT, the answer of one GET."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pvsync.model.made_often import made_often
from pvsync.model.scope import Scope
from pvsync.model.titles import Title
from pvsync.model.transaction import Json, Transaction, Unclear


@dataclass(frozen=True, slots=True, order=True)
class Entitlement:
    """A shared entitlement, such as a Disney Movies Anywhere id (`DMA` is not a market area here).

    Args:
        ecosystem: `DMA`, `MA` or `UVVU`.
        id: The title's id there.
    """

    ecosystem: str
    id: str


@made_often
@dataclass(frozen=True, slots=True)
class Avail:
    """One scope's offer.

    Args:
        scope: What a full extract of it replaces.
        licensor: Display name of the licensor, as sent.
        title: What is offered.
        transactions: How it is offered, in no meaningful order.
        entitlements: Shared entitlements, a set.
        extra: Wire members beside and below `avail` whose names nobody knows, verbatim by path.
        unclear: What live says of the title in a form that pvsync does not know, by path of the normal form.
    """

    scope: Scope
    licensor: str
    title: Title
    transactions: tuple[Transaction, ...]
    entitlements: tuple[Entitlement, ...] = ()
    extra: Mapping[str, Json] = field(default_factory=dict)
    unclear: Mapping[str, Unclear] = field(default_factory=dict)

    @property
    def not_understood(self) -> tuple[tuple[str, Unclear], ...]:
        """Everything that is not understood of the title and of its transactions, each with its path."""
        rows = (item for row in self.transactions for item in row.unclear.items())
        return (*self.unclear.items(), *rows)


@dataclass(frozen=True, slots=True)
class Present:
    """The service holds this scope."""

    avail: Avail


@dataclass(frozen=True, slots=True)
class Absent:
    """The service says, in the documented words, that it holds nothing for this scope."""


@dataclass(frozen=True, slots=True)
class Unread:
    """The answer was something else, twice; nothing follows from it.

    Args:
        why: One plain sentence for the plan.
    """

    why: str


Reading: TypeAlias = Present | Absent | Unread
"""The three answers that a read can give."""
