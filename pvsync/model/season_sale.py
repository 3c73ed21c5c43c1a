"""What a sold season is to customers: a season offer or a season pass, decided by its episodes' starts.

Source: bundles, first table. Offer: all episodes have the same start, or every start is past. Pass: at least one
episode starts in the future. What the table says of delivery, assets and metadata is not known here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pvsync.model.avail import Avail
from pvsync.model.family import SeasonFamily
from pvsync.model.licence import TRANSACTIONAL
from pvsync.model.window import Window


class SeasonSale(StrEnum):
    """What customers buy with a season."""

    OFFER = "season offer"
    PASS = "season pass"  # noqa: S105 - sold to customers, kept from nobody


@dataclass(frozen=True, slots=True)
class Decision:
    """What a season is at an instant, and why.

    Args:
        sale: An offer or a pass.
        waiting: The episodes that start after that instant, by start; it is they that make a pass.
        becomes_offer: The instant from which a pass is an offer, None for an offer.
    """

    sale: SeasonSale
    waiting: tuple[str, ...] = ()
    becomes_offer: datetime | None = None


@dataclass(frozen=True, slots=True)
class SoldSeason:
    """A season that is for sale in a territory, today or later.

    Args:
        opens: When it is for sale; of several windows, the first that is not over. None for always.
        closes: Until when, of several windows the last; None for ever.
        unsold: ALIDs of the episodes that are not for sale there, in the order of the season.
        decision: What customers find when it opens, or today where it is open; None where no episode is for sale.
    """

    opens: datetime | None
    closes: datetime | None
    unsold: tuple[str, ...]
    decision: Decision | None


def decide(starts: Mapping[str, datetime | None], at: datetime) -> Decision:
    """Offer or pass.

    Args:
        starts: First start by episode; None for one that has begun in any case.
        at: The instant of which it is asked.
    """
    waiting = {alid: start for alid, start in starts.items() if start is not None and start > at}
    if not waiting or len(set(starts.values())) == 1:
        return Decision(SeasonSale.OFFER)
    by_start = tuple(sorted(waiting, key=lambda alid: waiting[alid]))
    return Decision(SeasonSale.PASS, by_start, max(waiting.values()))


def sold_in(family: SeasonFamily, as_of: datetime) -> dict[str, SoldSeason]:
    """How a season is sold, by territory; windows of the season that are over do not count."""
    found: dict[str, SoldSeason] = {}
    for territory in sorted({avail.scope.territory for avail in family.season.avails}):
        windows = sale_windows(family.season.avails, territory)
        own = [window for window in windows if not window.is_over(as_of)]
        if own:
            found[territory] = _sold(family, territory, own, as_of)
    return found


def sale_windows(avails: Iterable[Avail], territory: str) -> Iterator[Window]:
    """The windows in which a title is for sale in a territory, in whatever format."""
    for avail in avails:
        if avail.scope.territory == territory:
            for transaction in avail.transactions:
                if transaction.license in TRANSACTIONAL:
                    yield transaction.window


def first_start(windows: Iterable[Window], at: datetime) -> datetime | None:
    """The first start of windows that are not over at an instant, of all where every one is; None for always."""
    known = list(windows)
    return _first_start([window for window in known if not window.is_over(at)] or known)


def _sold(family: SeasonFamily, territory: str, own: Sequence[Window], as_of: datetime) -> SoldSeason:
    opens = _first_start(own)
    at = as_of if opens is None else max(as_of, opens)
    starts: dict[str, datetime | None] = {}
    unsold: list[str] = []
    for episode in family.episodes:
        windows = list(sale_windows(episode.avails, territory))
        if windows:
            starts[episode.title.alid] = first_start(windows, at)
        else:
            unsold.append(episode.title.alid)
    ends = [window.end for window in own]
    closes = None if None in ends else max(end for end in ends if end is not None)
    return SoldSeason(opens, closes, tuple(unsold), decide(starts, at) if starts else None)


def _first_start(windows: Iterable[Window]) -> datetime | None:
    starts = [window.start for window in windows]
    return None if None in starts else min(start for start in starts if start is not None)
