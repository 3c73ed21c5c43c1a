"""The contracts of a catalog, and which of them name a title."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import translate
from itertools import combinations

from pvsync.catalog import codes
from pvsync.catalog.documents import RightsDocument
from pvsync.catalog.merge import Report
from pvsync.catalog.scalars import OPEN
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.shape import Declared
from pvsync.catalog.territories import expand_name, unknown_territory
from pvsync.diagnostics import Finding, Place, Related
from pvsync.model.rights import Right
from pvsync.model.stretch import Stretch
from pvsync.model.window import Window

_FOR_EXAMPLE = 3


@dataclass(frozen=True, slots=True)
class _Contract:
    """A contract as it was read.

    Args:
        declared: Its document.
        territories: Those that it gives, groups opened.
        settings: In whose zones its days are read.
    """

    declared: Declared[RightsDocument]
    territories: frozenset[str]
    settings: CatalogSettings

    @property
    def reference(self) -> str:
        """The paper that it stands for."""
        return self.declared.document.reference

    @property
    def licenses(self) -> frozenset[str]:
        """Licence types that it gives."""
        return frozenset(self.declared.document.licenses)

    @property
    def is_never(self) -> bool:
        """Whether it ends before it begins; days are the same everywhere, instants are not."""
        windows = (self.window(territory) for territory in self.territories)
        return any(window.start and window.end and window.end < window.start for window in windows)

    def place(self, key: str) -> Place:
        """Where a key of it stands."""
        return self.declared.raw.place((key,))

    def window(self, territory: str) -> Window:
        """When it gives a territory."""
        zones = self.settings.zones
        first, last = self.declared.document.from_, self.declared.document.to
        start = first if isinstance(first, datetime) else zones.start_of(first, territory)
        if last == OPEN:
            return Window(start, None)
        return Window(start, last if isinstance(last, datetime) else zones.end_of(last, territory))

    def right(self) -> Right:
        """What it gives a title that it names."""
        return Right(
            reference=self.reference,
            licenses=self.licenses,
            territories=self.territories,
            windows=_Windows(self),
            place=self.place("reference"),
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Windows(Mapping[str, Window]):
    """When a contract gives each of its territories, worked out for those that somebody asks for."""

    contract: _Contract

    def __getitem__(self, territory: str) -> Window:
        if territory not in self.contract.territories:
            raise KeyError(territory)
        return self.contract.window(territory)

    def __contains__(self, territory: object) -> bool:
        return territory in self.contract.territories

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.contract.territories))

    def __len__(self) -> int:
        return len(self.contract.territories)


class RightsBook:
    """Contracts by the titles that they name; ALIDs are looked up, patterns are tried one by one.

    Args:
        settings: What the configuration says.
    """

    def __init__(self, settings: CatalogSettings) -> None:
        self._settings = settings
        self._contracts: list[_Contract] = []
        self._never: set[int] = set()
        self._by_alid: dict[str, list[int]] = {}
        self._patterns: list[tuple[re.Pattern[str], int, int]] = []
        self._met: set[tuple[int, int]] = set()
        self._meetings: dict[tuple[int, ...], set[str]] = {}

    def add(self, declared: Declared[RightsDocument], report: Report) -> None:
        """Take a contract in; territories that do not exist are reported, and days that never come."""
        number = len(self._contracts)
        contract = _Contract(declared, frozenset(self._territories(declared, report)), self._settings)
        self._contracts.append(contract)
        if contract.is_never:
            self._never.add(number)
            report(
                codes.RIGHTS_NEVER.at(
                    contract.place("to"),
                    f"`{contract.reference}` ends on {declared.document.to}, before it begins on {declared.document.from_}",
                    "move `to` to the day of `from` or later",
                    (Related("it begins here", contract.place("from")),),
                )
            )
        for index, title in enumerate(declared.document.titles):
            if _is_pattern(title):
                self._patterns.append((re.compile(translate(title)), number, index))
            else:
                self._by_alid.setdefault(title, []).append(number)

    def of(self, alids: Iterable[str]) -> tuple[Right, ...]:
        """The contracts that name a title, or the season or series that it is part of; none where one never holds.

        Args:
            alids: The title's own ALID first, and those that it is part of.
        """
        found: set[int] = set()
        own = ""
        for alid in alids:
            own = own or alid
            found.update(self._by_alid.get(alid, ()))
            for pattern, number, index in self._patterns:
                if pattern.fullmatch(alid):
                    found.add(number)
                    self._met.add((number, index))
        if len(found) > 1:
            self._meetings.setdefault(tuple(sorted(found)), set()).add(own)
        if found & self._never:
            return ()
        return tuple(self._contracts[number].right() for number in sorted(found))

    def given_twice(self) -> Iterator[Finding]:
        """A finding for each two contracts that give a title at the same time, after every title has been asked for."""
        shared: dict[tuple[int, int], set[str]] = {}
        for numbers, alids in self._meetings.items():
            for one, other in combinations(numbers, 2):
                if not {one, other} & self._never:
                    shared.setdefault((one, other), set()).update(alids)
        for (one, other), alids in sorted(shared.items()):
            finding = _given_twice(self._contracts[one], self._contracts[other], sorted(alids))
            if finding is not None:
                yield finding

    def of_nothing(self, known: Collection[str]) -> Iterator[Finding]:
        """A finding for each name that no title has, after every title has been asked for.

        Args:
            known: Every ALID of the catalog.
        """
        for number, index, title in self._named():
            met = (number, index) in self._met if _is_pattern(title) else title in known
            if not met:
                yield codes.RIGHTS_OF_NOTHING.at(
                    self._contracts[number].declared.raw.place(("titles", index)),
                    f"`{title}` names no title of this catalog, so nothing is checked against it",
                    "correct it, or remove it if the title has left",
                )

    def without_title(self, known: Collection[str]) -> Mapping[str, Sequence[Right]]:
        """What contracts give under ALIDs that no document declares, by ALID; patterns name none.

        Args:
            known: Every ALID of the catalog.
        """
        found: dict[str, list[Right]] = {}
        for number, _, title in self._named():
            if not _is_pattern(title) and title not in known and number not in self._never:
                found.setdefault(title, []).append(self._contracts[number].right())
        return found

    def _named(self) -> Iterator[tuple[int, int, str]]:
        for number, contract in enumerate(self._contracts):
            for index, title in enumerate(contract.declared.document.titles):
                yield number, index, title

    def _territories(self, contract: Declared[RightsDocument], report: Report) -> Iterator[str]:
        for index, name in enumerate(contract.document.territories):
            opened = expand_name(name, self._settings)
            if not opened:
                place = contract.raw.place(("territories", index))
                report(codes.UNKNOWN_TERRITORY.at(place, *unknown_territory(name, self._settings)))
            yield from opened


def _is_pattern(title: str) -> bool:
    return "*" in title or "?" in title


def _given_twice(one: _Contract, other: _Contract, alids: Sequence[str]) -> Finding | None:
    """What two contracts give at once, if they do: two papers a notice, one paper in two words a warning."""
    licenses = sorted(one.licenses & other.licenses)
    territories = [
        territory
        for territory in sorted(one.territories & other.territories)
        if Stretch.of(one.window(territory)).meets(Stretch.of(other.window(territory)))
    ]
    if not licenses or not territories:
        return None
    what = f"{', '.join(licenses)} of {_some(alids)} in {', '.join(territories)}"
    related = (Related("the other one is written here", one.place("reference")),)
    if one.reference != other.reference:
        return codes.RIGHTS_OVERLAP.at(
            other.place("reference"),
            f"`{one.reference}` and `{other.reference}` both give {what} on the same days",
            "where one takes the place of the other, let the first end on the day before",
            related,
        )
    differs = [
        name
        for name, is_alike in (
            ("days", all(one.window(name) == other.window(name) for name in territories)),
            ("territories", one.territories == other.territories),
        )
        if not is_alike
    ]
    if not differs:
        return codes.RIGHTS_OVERLAP.at(
            other.place("reference"),
            f"`{one.reference}` gives {what} twice on the same days",
            "make one document of the two",
            related,
        )
    return codes.RIGHTS_CONTRADICT.at(
        other.place("reference"),
        f"`{one.reference}` gives {what} in two documents that overlap and have other {' and '.join(differs)}",
        "correct the one that is wrong, or let the two give different territories, licenses or days",
        related,
    )


def _some(alids: Sequence[str]) -> str:
    named = ", ".join(alids[:_FOR_EXAMPLE])
    more = len(alids) - _FOR_EXAMPLE
    return f"{named} and {more:,} more" if more > 0 else named
