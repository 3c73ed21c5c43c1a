"""How documents made from live are worded: what every one of them shares."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from pvsync.formats.ema.fold import Entry
from pvsync.formats.ema.plain import Document, Plain
from pvsync.formats.live.title import LiveTitle, Say


@dataclass(frozen=True, slots=True)
class Words:
    """How documents are worded.

    Args:
        say: Words a transaction.
        licensor: The licensor of pvsync.yaml, which a document need not name.
        observe: Whether documents are compared only, and never written to Prime Video.
        with_ids: ALIDs of titles whose transactions keep their ids in so many words.
    """

    say: Say
    licensor: str
    observe: bool = False
    with_ids: AbstractSet[str] = field(default_factory=frozenset)

    def entries(self, title: LiveTitle) -> list[Entry]:
        """How a title is offered."""
        return title.entries(self.say, ids=title.alid in self.with_ids)

    def avails(self, title: LiveTitle) -> Document:
        """The key that says so."""
        entries: list[Plain] = [*self.entries(title)]
        return {"avails": entries}

    def observed(self) -> Document:
        """The key that keeps a document from being written to Prime Video."""
        return {"manage": "observe"} if self.observe else {}

    def discount(self, title: LiveTitle) -> Document:
        """The discount of a bundle."""
        found = title.discount
        return {} if found is None else {"discount": str(found)}
