"""A calendar for machines: every event by itself; the format is versioned."""

import json

from pvsync.model.calendar import Cost, Event
from pvsync.model.window import instant_text
from pvsync.render.formats_calendar import CalendarFormat
from pvsync.render.screen import Screen
from pvsync.render.view_calendar import CalendarView

FORMAT_VERSION = "1"
"""Version of the format; a reader refuses a higher one."""


def render(view: CalendarView, _screen: Screen) -> bytes:
    """All events as one JSON document; ASCII, so that nothing in it can steer a terminal."""
    calendar = view.calendar
    document = {
        "format_version": FORMAT_VERSION,
        "licensor": calendar.licensor,
        "environment": calendar.environment,
        "from": instant_text(calendar.first),
        "until": instant_text(calendar.until),
        "selection": list(calendar.selection),
        "events": [_event(event) for event in calendar.events],
    }
    return (json.dumps(document, indent=2) + "\n").encode()


def _event(event: Event) -> dict[str, object]:
    offer, place = event.offer, event.place
    return {
        "day": event.day.isoformat(),
        "at": instant_text(event.at),
        "what": str(event.what),
        "title": offer.title.title if offer else None,
        "kind": str(offer.title.work_type) if offer else None,
        "alid": offer.scope.alid if offer else None,
        "territory": offer.scope.territory if offer else None,
        "business_line": str(offer.scope.business_line) if offer else None,
        "license": (offer.license or None) if offer else None,
        "channel": (offer.channel or None) if offer else None,
        "format": (offer.format or None) if offer else None,
        "before": _cost(event.before),
        "after": _cost(event.after),
        "names": list(event.names),
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
    }


def _cost(cost: Cost) -> dict[str, str]:
    parts = {"srp": cost.srp, "wsp": cost.wsp, "tier": cost.tier}
    return {name: str(value) for name, value in parts.items() if value}


FORMAT = CalendarFormat(name="json", suffix=".json", is_text=True, render=render)
