"""A calendar grouped and put into words: equal events of a day are said once for all their titles and territories."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from itertools import groupby

from pvsync.model.calendar import Calendar, Event, Offer, What
from pvsync.model.titles import Episode, Title
from pvsync.render.consequences import Subject
from pvsync.render.days import day_text, last_day
from pvsync.render.english import counted
from pvsync.render.impact import LINE_WORDS
from pvsync.render.offering import Offering
from pvsync.render.phrases import Phrase, Rank, Weight
from pvsync.render.phrases_calendar import SILENT, certificate_text, event_phrase
from pvsync.render.sentences import Kin, sentence_of, together

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COUNTS = (
    (frozenset({What.OPENS}), ("opening", "openings")),
    (frozenset({What.ENDS}), ("ending", "endings")),
    (frozenset({What.PRICE}), ("new price", "new prices")),
    (frozenset(What) - {What.OPENS, What.ENDS, What.PRICE}, ("other date", "other dates")),
)
_NOTHING = "Nothing starts, ends or changes by itself"


@dataclass(frozen=True, slots=True)
class EntryView:
    """Equal events of one day as one sentence.

    Args:
        text: The sentence, without a full stop.
        weight: What it is to customers.
        sources: Where git says it, `file:line`, each once.
        events: The events themselves, in order.
    """

    text: str
    weight: Weight
    sources: tuple[str, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    phrase: Phrase
    events: list[Event]


@dataclass(frozen=True, slots=True)
class DayView:
    """One day.

    Args:
        day: The day, as each territory counts its own.
        heading: The same in words, with its weekday.
        entries: What happens on it, worst first.
    """

    day: date
    heading: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class CalendarView:
    """A calendar in words.

    Args:
        calendar: The calendar.
        heading: For whom and for which days.
        days: Every day on which something happens.
        coverage: What was left out, one whole sentence; empty where nothing was.
        summary: The counts as one sentence.
    """

    calendar: Calendar
    heading: str
    days: tuple[DayView, ...]
    coverage: str
    summary: str


def calendar_view(calendar: Calendar) -> CalendarView:
    """Everything that a calendar says, ready to be laid out."""
    subjects = _subjects(calendar.events)
    last = last_day(calendar.until, UTC)
    span = f"{day_text(calendar.first.date())} to {day_text(last)}"
    selection = " ".join(calendar.selection)
    return CalendarView(
        calendar=calendar,
        heading=f"Calendar of {calendar.licensor}, {span}",
        days=tuple(
            DayView(day, weekday_text(day), tuple(_entries(list(events), subjects, calendar.environment)))
            for day, events in groupby(calendar.events, lambda event: event.day)
        ),
        coverage=f"Only a selection was looked at ({selection})." if selection else "",
        summary=_summary(calendar),
    )


def weekday_text(day: date) -> str:
    """`Thursday, 1 October 2026`."""
    return f"{_WEEKDAYS[day.weekday()]}, {day_text(day)}"


def _summary(calendar: Calendar) -> str:
    days = f"in {counted(calendar.days, 'day')}"
    if not calendar.events:
        return f"{_NOTHING} {days}, in {counted(calendar.titles, 'title')} of the catalog."
    numbers = [(sum(event.what in kinds for event in calendar.events), nouns) for kinds, nouns in _COUNTS]
    counts = ", ".join(counted(number, *nouns) for number, nouns in numbers if number)
    return f"Calendar: {counts} {days}, counted by transaction."


def _subjects(events: Sequence[Event]) -> dict[str, Subject]:
    """Every title by ALID; equal names of different titles carry their ALID."""
    subjects = {event.offer.scope.alid: _subject(event.offer.title) for event in events if event.offer}
    names = Counter((subject.name, subject.family) for subject in subjects.values())
    return {
        alid: replace(subject, name=f"{subject.name} ({alid})")
        if names[subject.name, subject.family] > 1
        else subject
        for alid, subject in subjects.items()
    }


def _subject(title: Title) -> Subject:
    plain = Subject(title.title or title.alid, str(title.work_type), title.alid)
    if not isinstance(title, Episode):
        return plain
    season = title.season
    return replace(plain, family=season.title, number=title.number, siblings=season.episode_count)


def _entries(events: Sequence[Event], subjects: dict[str, Subject], environment: str) -> Iterator[EntryView]:
    for event in events:
        if event.what is What.CERTIFICATE:
            yield EntryView(certificate_text(environment, event.at), Weight.LOSS, (), (event,))
    told: dict[Kin, dict[Subject, dict[str, _Told]]] = {}
    for offer, same in _alike(events):
        phrase, here = event_phrase(same), subjects[offer.scope.alid]
        offering = Offering(offer.license, offer.channel) if offer.license else None
        line = "" if offering else LINE_WORDS[offer.scope.business_line]
        places = told.setdefault(Kin(phrase, offering, line), {}).setdefault(here, {})
        places[offer.scope.territory] = _Told(phrase, same)
    found: list[tuple[Rank, str, EntryView]] = []
    for kin, members in told.items():
        for who, territories in together(members):
            pairs = [members[subject][territory] for subject in who for territory in territories]
            said = sentence_of(kin, who, territories, [one.phrase for one in pairs])
            text = said.replace(f" {SILENT}", "")
            entry = _entry(text, kin.phrase.weight, [event for one in pairs for event in one.events])
            found.append((kin.phrase.rank, text, entry))
    yield from (entry for _, _, entry in sorted(found, key=lambda one: one[:2]))


def _alike(events: Sequence[Event]) -> Iterator[tuple[Offer, list[Event]]]:
    """Events of one scope that are one phrase, with what they concern."""
    groups: dict[object, tuple[Offer, list[Event]]] = {}
    for event in events:
        offer = event.offer
        if offer is not None:
            prices = (event.before, event.after) if event.what is What.PRICE else ()
            same = (event.what, event.time, event.besides, event.names, prices)
            key = (offer.scope, offer.license, offer.channel, *same)
            groups.setdefault(key, (offer, []))[1].append(event)
    yield from groups.values()


def _entry(text: str, weight: Weight, events: list[Event]) -> EntryView:
    places = sorted({event.place for event in events if event.place})
    sources = tuple(dict.fromkeys(f"{place.file}:{place.line}" for place in places))
    return EntryView(text, weight, sources, tuple(sorted(events, key=lambda event: event.sort_key)))
