"""What git says a title should be, with the place of every value."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from pvsync.diagnostics import Place
from pvsync.model.avail import Avail
from pvsync.model.scope import Scope
from pvsync.model.titles import Title


class Places(Protocol):
    """Answers where a value is written."""

    def title(self, path: str) -> Place:
        """Where a value of the title itself stands (`title`, `series.title`, ...)."""

    def transaction(self, scope: Scope, row: int, path: str) -> Place:
        """Where a value of a transaction stands.

        Args:
            scope: The scope.
            row: Index into the transactions of the scope's avail.
            path: Path of the normal form (`end`, `wsp`, ...), empty for the transaction itself.
        """


@dataclass(frozen=True, slots=True)
class DesiredTitle:
    """One title, as git says it should be offered.

    Args:
        title: The title.
        file: File that declares it.
        blob: Git's object id of that file.
        avails: One for each scope, sorted by scope. A transaction without id takes live's, or a derived one.
        places: Where each value stands.
        dated: Instants after the as-of date at which git says something else by itself.
        references: The partner's own papers, by scope and index of the transaction.
    """

    title: Title
    file: str
    blob: str
    avails: tuple[Avail, ...]
    places: Places
    dated: tuple[datetime, ...] = ()
    references: dict[tuple[Scope, int], str] = field(default_factory=dict)
