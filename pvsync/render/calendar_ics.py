"""A calendar as iCalendar (RFC 5545), for the calendar programs that people have: one all-day event a sentence."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from pvsync.model.calendar import Event
from pvsync.model.window import instant_text
from pvsync.render.disarm import disarm
from pvsync.render.formats_calendar import CalendarFormat
from pvsync.render.screen import Screen
from pvsync.render.view_calendar import CalendarView, EntryView

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_LINE = 75
"""Octets that a line may have, its end not counted (RFC 5545, section 3.1)."""

_DIGEST = 12


def render(view: CalendarView, _screen: Screen) -> bytes:
    """The whole calendar."""
    return b"".join(_folded(line) for line in _lines(view))


def _lines(view: CalendarView) -> Iterator[str]:
    calendar = view.calendar
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//pvsync//calendar//EN"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"X-WR-CALNAME:{_text(f'Prime Video, {calendar.licensor}')}"
    for day in view.days:
        for entry in day.entries:
            yield from _event(entry, day.day, calendar.made_at)
    yield "END:VCALENDAR"


def _event(entry: EntryView, day: date, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(entry)}"
    yield f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(entry.text)}"
    yield f"DESCRIPTION:{_text(chr(10).join(_details(entry)))}"
    yield f"CATEGORIES:{_text(entry.events[0].what)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _details(entry: EntryView) -> Iterator[str]:
    """The exact instant for each territory, then where git says it."""
    instants = {event.offer.scope.territory if event.offer else "": event.at for event in entry.events}
    for territory, instant in sorted(instants.items()):
        yield f"{territory} {instant_text(instant)}".lstrip()
    yield from entry.sources


def _uid(entry: EntryView) -> str:
    """The same for the same thing on the same day, whatever else the calendar holds."""
    parts = sorted(_identity(event) for event in entry.events)
    return f"{hashlib.blake2s('|'.join(parts).encode(), digest_size=_DIGEST).hexdigest()}@pvsync"


def _identity(event: Event) -> str:
    offer = event.offer
    concerns = (str(offer.scope), offer.license, offer.channel, offer.format) if offer else ()
    return "/".join((str(event.what), event.day.isoformat(), *concerns))


def _text(text: str) -> str:
    """A text with its special characters escaped; line breaks of ours are kept, everything else is disarmed."""
    return "\n".join(disarm(line) for line in text.split("\n")).translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """A line cut into pieces of 75 octets, between characters; each further piece begins with a blank."""
    pieces, current = [], b""
    for character in line:
        octets = character.encode()
        if len(current) + len(octets) > _LINE:
            pieces.append(current)
            current = b" "
        current += octets
    return b"\r\n".join([*pieces, current, b""])


FORMAT = CalendarFormat(name="ics", suffix=".ics", is_text=True, render=render)
