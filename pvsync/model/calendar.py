"""What starts, ends or changes by itself: events of the desired state, each on a day of its territory."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from pvsync.diagnostics import Place
from pvsync.model.money import Money
from pvsync.model.scope import Scope
from pvsync.model.titles import Title


class What(StrEnum):
    """Everything that can happen by itself."""

    ENDS = "ends"
    PRICE = "price"
    OPENS = "opens"
    RIGHTS = "license_rights"
    OFFER = "season_offer"
    CHANGES = "changes"
    ANNOUNCE = "announce"
    SUPPRESSION_LIFT = "suppression_lift"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a transaction costs; what it does not say is empty.

    Args:
        srp: Suggested retail price.
        wsp: Wholesale price.
        tier: Price tier by name.
    """

    srp: Money | None = None
    wsp: Money | None = None
    tier: str = ""


UNPRICED = Cost()
"""Nothing is said about a price."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What an event concerns.

    Args:
        title: The title.
        scope: Its ALID, the territory and the business line.
        license: Licence type; empty where the title itself changes.
        channel: Channel of a subscription, empty elsewhere.
        format: Format profile; empty where the title itself changes.
    """

    title: Title
    scope: Scope
    license: str = ""
    channel: str = ""
    format: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens by itself.

    Args:
        at: The instant; of an end, the last one.
        day: The day in the territory.
        time: The time there; None for a start with the day and an end with it.
        what: What happens.
        offer: What it concerns, None for a certificate.
        place: Where git says it, None for a certificate.
        besides: Whether another format is open before an opening, or stays after an end.
        before: Price until then.
        after: Price from then on.
        names: Keys that change; of licence rights, the value that no longer holds.
    """

    at: datetime
    day: date
    time: time | None
    what: What
    offer: Offer | None
    place: Place | None
    besides: bool = False
    before: Cost = UNPRICED
    after: Cost = UNPRICED
    names: tuple[str, ...] = ()

    @property
    def sort_key(self) -> tuple[str, ...]:
        """By day and instant, then by what it concerns."""
        offer = self.offer
        concerns = (str(offer.scope), offer.license, offer.channel, offer.format) if offer else ()
        return (self.day.isoformat(), self.at.isoformat(), str(self.what), *concerns, *self.names)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Everything that happens by itself within some days.

    Args:
        licensor: Alias of the partner in the environment.
        environment: Name of the environment whose certificate is looked at.
        made_at: When it was made.
        first: The instant with which it begins.
        until: The first instant after it.
        days: How many days that is.
        selection: The `--only` and `--exclude` patterns in force, as typed.
        events: In order.
        titles: How many titles of the catalog were looked at.
    """

    licensor: str
    environment: str
    made_at: datetime
    first: datetime
    until: datetime
    days: int
    selection: tuple[str, ...]
    events: tuple[Event, ...]
    titles: int = 0
