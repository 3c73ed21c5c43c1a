"""The deals of a catalog by name."""

from collections.abc import Iterator
from typing import assert_never

from pvsync.catalog import codes
from pvsync.catalog.documents import (
    BundleDocument,
    CollectionDocument,
    DealDocument,
    Document,
    MovieDocument,
    RightsDocument,
    SeasonDocument,
    SeriesDocument,
    SupplementalDocument,
)
from pvsync.catalog.documents.avail import AvailEntry
from pvsync.catalog.shape import Declared
from pvsync.diagnostics import Finding, Related


class DealBook:
    """Deals by name; a deal with errors is remembered, so that its users are not told that it does not exist."""

    def __init__(self) -> None:
        self._deals: dict[str, Declared[DealDocument]] = {}
        self._broken: set[str] = set()
        self._used: set[str] = set()

    @property
    def names(self) -> list[str]:
        """All names, sorted."""
        return sorted(self._deals)

    def add(self, deal: Declared[DealDocument]) -> Finding | None:
        """Take a deal in, or say that its name is taken."""
        name = deal.document.name
        other = self._deals.get(name)
        if other is None:
            self._deals[name] = deal
            return None
        return codes.DUPLICATE_NAME.at(
            deal.raw.place(("name",)),
            f"two deals are named `{name}`",
            "give each its own name",
            (Related("the other one is here", other.raw.place(("name",))),),
        )

    def add_broken(self, name: str) -> None:
        """Remember a deal whose document has errors of its own."""
        self._broken.add(name)

    def get(self, name: str) -> Declared[DealDocument] | None:
        """The deal of a name."""
        return self._deals.get(name)

    @property
    def has_broken(self) -> bool:
        """Whether any deal could not be read."""
        return bool(self._broken)

    def is_broken(self, name: str) -> bool:
        """Whether a deal of this name exists but has errors of its own."""
        return name in self._broken

    def take_uses(self, document: Document) -> None:
        """Remember which deals a document uses, whatever else is wrong with it; a deal does not use itself."""
        own = document.name if isinstance(document, DealDocument) else None
        self._used.update(
            entry.use for entry in _entries(document) if entry.use is not None and entry.use != own
        )

    def unused(self) -> Iterator[Finding]:
        """A finding for each deal that no document uses, once all have been looked at."""
        for name, deal in self._deals.items():
            if name not in self._used:
                yield codes.DEAL_UNUSED.at(
                    deal.raw.place(("name",)),
                    f"nothing in this catalog uses the deal `{name}`",
                    f"write `use: {name}` in the avails of its titles, or delete the deal",
                )

    def __iter__(self) -> Iterator[Declared[DealDocument]]:
        return iter(self._deals.values())


def _entries(document: Document) -> Iterator[AvailEntry]:
    match document:
        case SeasonDocument():
            yield from document.avails
            for episode in document.episodes:
                yield from episode.avails or ()
        case (
            MovieDocument()
            | SupplementalDocument()
            | BundleDocument()
            | CollectionDocument()
            | DealDocument()
        ):
            yield from document.avails
        case SeriesDocument() | RightsDocument():
            return
        case _:
            assert_never(document)
