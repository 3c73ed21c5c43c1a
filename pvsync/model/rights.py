"""What a partner holds: a contract, as far as it concerns one title."""

from collections.abc import Mapping
from dataclasses import dataclass

from pvsync.diagnostics import Place
from pvsync.model.window import Window


@dataclass(frozen=True, slots=True)
class Right:
    """One contract that names a title.

    Args:
        reference: The contract.
        licenses: Licence types that it gives.
        territories: Territories that it gives.
        windows: When it gives each of its territories.
        place: Where it is written down.
    """

    reference: str
    licenses: frozenset[str]
    territories: frozenset[str]
    windows: Mapping[str, Window]
    place: Place
