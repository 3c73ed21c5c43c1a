"""The words for what happens by itself on a day: what is said of it, apart from which titles and where."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import assert_never

from pvsync.model.calendar import Cost, Event, What
from pvsync.render.english import listed
from pvsync.render.impact_lines import in_quality_order
from pvsync.render.phrases import Phrase, Place, Rank, Weight, price_move, price_verbs

SILENT = "\0"
"""What a phrase says that says nothing after the place: no title can hold it, and the sentence goes without it."""

_SIMPLE = {
    What.ANNOUNCE: ("is announced", "are announced"),
    What.SUPPRESSION_LIFT: ("may be shown", "may be shown"),
    What.OFFER: (
        "is a season offer, no longer a season pass,",
        "are season offers, no longer season passes,",
    ),
}


def event_phrase(events: Sequence[Event]) -> Phrase:
    """The words for events that differ in their format only; of openings also in what they cost."""
    first = events[0]
    formats = _formats(events)
    at = f"at {_clock(first.time)}" if first.time else ""
    match first.what:
        case What.OPENS:
            if first.besides:
                rest = f"in {listed(formats)} too {at}".rstrip()
                return Phrase(Rank.MORE, Weight.GAIN, "opens", "open", Place.INSIDE, rest, first.at)
            costs = {event.offer.format: _cost(event.after) for event in events if event.offer}
            return Phrase(
                Rank.NEW,
                Weight.GAIN,
                "opens",
                "open",
                Place.INSIDE,
                at or SILENT,
                first.at,
                formats=", ".join(formats),
                costs=tuple((name, costs[name]) for name in formats),
            )
        case What.ENDS:
            lost = f"in {listed(formats)} " if first.besides else ""
            rest = f"{lost}{at or 'after this day'}"
            return Phrase(Rank.LESS, Weight.LOSS, "leaves", "leave", Place.ITSELF, rest, first.at)
        case What.PRICE:
            return _price(first, formats, at)
        case What.ANNOUNCE | What.SUPPRESSION_LIFT | What.OFFER:
            return Phrase(
                Rank.OTHER, Weight.CHANGE, *_SIMPLE[first.what], Place.INSIDE, at or SILENT, first.at
            )
        case What.RIGHTS | What.CHANGES | What.CERTIFICATE:
            return _change(first, at)
        case _:
            assert_never(first.what)


def certificate_text(environment: str, at: datetime) -> str:
    """What is said of a client certificate that ends."""
    return f"The client certificate of {environment} ends at {at:%H:%M} UTC: nothing can be read or applied after it"


def cost_text(cost: Cost) -> str:
    """`9.99 USD, wholesale 6.99 USD, tier Premium`; empty where nothing is said."""
    parts = [str(cost.srp)] if cost.srp else []
    parts += [f"wholesale {cost.wsp}"] if cost.wsp else []
    parts += [f"tier {cost.tier}"] if cost.tier else []
    return ", ".join(parts)


def _price(event: Event, formats: Sequence[str], at: str) -> Phrase:
    before, after = event.before, event.after
    where = f"in {listed(formats)} {at}".rstrip()
    if before.srp != after.srp:
        verbs = price_verbs(before.srp, after.srp)
        trade = f" (wholesale {price_move(before.wsp, after.wsp)})" if before.wsp != after.wsp else ""
        rest = f"{where}: {price_move(before.srp, after.srp)}{trade}"
    elif before.wsp != after.wsp:
        verbs = "changes its wholesale price", "change their wholesale price"
        rest = f"{where}: {price_move(before.wsp, after.wsp)}"
    else:
        verbs = "changes its price tier", "change their price tier"
        rest = f"{where}: {before.tier or 'none'} to {after.tier or 'none'}"
    return Phrase(Rank.PRICE, Weight.CHANGE, *verbs, Place.INSIDE, rest, event.at)


def _change(event: Event, at: str) -> Phrase:
    names = f"({', '.join(event.names)})"
    if event.what is What.RIGHTS:
        [value] = event.names
        verbs, rest = (f"is no longer {value}", f"are no longer {value}"), at or SILENT
    elif event.offer is not None and event.offer.license:
        verbs, rest = ("changes other terms", "change other terms"), f"{at} {names}".lstrip()
    else:
        verbs, rest = (
            ("changes details of the title", "change details of the title"),
            f"{at} {names}".lstrip(),
        )
    return Phrase(Rank.OTHER, Weight.CHANGE, *verbs, Place.INSIDE, rest, event.at)


def _formats(events: Sequence[Event]) -> list[str]:
    return in_quality_order({event.offer.format for event in events if event.offer})


def _cost(cost: Cost) -> str:
    """What an opening says of a price: as in a plan, the retail price, else the wholesale price."""
    if cost.srp:
        return str(cost.srp)
    return f"wholesale {cost.wsp}" if cost.wsp else ""


def _clock(moment: time) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
