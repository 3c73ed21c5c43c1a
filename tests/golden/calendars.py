"""Calendars by name."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from golden.cases import AS_OF, COLD_FRONT, HEAT_HAZE, LOW_TIDE, SUMMER, ZONES, _episode

from pvsync.diagnostics import Place
from pvsync.model.calendar import Calendar, Cost, Event, Offer, What
from pvsync.model.licence import BusinessLine
from pvsync.model.money import Money
from pvsync.model.scope import Scope
from pvsync.model.titles import Title

PROMOTION = {
    "before": Cost(Money("CAD", Decimal("7.99")), Money("CAD", Decimal("5.59"))),
    "after": Cost(Money("CAD", Decimal("5.99")), Money("CAD", Decimal("4.19"))),
}


def costs(srp: str, currency: str = "USD") -> Cost:
    """A retail price."""
    return Cost(Money(currency, Decimal(srp)))


def event(
    what: What,
    title: Title,
    day: str,
    *,
    territory: str = "US",
    kind: str = "EST",
    channel: str = "",
    quality: str = "HD",
    line: int = 12,
    business_line: BusinessLine = BusinessLine.TVOD,
    clock: time | None = None,
    **changes: object,
) -> Event:
    """Something that happens on a day of a territory."""
    local = date.fromisoformat(day)
    instant = ZONES.end_of if what is What.ENDS else ZONES.start_of
    at = instant(local, territory)
    if clock is not None:
        at = datetime.combine(local, clock, ZONES.zone(territory)).astimezone(UTC)
    offer = Offer(title, Scope(title.alid, territory, business_line), kind, channel, quality)
    place = Place("catalog/heat-haze.yaml", line, 12, line, 22)
    return replace(Event(at, local, clock, what, offer, place), **changes)


def calendar(*events: Event, **changes: object) -> Calendar:
    """Ninety days of production."""
    base = Calendar(
        titles=40,
        licensor="acme",
        environment="production",
        made_at=AS_OF,
        first=AS_OF,
        until=AS_OF + timedelta(days=90),
        days=90,
        selection=(),
        events=tuple(sorted(events, key=lambda one: one.sort_key)),
    )
    return replace(base, **changes)


def _busy() -> Calendar:
    prime = {
        "kind": "SVOD",
        "channel": "prime",
        "business_line": BusinessLine.PRIME_SUBSCRIPTION,
        "line": 31,
    }
    episodes = [_episode(number, name) for number, name in enumerate(("Pilot", "Two", "Three"), start=1)]
    hostile = replace(LOW_TIDE, alid="LOW-2", title="Low\x1b[31m Tide; the \u202eend, \\ \u9ad8\u6e29")
    titled = event(What.CHANGES, SUMMER, "2026-08-01", names=("series.seasons",), line=3)
    expiry = datetime(2026, 8, 20, 9, 30, tzinfo=UTC)
    return calendar(
        *(event(What.OPENS, one, "2026-07-01", **prime) for one in episodes),
        *(
            event(What.OPENS, HEAT_HAZE, "2026-07-01", quality=quality, after=costs(price), line=14)
            for quality, price in (("HD", "9.99"), ("UHD", "12.99"))
        ),
        event(What.OPENS, COLD_FRONT, "2026-07-01", quality="UHD", besides=True, clock=time(18)),
        *(
            event(What.PRICE, HEAT_HAZE, "2026-07-15", territory="CA", quality=quality, line=20, **PROMOTION)
            for quality in ("HD", "UHD")
        ),
        event(
            What.PRICE,
            COLD_FRONT,
            "2026-07-15",
            before=Cost(tier="Premium"),
            after=Cost(tier="Standard"),
        ),
        *(
            event(What.ENDS, title, "2026-07-15", territory=place, kind="VOD", line=9)
            for title in (HEAT_HAZE, COLD_FRONT, hostile)
            for place in ("GB", "US")
        ),
        event(What.ENDS, HEAT_HAZE, "2026-08-01", quality="UHD", besides=True, clock=time(11, 59, 59)),
        *(
            event(What.RIGHTS, title, "2026-08-01", names=("New Release",), line=place)
            for place, title in enumerate((HEAT_HAZE, COLD_FRONT, LOW_TIDE, SUMMER), start=40)
        ),
        event(What.CHANGES, HEAT_HAZE, "2026-08-01", names=("contract", "languages.asset")),
        replace(titled, offer=replace(titled.offer, license="", format="")),
        event(What.ANNOUNCE, LOW_TIDE, "2026-08-01", kind="POEST"),
        event(What.SUPPRESSION_LIFT, LOW_TIDE, "2026-08-02", kind="POEST"),
        Event(expiry, expiry.date(), expiry.time(), What.CERTIFICATE, None, None),
    )


CALENDARS = {
    "calendar_busy": _busy(),
    "calendar_nothing": calendar(selection=("--only alid=HEAT*",)),
}
