"""What is held and not offered: the rights that a partner could sell."""

from dataclasses import dataclass
from datetime import date, datetime

from pvsync.diagnostics import Place


@dataclass(frozen=True, slots=True)
class Unoffered:
    """A stretch of days on which a title is held and not offered.

    Args:
        alid: What could be offered.
        title: Internal title, empty where no document declares it.
        kind: Work type of the title, empty where no document declares it.
        season: For an episode: title of its season.
        number: For an episode: its number.
        license: Licence type.
        territory: Where.
        first: First day, as a day of the territory.
        last: Last day, None where the contracts have no end.
        days: How many days, None where there is no end.
        contracts: The contracts that give these days, each with where it is written down.
    """

    alid: str
    title: str
    kind: str
    season: str
    number: int | None
    license: str
    territory: str
    first: date
    last: date | None
    days: int | None
    contracts: tuple[tuple[str, Place], ...]


@dataclass(frozen=True, slots=True)
class RightsReport:
    """Everything that is held and not offered.

    Args:
        licensor: Whose rights.
        as_of: From when on; what is past cannot be sold.
        held: How many titles the contracts name.
        unoffered: By title in the order of the catalog, then by licence type, territory and day.
    """

    licensor: str
    as_of: datetime
    held: int
    unoffered: tuple[Unoffered, ...]
