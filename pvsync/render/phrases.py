"""The words for each consequence: what is said of it, apart from which titles and where."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import assert_never

from pvsync.model.money import Money
from pvsync.render.consequences import (
    Appears,
    Consequence,
    Continues,
    DiscountMoves,
    GoesDark,
    LanguageChanges,
    LeftAlone,
    OpeningCancelled,
    OtherChanges,
    Pauses,
    PriceMoves,
    QualityChanges,
    SaleChanges,
    SeasonsChange,
    WindowMoves,
    cheaper,
)
from pvsync.render.days import Edge, day_text
from pvsync.render.english import counted, listed
from pvsync.render.timeline import Amount, Price

_LANGUAGE_LISTS = {"asset": "delivered", "allowed": "allowed", "holdback": "held-back"}


class Rank(IntEnum):
    """Worst first."""

    DARK = 0
    LESS = 1
    PRICE = 2
    SWAP = 3
    MORE = 4
    NEW = 5
    LANGUAGE = 6
    OTHER = 7


class Weight(StrEnum):
    """What a consequence is to customers: they lose something, something changes, they get something."""

    LOSS = "loss"
    CHANGE = "change"
    GAIN = "gain"


class Place(StrEnum):
    """How a sentence names where: what is left (`US purchase`), where it is (`in US purchase`)."""

    ITSELF = "itself"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence without its titles and territories; equal ones are said once for all of them.

    Args:
        rank: Where it stands among the others.
        weight: What it is to customers.
        one: The verb for one title.
        many: The verb for several.
        place: How the place is named.
        rest: What follows the place.
        at: From when, for the order; no part of what makes two phrases equal.
        formats: Formats in brackets at the end.
        costs: What each of them costs; no part of what makes two phrases equal.
    """

    rank: Rank
    weight: Weight
    one: str
    many: str
    place: Place
    rest: str
    at: datetime = field(compare=False)
    formats: str = ""
    costs: tuple[tuple[str, str], ...] = field(default=(), compare=False)


def phrase_of(consequence: Consequence) -> Phrase:
    """The words for a consequence."""
    match consequence:
        case GoesDark() | OpeningCancelled() | Pauses():
            return _loss(consequence)
        case WindowMoves():
            return _window(consequence)
        case QualityChanges():
            return _quality(consequence)
        case PriceMoves():
            return _price(consequence)
        case Appears() | Continues():
            return _gain(consequence)
        case (
            LanguageChanges()
            | DiscountMoves()
            | SeasonsChange()
            | SaleChanges()
            | OtherChanges()
            | LeftAlone()
        ):
            return _detail(consequence)
        case _:
            assert_never(consequence)


def _loss(consequence: GoesDark | OpeningCancelled | Pauses) -> Phrase:
    match consequence:
        case GoesDark(at=at, returns=returns):
            rest = f"today, back on {day_text(returns)}" if returns else "today"
            return Phrase(Rank.DARK, Weight.LOSS, "leaves", "leave", Place.ITSELF, rest, at)
        case OpeningCancelled(at=at, day=day):
            verbs = "no longer opens", "no longer open"
            return Phrase(Rank.LESS, Weight.LOSS, *verbs, Place.INSIDE, f"on {day_text(day)}", at)
        case Pauses(at=at, first=first, last=last):
            rest = f"from {day_text(first)} to {day_text(last)}"
            return Phrase(Rank.LESS, Weight.LOSS, "is absent", "are absent", Place.INSIDE, rest, at)
        case _:
            assert_never(consequence)


def _window(move: WindowMoves) -> Phrase:
    today = move.about.today
    before, after = move.days
    match move.edge:
        case Edge.START:
            opens = after if move.before == move.after else _opening(move.after or today, today)
            rest = f": {opens} instead of {before}"
            if move.is_later:
                return Phrase(
                    Rank.LESS, Weight.LOSS, "opens later", "open later", Place.INSIDE, rest, move.at
                )
            return Phrase(
                Rank.MORE, Weight.GAIN, "opens earlier", "open earlier", Place.INSIDE, rest, move.at
            )
        case Edge.END:
            if not move.is_later:
                rest = f"after {after} instead of {before or 'staying without an end date'}"
                return Phrase(Rank.LESS, Weight.LOSS, "leaves", "leave", Place.ITSELF, rest, move.at)
            rest = (
                f"until {after} instead of {before or 'no end date'}"
                if after
                else f"without an end date instead of until {before}"
            )
            return Phrase(Rank.MORE, Weight.GAIN, "stays", "stay", Place.INSIDE, rest, move.at)
        case _:
            assert_never(move.edge)


def _quality(change: QualityChanges) -> Phrase:
    today, day = change.about.today, change.day
    lost, gained = listed(change.lost), listed(change.gained)
    since = "today" if day <= today else f"on {day_text(day)}"
    if lost and gained:
        verbs = f"changes from {lost} to {gained}", f"change from {lost} to {gained}"
        return Phrase(Rank.SWAP, Weight.CHANGE, *verbs, Place.INSIDE, since, change.at)
    if lost:
        now = "today" if day <= today else f"after {day_text(day)}"
        return Phrase(Rank.LESS, Weight.LOSS, "leaves", "leave", Place.ITSELF, f"in {lost} {now}", change.at)
    rest = f"in {gained} too, {_opening(day, today)}"
    return Phrase(Rank.MORE, Weight.GAIN, "opens", "open", Place.INSIDE, rest, change.at)


