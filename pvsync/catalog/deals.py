"""The deals of a catalog by name."""

from collections.abc import Iterator

from pvsync.catalog import codes
from pvsync.catalog.documents import DealDocument
from pvsync.catalog.shape import Declared
from pvsync.diagnostics import Finding, Related


class DealBook:
    """Deals by name; a deal with errors is remembered, so that its users are not told that it does not exist."""

    def __init__(self) -> None:
        self._deals: dict[str, Declared[DealDocument]] = {}
        self._broken: set[str] = set()

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

    def is_broken(self, name: str) -> bool:
        """Whether a deal of this name exists but has errors of its own."""
        return name in self._broken

    def __iter__(self) -> Iterator[Declared[DealDocument]]:
        return iter(self._deals.values())
