"""What git says is offered, title by title: what a timeline is drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pvsync.model.avail import Avail
from pvsync.model.titles import Title


@dataclass(frozen=True, slots=True)
class PicturedTitle:
    """One title with what it offers.

    Args:
        title: The title.
        avails: One for each scope, sorted by scope.
    """

    title: Title
    avails: tuple[Avail, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A catalog, or a part of it, at an instant.

    Args:
        licensor: Alias of the partner in the environment.
        as_of: The instant.
        selection: The patterns in force, as typed.
        titles: Titles with at least one avail, in the catalog's order.
        zones: Time zone by territory, where the configuration says another one.
    """

    licensor: str
    as_of: datetime
    selection: tuple[str, ...]
    titles: tuple[PicturedTitle, ...]
    zones: Mapping[str, str]
