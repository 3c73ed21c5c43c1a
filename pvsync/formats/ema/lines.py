"""One row of avails in the catalog's words: what is offered where, when and for how much."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pvsync.formats.ema.cells import Spot
from pvsync.formats.ema.plain import Plain

WORK_TYPES: Mapping[str, str] = {
    "movie": "movie",
    "short": "short",
    "collection": "collection",
    "series": "series",
    "season": "season",
    "episode": "episode",
    "promotion": "trailer",
    "trailer": "trailer",
    "supplemental": "bonus",
    "supplement": "bonus",
    "bonus": "bonus",
}
"""Work types as the catalog tells them apart; a promotion is a trailer, a supplemental a bonus (validation-rules A20)."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a row costs, each as the catalog writes it; empty where the row does not say.

    Args:
        wsp: Wholesale price.
        srp: Suggested retail price.
        tier: Price tier.
    """

    wsp: str = ""
    srp: str = ""
    tier: str = ""

    @property
    def keys(self) -> dict[str, Plain]:
        """The keys of an avail or of a price line."""
        found = {"wsp": self.wsp, "srp": self.srp, "tier": self.tier}
        return {name: value for name, value in found.items() if value}


FREE = Price()
"""Nothing is said about a price."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row.

    Args:
        spot: Where it stands.
        alid: What is offered.
        work_type: One of `WORK_TYPES`.
        is_delete: Whether all of it shall go in these territories (`Full Delete`).
        territories: Where; several in one row from 1.7.3 on.
        format: Format profile.
        price: What it costs.
        id: The transaction's id, empty where none is stated.
        terms: Every other key of the avail.
        allowed: The languages that are allowed, apart from the rest: they may be spread over rows.
    """

    spot: Spot
    alid: str
    work_type: str
    is_delete: bool
    territories: tuple[str, ...]
    format: str
    price: Price
    id: str
    terms: Mapping[str, Plain]
    allowed: tuple[tuple[str, str], ...] = field(default=())

    @property
    def license(self) -> str:
        """Its licence type."""
        return str(self.terms.get("license", ""))

    @property
    def start(self) -> str:
        """When it begins."""
        return str(self.terms.get("start", ""))

    @property
    def end(self) -> str:
        """When it ends."""
        return str(self.terms.get("end", ""))
