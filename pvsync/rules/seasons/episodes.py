"""The episodes of a season as findings name them, and where a title first starts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from pvsync.diagnostics import Place
from pvsync.model.desired import DesiredTitle
from pvsync.model.family import SeasonFamily
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope
from pvsync.model.titles import Episode
from pvsync.rules.words import listed


@dataclass(frozen=True, slots=True)
class Start:
    """The start of one line of a title.

    Args:
        at: The instant.
        title: The title.
        scope: Its scope.
        row: Index of the transaction.
    """

    at: datetime
    title: DesiredTitle
    scope: Scope
    row: int

    @property
    def place(self) -> Place:
        """Where it is written."""
        return self.title.places.transaction(self.scope, self.row, "start")


def starts(title: DesiredTitle) -> list[Start]:
    """The starts of all of its lines, in order of scopes; without those that have begun in any case."""
    return [
        Start(transaction.window.start, title, avail.scope, row)
        for avail in title.avails
        for row, transaction in enumerate(avail.transactions)
        if transaction.window.start is not None
    ]


def number_of(title: DesiredTitle) -> int:
    """The number of an episode within its season."""
    return title.title.number or 0 if isinstance(title.title, Episode) else 0


def named(family: SeasonFamily, alids: Iterable[str]) -> str:
    """`episode 3`, `episodes 1, 2 and 5`, `episodes 3 to 6`."""
    wanted = set(alids)
    return numbered([number_of(episode) for episode in family.episodes if episode.title.alid in wanted])


def numbered(numbers: Sequence[int]) -> str:
    """The same from numbers in any order."""
    parts: list[str] = []
    ordered = sorted(numbers)
    for _, pairs in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0]):
        run = [str(number) for _, number in pairs]
        parts += run if len(run) <= 2 else [f"{run[0]} to {run[-1]}"]  # noqa: PLR2004 - two read better as a list
    return f"{'episode' if len(ordered) == 1 else 'episodes'} {listed(parts)}"


def verb(alids: Sequence[object], one: str, many: str) -> str:
    """The verb for one or for several."""
    return one if len(alids) == 1 else many


def sale_place(title: DesiredTitle, territory: str, path: str) -> Place:
    """Where a value of its first line for sale in a territory is written; the title itself where there is none."""
    for avail in title.avails:
        if (avail.scope.territory, avail.scope.business_line) == (territory, BusinessLine.TVOD):
            return title.places.transaction(avail.scope, 0, path)
    return title.places.title("alid")
