"""The contracts of a catalog, and which of them name a title."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from fnmatch import translate

from pvsync.catalog import codes
from pvsync.catalog.documents import RightsDocument
from pvsync.catalog.merge import Report
from pvsync.catalog.scalars import OPEN
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.shape import Declared
from pvsync.catalog.territories import expand_name, unknown_territory
from pvsync.diagnostics import Finding
from pvsync.model.rights import Right
from pvsync.model.window import Window


class RightsBook:
    """Contracts by the titles that they name; ALIDs are looked up, patterns are tried one by one.

    Args:
        settings: What the configuration says.
    """

    def __init__(self, settings: CatalogSettings) -> None:
        self._settings = settings
        self._contracts: list[tuple[Declared[RightsDocument], frozenset[str]]] = []
        self._by_alid: dict[str, list[int]] = {}
        self._patterns: list[tuple[re.Pattern[str], int, int]] = []
        self._met: set[tuple[int, int]] = set()

    def add(self, contract: Declared[RightsDocument], report: Report) -> None:
        """Take a contract in; territories that do not exist are reported."""
        number = len(self._contracts)
        self._contracts.append((contract, frozenset(self._territories(contract, report))))
        for index, title in enumerate(contract.document.titles):
            if "*" in title or "?" in title:
                self._patterns.append((re.compile(translate(title)), number, index))
            else:
                self._by_alid.setdefault(title, []).append(number)

    def of(self, alids: Iterable[str], territories: Collection[str]) -> tuple[Right, ...]:
        """The contracts that name a title, or the season or series that it is part of.

        Args:
            alids: The title's own ALID and those that it is part of.
            territories: Where it is offered.
        """
        found: set[int] = set()
        for alid in alids:
            found.update(self._by_alid.get(alid, ()))
            for pattern, number, index in self._patterns:
                if pattern.fullmatch(alid):
                    found.add(number)
                    self._met.add((number, index))
        return tuple(self._right(number, territories) for number in sorted(found))

    def of_nothing(self, known: Collection[str]) -> Iterator[Finding]:
        """A finding for each name that no title has, after every title has been asked for.

        Args:
            known: Every ALID of the catalog.
        """
        for number, (contract, _) in enumerate(self._contracts):
            for index, title in enumerate(contract.document.titles):
                pattern = "*" in title or "?" in title
                if ((number, index) in self._met) if pattern else (title in known):
                    continue
                yield codes.RIGHTS_OF_NOTHING.at(
                    contract.raw.place(("titles", index)),
                    f"`{title}` names no title of this catalog, so nothing is checked against it",
                    "correct it, or remove it if the title has left",
                )

    def _right(self, number: int, territories: Collection[str]) -> Right:
        contract, held = self._contracts[number]
        document = contract.document
        return Right(
            reference=document.reference,
            licenses=frozenset(document.licenses),
            territories=held,
            windows={name: self._window(document, name) for name in sorted(held.intersection(territories))},
            place=contract.raw.place(("reference",)),
        )

    def _window(self, document: RightsDocument, territory: str) -> Window:
        zones, first, last = self._settings.zones, document.from_, document.to
        start = first if isinstance(first, datetime) else zones.start_of(first, territory)
        if last == OPEN:
            return Window(start, None)
        return Window(start, last if isinstance(last, datetime) else zones.end_of(last, territory))

    def _territories(self, contract: Declared[RightsDocument], report: Report) -> Iterator[str]:
        for index, name in enumerate(contract.document.territories):
            opened = expand_name(name, self._settings)
            if not opened:
                place = contract.raw.place(("territories", index))
                report(codes.UNKNOWN_TERRITORY.at(place, *unknown_territory(name, self._settings)))
            yield from opened
