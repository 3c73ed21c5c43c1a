"""The territories in which a season is a season pass, for the rules that speak of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from pvsync.model.family import SeasonFamily
from pvsync.model.season_sale import Decision, SeasonSale, SoldSeason, sold_in
from pvsync.rules.rule import Setting


@dataclass(frozen=True, slots=True)
class SeasonPass:
    """A season pass in one territory.

    Args:
        territory: The territory.
        sold: How the season is sold there.
        decision: Why it is a pass.
        is_classic: Whether passes are for this territory, as far as the partner says which ones they are for.
    """

    territory: str
    sold: SoldSeason
    decision: Decision
    is_classic: bool


def passes(family: SeasonFamily, setting: Setting) -> Iterator[SeasonPass]:
    """The season passes of a season, by territory."""
    if not family.season.avails:
        return
    classic = setting.classic_territories
    for territory, sold in sold_in(family, setting.as_of).items():
        if sold.decision is not None and sold.decision.sale is SeasonSale.PASS:
            yield SeasonPass(territory, sold, sold.decision, not classic or territory in classic)
