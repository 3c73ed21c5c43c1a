"""What customers can get from an instant on, before and after a change, as stretches of time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TypeAlias

from pvsync.model.avail import Avail
from pvsync.model.money import Money
from pvsync.model.normal import cut
from pvsync.model.transaction import Transaction
from pvsync.render.offering import Offering

FAR = datetime.max.replace(tzinfo=UTC)
"""Where something without an end ends."""

_SECOND = timedelta(seconds=1)


Amount: TypeAlias = Money | str | None
"""A price; None where there is none, live's own words where they are not understood."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a transaction costs; None where it does not say.

    Args:
        retail: SRP, what customers see.
        wholesale: WSP, what Prime Video pays.
    """

    retail: Amount = None
    wholesale: Amount = None


ANY_PRICE = Price()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which something can be had.

    Args:
        first: First instant, not before the plan's.
        until: First instant after it.
        opened: When it really began, perhaps long ago.
        price: What it costs meanwhile.
    """

    first: datetime
    until: datetime
    opened: datetime
    price: Price = ANY_PRICE


@dataclass(frozen=True, slots=True)
class Segment:
    """A time in which before and after stay what they are.

    Args:
        first: First instant.
        until: First instant after it.
        before: Price live, None where it can't be had.
        after: Price as desired, None where it can't be had.
    """

    first: datetime
    until: datetime
    before: Price | None
    after: Price | None

    @property
    def lost(self) -> bool:
        """Open before, closed after."""
        return self.before is not None and self.after is None

    @property
    def gained(self) -> bool:
        """Closed before, open after."""
        return self.before is None and self.after is not None

    @property
    def both(self) -> bool:
        """Open before and after."""
        return self.before is not None and self.after is not None


Formats: TypeAlias = dict[str, list[Stretch]]
"""Stretches by format of one way to watch."""


def offers(avail: Avail | None, as_of: datetime) -> dict[Offering, Formats]:
    """Everything that an avail offers from an instant on."""
    found: dict[Offering, Formats] = {}
    for transaction in avail.transactions if avail else ():
        stretch = _stretch(transaction, as_of)
        if stretch is not None:
            formats = found.setdefault(Offering.of(transaction), {})
            formats.setdefault(transaction.format, []).append(stretch)
    return found


def in_any_format(formats: Formats) -> list[Stretch]:
    """When a title can be had at all, whatever it costs."""
    return [replace(one, price=ANY_PRICE) for stretches in formats.values() for one in stretches]


def compare(before: Sequence[Stretch], after: Sequence[Stretch], as_of: datetime) -> list[Segment]:
    """The time from an instant on without gaps, cut where before or after changes."""
    cuts = {as_of, FAR}
    for stretch in (*before, *after):
        cuts |= {stretch.first, stretch.until}
    points = sorted(cuts)
    pieces = (
        Segment(first, until, _price_at(before, first), _price_at(after, first))
        for first, until in pairwise(points)
    )
    return _merged(pieces)


def _merged(pieces: Iterable[Segment]) -> list[Segment]:
    merged: list[Segment] = []
    for piece in pieces:
        if merged and (merged[-1].before, merged[-1].after) == (piece.before, piece.after):
            merged[-1] = replace(merged[-1], until=piece.until)
        else:
            merged.append(piece)
    return merged


def _price_at(stretches: Sequence[Stretch], instant: datetime) -> Price | None:
    there = [stretch for stretch in stretches if stretch.first <= instant < stretch.until]
    return min(there, key=lambda one: (one.opened, str(one.price))).price if there else None


def _stretch(transaction: Transaction, as_of: datetime) -> Stretch | None:
    window = transaction.window
    if window.is_over(as_of):
        return None
    opened = window.start or as_of
    first = max(opened, as_of)
    until = FAR if window.end is None or window.end > FAR - _SECOND else window.end + _SECOND
    if until <= first:
        return None
    return Stretch(first, until, opened, Price(_amount(transaction, "srp"), _amount(transaction, "wsp")))


def _amount(transaction: Transaction, name: str) -> Amount:
    if name in transaction.unclear:
        return cut(transaction.unclear[name].text)
    value = transaction.terms.get(name)
    return value if isinstance(value, Money) else None