def _price(move: PriceMoves) -> Phrase:
    before, after = move.before, move.after
    until = f" to {day_text(move.last)}" if move.last else ""
    since = f"from {'today' if move.first <= move.about.today else day_text(move.first)}{until}"
    formats = f"in {listed(move.formats)}" if move.formats else ""
    if before.retail != after.retail:
        one, many = price_verbs(before.retail, after.retail)
        trade = ""
        if before.wholesale != after.wholesale:
            trade = f" (wholesale {price_move(before.wholesale, after.wholesale)})"
        rest = f"{formats}: {price_move(before.retail, after.retail)} {since}{trade}"
    else:
        one, many = "changes its wholesale price", "change their wholesale price"
        rest = f"{formats}: {price_move(before.wholesale, after.wholesale)} {since}"
    return Phrase(Rank.PRICE, Weight.CHANGE, one, many, Place.INSIDE, rest, move.at)


def price_verbs(before: Amount, after: Amount) -> tuple[str, str]:
    """What a title does whose price moves, and what several do."""
    down = cheaper(before, after) if isinstance(before, Money) and isinstance(after, Money) else None
    if down is None:
        return "changes its price", "change their price"
    return ("gets cheaper", "get cheaper") if down else ("gets more expensive", "get more expensive")


def price_move(before: Amount, after: Amount) -> str:
    """A price before and after, the currency once where it is the same."""
    if isinstance(before, str):
        return f"live has {before}, and it becomes {after or 'none'}"
    if before is None or not isinstance(after, Money) or before.currency != after.currency:
        return f"{before or 'none'} to {after or 'none'}"
    return f"{str(before).partition(' ')[0]} to {after}"


def _gain(consequence: Appears | Continues) -> Phrase:
    match consequence:
        case Appears(about=about, at=at, day=day, formats=formats):
            costs = tuple((name, _cost(price)) for name, price in formats)
            names = ", ".join(name for name, _ in costs)
            verbs, rest = ("opens", "open"), _opening(day, about.today)
            return Phrase(Rank.NEW, Weight.GAIN, *verbs, Place.INSIDE, rest, at, formats=names, costs=costs)
        case Continues(at=at, first=first, last=last):
            rest = f"from {day_text(first)} to {day_text(last)} too"
            return Phrase(Rank.MORE, Weight.GAIN, "stays", "stay", Place.INSIDE, rest, at)
        case _:
            assert_never(consequence)


def _as_a_whole(change: DiscountMoves | SeasonsChange | SaleChanges) -> Phrase:
    match change:
        case SaleChanges():
            return _sale(change)
        case DiscountMoves(at=at, before=before, after=after):
            verbs = "changes its discount for owners", "change their discount for owners"
            was, becomes = ("none" if percent is None else f"{percent} %" for percent in (before, after))
            return Phrase(Rank.PRICE, Weight.CHANGE, *verbs, Place.INSIDE, f": {was} to {becomes}", at)
        case SeasonsChange(at=at, before=before, after=after):
            more = after > (before or 0)
            rank, weight = (Rank.MORE, Weight.GAIN) if more else (Rank.LESS, Weight.LOSS)
            verbs = ("grows", "grow") if more else ("shrinks", "shrink")
            rest = f": {counted(after, 'complete season')} instead of {before or 0}"
            return Phrase(rank, weight, *verbs, Place.INSIDE, rest, at)
        case _:
            assert_never(change)


def _sale(change: SaleChanges) -> Phrase:
    """What a season is sold as: a pass gives each episode as it starts, an offer everything at once."""
    since = "" if change.after is None else f"from {day_text(change.after)}"
    if change.after is None:
        verbs, rest = ("becomes a season offer", "become season offers"), "today"
    elif change.is_new:
        verbs, rest = (
            ("is sold as a season pass", "are sold as season passes"),
            f"and as a season offer {since}",
        )
    elif change.before is None:
        verbs, rest = ("becomes a season pass", "become season passes"), f"and is a season offer {since}"
    else:
        verbs = "is sold as a season offer", "are sold as season offers"
        rest = f"{since} instead of {day_text(change.before)}"
    return Phrase(Rank.SWAP, Weight.CHANGE, *verbs, Place.INSIDE, rest, change.at)


def _detail(
    consequence: LanguageChanges | DiscountMoves | SeasonsChange | SaleChanges | OtherChanges | LeftAlone,
) -> Phrase:
    match consequence:
        case DiscountMoves() | SeasonsChange() | SaleChanges():
            return _as_a_whole(consequence)
        case LanguageChanges(at=at, which=which, added=added, removed=removed):
            what = f"{_LANGUAGE_LISTS.get(which, which)} languages"
            tags = [f"+{tag}" for tag in added] + [f"-{tag}" for tag in removed]
            rest = f"({', '.join(tags).replace(':', ' ')})"
            verbs = f"changes its {what}", f"change their {what}"
            return Phrase(Rank.LANGUAGE, Weight.CHANGE, *verbs, Place.INSIDE, rest, at)
        case OtherChanges(about=about, at=at, names=names):
            what = "other terms" if about.offering else "details of the title"
            verbs = f"changes {what}", f"change {what}"
            return Phrase(Rank.OTHER, Weight.CHANGE, *verbs, Place.INSIDE, f"({', '.join(names)})", at)
        case LeftAlone(at=at):
            verbs, rest = (
                ("stays on Prime Video", "stay on Prime Video"),
                ", no longer managed by this catalog",
            )
            return Phrase(Rank.OTHER, Weight.CHANGE, *verbs, Place.INSIDE, rest, at)
        case _:
            assert_never(consequence)


def _cost(price: Price) -> str:
    if price.retail:
        return str(price.retail)
    return f"wholesale {price.wholesale}" if price.wholesale else ""


def _opening(day: date, today: date) -> str:
    if day < today:
        return "now"
    return "today" if day == today else f"on {day_text(day)}"
