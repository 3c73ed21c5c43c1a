"""Who subscribes to the channels, and what happens to each subscription: drawn from a seed, the same in every run."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeAlias

from pvsync.emulator.datasets.titles import Title

Row: TypeAlias = dict[str, Any]

_SPACE = uuid.UUID("6f1d6c52-6f4b-5d0e-9a57-0c3f0a2d9b11")
_MONTH = timedelta(days=30)
_TRIALS, _PROMOS = 0.4, 0.2
_LATEST = 12 * 3600
"""Seconds after which an event is in a file at the latest (domain: Datasets API section 1: of the previous 12 hours)."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel in one territory.

    Args:
        benefit: Its benefit.
        name: Its channel identity.
        territory: Where.
    """

    benefit: str
    name: str
    territory: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to a subscription.

    Args:
        id: Key of its row.
        kind: What happens, in the English words that are taken for the documents' French.
        at: When.
        known: When it is ready for a file.
    """

    id: str
    kind: str
    at: datetime
    known: datetime


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One customer of one channel in one territory.

    Args:
        cid: The customer, for this channel alone.
        channel: The channel.
        trial: Whether the offer is a free trial.
        promo: Whether the offer is promoted.
        price: What it costs.
        events: What happens, oldest first.
    """

    cid: str
    channel: Channel
    trial: bool
    promo: bool
    price: str
    events: tuple[Event, ...]

    def last_event(self, at: datetime) -> Event | None:
        """The last event before an instant, None where there is none or it ended the subscription."""
        before = [event for event in self.events if event.at <= at]
        return before[-1] if before and before[-1].kind != "Cancel" else None


def identity(*parts: object) -> str:
    """An id that is the same whenever it is made of the same parts."""
    return str(uuid.uuid5(_SPACE, "/".join(map(str, parts))))


def marketplace(territory: str) -> int:
    """The emulator's own number of a territory's marketplace; it means nothing anywhere else."""
    return sum(
        (ord(letter) - ord("A") + 1) * weight for letter, weight in zip(territory[:2], (100, 1), strict=False)
    )


def channels(titles: Iterable[Title]) -> tuple[Channel, ...]:
    """Every channel that holds a title, by territory, sorted."""
    found = {Channel(title.benefit, title.channel, title.territory) for title in titles}
    return tuple(sorted(found, key=lambda one: (one.benefit, one.territory, one.name)))


def subscribers(
    channel: Channel, count: int, seed: int, born: datetime, span: timedelta, until: datetime
) -> tuple[Subscriber, ...]:
    """The subscribers of a channel, who came within a time, with all that happens to them up to an instant."""
    return tuple(_subscriber(channel, number, seed, born, span, until) for number in range(count))


def event_row(subscriber: Subscriber, event: Event) -> Row:
    """The row of an event (domain: Datasets API section 3)."""
    channel = subscriber.channel
    return {
        "subscription_event_id": event.id,
        "subscription_event_type": event.kind,
        "subscription_event_time_utc": event.at,
        "subscription_event_time_zone": "UTC",
        "cid": subscriber.cid,
        "offer_id": identity("offer", channel.benefit, channel.territory, subscriber.trial),
        "offer_name": f"{channel.benefit} {'trial' if subscriber.trial else 'monthly'}",
        "offer_type": "Subscription",
        "offer_marketplace": f"Emulated {channel.territory}",
        "offer_billing_type": "FT" if subscriber.trial and event.kind == "Start" else "HO",
        "offer_payment_amount": "0.00" if subscriber.trial and event.kind == "Start" else subscriber.price,
        "benefit_id": channel.benefit,
        "channel_label": channel.name,
        "channel_tier_label": None,
        "is_promo": int(subscriber.promo),
        "create_time_utc": event.known,
        "last_update_time_utc": event.known,
        "is_deleted": 0,
    }


def _subscriber(
    channel: Channel, number: int, seed: int, born: datetime, span: timedelta, until: datetime
) -> Subscriber:
    draw = Random(f"{seed}/{channel.benefit}/{channel.territory}/{channel.name}/{number}")  # noqa: S311 - to be repeated
    cid = identity("customer", seed, channel.benefit, channel.territory, number)
    start = born + timedelta(seconds=int(draw.uniform(0, span.total_seconds())))
    months = draw.choice((0, 1, 2, 3, None, None, None))
    trial, promo = draw.random() < _TRIALS, draw.random() < _PROMOS
    price = draw.choice(("4.99", "5.99", "7.99"))
    plan: list[tuple[str, datetime]] = [("Start", start), ("Active - AR ON", start + timedelta(minutes=1))]
    end = None if months is None else start + (months + 1) * _MONTH
    renewal = start + _MONTH
    while renewal <= until and (end is None or renewal < end):
        plan.append(("Renew", renewal))
        renewal += _MONTH
    if end is not None:
        plan += [("Active - AR OFF", end - timedelta(days=draw.randint(1, 20))), ("Cancel", end)]
    events = []
    for kind, at in sorted(plan, key=lambda one: one[1]):
        known = at + timedelta(seconds=int(draw.uniform(60, _LATEST)))
        events.append(Event(identity("event", cid, kind, at.isoformat()), kind, at, known))
    return Subscriber(cid, channel, trial, promo, price, tuple(events))


def by_channel(titles: Iterable[Title]) -> Mapping[tuple[str, str, str], tuple[Title, ...]]:
    """Titles by benefit, territory and channel."""
    found: dict[tuple[str, str, str], list[Title]] = {}
    for title in titles:
        found.setdefault((title.benefit, title.territory, title.channel), []).append(title)
    return {key: tuple(own) for key, own in found.items()}
