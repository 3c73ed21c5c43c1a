"""Where and when a bundle and its parts are for sale: purchase alone, territory by territory.

Source: bundles, "How the box set's rules count": per territory, EST rows only, the union of contiguous windows, and
of a box set its complete seasons only.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from pvsync.diagnostics import Place
from pvsync.model.desired import DesiredTitle
from pvsync.model.family import BundleFamily
from pvsync.model.licence import BusinessLine, License
from pvsync.model.scope import Scope
from pvsync.model.stretch import Stretch
from pvsync.model.titles import BoxSet, Movie, Season
from pvsync.model.transaction import Transaction
from pvsync.rules.rule import Remark, Setting
from pvsync.rules.words import listed

WHERE = "{where}"
"""Stands in a remark for the territories that it holds in."""


@dataclass(frozen=True, slots=True)
class Sale:
    """One line by which a title is sold.

    Args:
        title: The title.
        scope: Its scope.
        row: Index of the transaction.
        transaction: The transaction.
    """

    title: DesiredTitle
    scope: Scope
    row: int
    transaction: Transaction

    @property
    def stretch(self) -> Stretch:
        """When it is open."""
        return Stretch.of(self.transaction.window)

    def place(self, path: str) -> Place:
        """Where a value of it is written."""
        return self.title.places.transaction(self.scope, self.row, path)


def sales(title: DesiredTitle) -> Mapping[str, list[Sale]]:
    """The purchase lines of a title by territory, in order of time; those that are never open are left out."""
    found: dict[str, list[Sale]] = {}
    for avail in title.avails:
        for row, transaction in enumerate(avail.transactions):
            sale = Sale(title, avail.scope, row, transaction)
            if transaction.license == License.EST and sale.stretch.first < sale.stretch.until:
                found.setdefault(transaction.territory, []).append(sale)
    return {territory: sorted(lines, key=lambda sale: sale.stretch) for territory, lines in found.items()}


def held_in(
    family: BundleFamily, territory: str, setting: Setting, at: datetime | None = None
) -> Iterator[DesiredTitle]:
    """What a bundle holds in a territory: seasons that stay in the catalog and are complete by then, or movies.

    Args:
        family: The bundle and its parts.
        territory: Where.
        setting: When the catalog is judged, and what a day is.
        at: The instant that is spoken of, None for that of the setting.
    """
    then = setting.as_of if at is None else at
    for part in family.parts:
        if isinstance(family.bundle.title, BoxSet):
            gone = bool(part.removals) and not part.avails
            if isinstance(part.title, Season) and not gone and _is_complete(part, territory, setting, then):
                yield part
        elif isinstance(part.title, Movie):
            yield part


def leaves(part: DesiredTitle, territory: str) -> bool:
    """Whether git says that a part shall go from a territory, which PV903 is about."""
    line = BusinessLine.TVOD
    return any(
        (gone.scope.territory, gone.scope.business_line) == (territory, line) for gone in part.removals
    )


def noun(family: BundleFamily) -> str:
    """What a bundle is called in a sentence."""
    return "box set" if isinstance(family.bundle.title, BoxSet) else "collection"


def together(remarks: Iterable[tuple[str, Remark]]) -> Iterator[Remark]:
    """Remarks that differ in nothing but their territory, as one that names all of them."""
    found: dict[tuple[Place, str, str], tuple[Remark, list[str]]] = {}
    for territory, remark in remarks:
        key = (remark.place, remark.message, remark.hint)
        found.setdefault(key, (remark, []))[1].append(territory)
    for remark, territories in found.values():
        where = listed(sorted(set(territories)))
        yield replace(
            remark,
            message=remark.message.replace(WHERE, where),
            hint=remark.hint.replace(WHERE, where),
        )


def joins(season: DesiredTitle, territory: str, setting: Setting) -> datetime | None:
    """When a season comes into its box set, None where it says no day."""
    since = season.unsent.complete
    return None if isinstance(since, bool) else setting.zones.start_of(since, territory)


def _is_complete(season: DesiredTitle, territory: str, setting: Setting, at: datetime) -> bool:
    since = season.unsent.complete
    return since if isinstance(since, bool) else setting.zones.start_of(since, territory) <= at
