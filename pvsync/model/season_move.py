"""A season that comes to be sold otherwise: as a season pass, as a season offer, or as that from another day."""

from dataclasses import dataclass
from datetime import datetime

from pvsync.model.scope import Scope


@dataclass(frozen=True, slots=True)
class SeasonMove:
    """What a plan does to the way in which a season is sold.

    Nothing that is sent says so; it follows from the starts of the episodes (`model.season_sale`).

    Args:
        scope: The season's own.
        title: The season's title.
        before: The instant from which it is an offer live, None where it is one, or not for sale.
        after: The same as desired, None where it is an offer.
        is_new: Whether it is not for sale live.
    """

    scope: Scope
    title: str
    before: datetime | None
    after: datetime | None
    is_new: bool = False
