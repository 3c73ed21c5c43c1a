"""Which avails a bulk edit means, and which of them hold for more than it asks for."""

from collections.abc import Iterable
from dataclasses import dataclass

from pvsync.catalog.deals import DealBook
from pvsync.catalog.editing.offers import Offer
from pvsync.catalog.merge import Effective, effective
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.territories import expand_name, open_territories
from pvsync.diagnostics import Finding

Cell = tuple[str, str]
"""A territory and a format."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What an avail must be to be meant; where nothing is given, anything will do.

    Args:
        territories: Territories, groups opened.
        licenses: Licence types.
        formats: Format profiles.
        keys: Keys of avails.
    """

    territories: frozenset[str] = frozenset()
    licenses: frozenset[str] = frozenset()
    formats: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()

    def asks_for(self, cell: Cell) -> bool:
        """Whether a territory and format are meant."""
        territory, format_profile = cell
        return (not self.territories or territory in self.territories) and (
            not self.formats or format_profile in self.formats
        )


@dataclass(frozen=True, slots=True)
class Meaning:
    """An avail with deals followed.

    Args:
        offer: The avail.
        effective: What it says; several where its deal has several avails.
        cells: Its territories and formats.
    """

    offer: Offer
    effective: tuple[Effective, ...]
    cells: tuple[Cell, ...]

    @property
    def licenses(self) -> frozenset[str]:
        """The licence types."""
        return frozenset(str(one.values.get("license")) for one in self.effective)


def opened(names: Iterable[str], settings: CatalogSettings) -> frozenset[str]:
    """Territories with groups opened; a name that is neither stands for itself."""
    return frozenset(territory for name in names for territory in expand_name(name, settings) or (name,))


def meaning(offer: Offer, deals: DealBook, settings: CatalogSettings) -> Meaning:
    """An avail as it holds for its title."""
    found = tuple(effective(offer.stack, deals, ignore, episode=offer.episode))
    cells = dict.fromkeys(
        (territory, format_profile)
        for one in found
        for territory in open_territories(one, settings, ignore)
        for format_profile in one.values.get("formats") or ()
    )
    return Meaning(offer, found, tuple(cells))


def is_meant(means: Meaning, conditions: Conditions) -> bool:
    """Whether some of an avail is what the conditions ask for."""
    return (
        bool(means.effective)
        and (not conditions.keys or means.offer.key in conditions.keys)
        and (not conditions.licenses or bool(means.licenses & conditions.licenses))
        and any(conditions.asks_for(cell) for cell in means.cells)
    )


def too_wide(means: Meaning, conditions: Conditions) -> tuple[str, ...]:
    """What an avail holds for besides what was asked for: territories, formats, licence types."""
    territories = dict.fromkeys(territory for territory, _ in means.cells)
    formats = dict.fromkeys(format_profile for _, format_profile in means.cells)
    beyond: list[str] = []
    for asked, held in (
        (conditions.territories, territories),
        (conditions.formats, formats),
        (conditions.licenses, dict.fromkeys(sorted(means.licenses))),
    ):
        beyond.extend(name for name in held if asked and name not in asked)
    return tuple(beyond)


def ignore(_finding: Finding) -> None:
    """What is wrong with the catalog is said by `validate`."""
