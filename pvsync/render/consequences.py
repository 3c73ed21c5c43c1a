"""What a plan means for customers: a closed union of plain facts, without words."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from pvsync.model.money import Money
from pvsync.render.days import Edge, day_text, utc_text
from pvsync.render.offering import Offering
from pvsync.render.timeline import Price


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """A title as sentences name it.

    Args:
        name: Its title, told apart from others of the same name.
        kind: The work type in our words: `movie`, `episode`, `collection`, ...
        alid: Its id.
        family: Title of the season that an episode belongs to, else empty.
        number: An episode's number.
        siblings: How many episodes the season has, where that is known.
    """

    name: str
    kind: str
    alid: str
    family: str = ""
    number: int | None = None
    siblings: int | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a consequence is about.

    Args:
        subject: The title.
        territory: Where.
        offering: Which way to watch; None where it concerns the whole scope.
        line: The scope's business line in words, for what concerns the whole scope.
        today: The territory's day for which the plan is made.
    """

    subject: Subject
    territory: str
    offering: Offering | None
    line: str
    today: date


@dataclass(frozen=True, slots=True)
class GoesDark:
    """Open today and, once applied, not any more.

    Args:
        about: What it is about.
        at: From when: the instant the plan is made for.
        returns: The day on which it opens again, if it does.
    """

    about: About
    at: datetime
    returns: date | None


@dataclass(frozen=True, slots=True)
class OpeningCancelled:
    """A future opening that customers would have seen does not come."""

    about: About
    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class WindowMoves:
    """A start or an end moves; the other side stays.

    Args:
        about: What it is about.
        at: The first instant at which customers see a difference.
        edge: Which end of the window moves.
        before: The day live, None for no end date.
        after: The day as desired, None for no end date.
        instants: The same to the second: two instants may fall on one day of the territory.
    """

    about: About
    at: datetime
    edge: Edge
    before: date | None
    after: date | None
    instants: tuple[datetime, datetime] = field(compare=False)

    @property
    def is_later(self) -> bool:
        """Whether it moves forward in time; no end date is the latest end."""
        before, after = self.instants
        return after > before

    @property
    def days(self) -> tuple[str, str]:
        """Before and after in words, with the time where the day is the same; empty for no end date."""
        if self.before == self.after and self.before is not None:
            before, after = (utc_text(instant) for instant in self.instants)
            return before, after
        return day_text(self.before) if self.before else "", day_text(self.after) if self.after else ""


@dataclass(frozen=True, slots=True)
class Pauses:
    """A gap opens in a window."""

    about: About
    at: datetime
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Continues:
    """A gap between two windows closes."""

    about: About
    at: datetime
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class QualityChanges:
    """Formats come or go while the title stays.

    Args:
        about: What it is about.
        at: From when.
        lost: Formats that go, best known order.
        gained: Formats that come.
        day: For a loss alone the last day, else the first day of the new state.
    """

    about: About
    at: datetime
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    day: date


@dataclass(frozen=True, slots=True)
class PriceMoves:
    """The price of something that can be had before and after moves.

    Args:
        about: What it is about.
        at: From when.
        formats: In which formats; empty for all.
        before: Price live.
        after: Price as desired.
        first: First day of the new price.
        last: Its last day, where the old price comes back.
    """

    about: About
    at: datetime
    formats: tuple[str, ...]
    before: Price
    after: Price
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Appears:
    """Something can be had that could not.

    Args:
        about: What it is about.
        at: From when.
        day: The day it opens; in the past where the window has begun already.
        formats: In which formats, with the price of each.
    """

    about: About
    at: datetime
    day: date
    formats: tuple[tuple[str, Price], ...]


@dataclass(frozen=True, slots=True)
class LanguageChanges:
    """Languages come or go.

    Args:
        about: What it is about.
        at: From when: the instant the plan is made for.
        which: `asset`, `allowed` or `holdback`.
        added: Languages that come.
        removed: Languages that go.
    """

    about: About
    at: datetime
    which: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DiscountMoves:
    """What those who own a part of a bundle pay less moves, in percent; None for no discount."""

    about: About
    at: datetime
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class SeasonsChange:
    """The number of complete seasons in a box set changes; None where live does not say."""

    about: About
    at: datetime
    before: int | None
    after: int


@dataclass(frozen=True, slots=True)
class SaleChanges:
    """A season becomes a season pass or a season offer, or a pass becomes an offer on another day.

    Args:
        about: What it is about.
        at: From when: the instant the plan is made for.
        before: The day from which it is an offer live, None where it is one, or not for sale.
        after: The same as desired.
        is_new: Whether it is not for sale live.
    """

    about: About
    at: datetime
    before: date | None
    after: date | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class OtherChanges:
    """Something changes that has no sentence of its own; the details name it."""

    about: About
    at: datetime
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """Stays on Prime Video as it is, and is managed here no longer."""

    about: About
    at: datetime


Consequence: TypeAlias = (
    GoesDark
    | OpeningCancelled
    | WindowMoves
    | Pauses
    | Continues
    | QualityChanges
    | PriceMoves
    | Appears
    | LanguageChanges
    | DiscountMoves
    | SeasonsChange
    | SaleChanges
    | OtherChanges
    | LeftAlone
)
"""Everything that can follow for customers."""


def cheaper(before: Money, after: Money) -> bool | None:
    """Whether an amount goes down; None where the two cannot be compared."""
    if before.currency != after.currency:
        return None
    return after.amount < before.amount
