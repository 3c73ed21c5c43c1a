"""Load the catalog, and say what starts, ends or changes by itself in the next days."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from pvsync.api.credentials import Credentials, certificate_end
from pvsync.catalog.build import Catalog
from pvsync.config.environment import Environment
from pvsync.diagnostics import Finding, has_errors
from pvsync.errors import CredentialError, UsageError
from pvsync.model.calendar import Calendar, Event, What
from pvsync.model.desired import DesiredTitle
from pvsync.model.family import SeasonFamily
from pvsync.model.progress import Progress
from pvsync.model.secret import Secret
from pvsync.workflows.calendar_events import events_between, events_of, offers_of
from pvsync.workflows.families import Families
from pvsync.workflows.judged import judged_titles
from pvsync.workflows.project import Project
from pvsync.workflows.selection import Matches, Selection

MOST_DAYS = 3660
"""Ten years."""


@dataclass(frozen=True, slots=True)
class CalendarRequest:
    """What a calendar is asked for.

    Args:
        environment: The environment whose certificate is looked at.
        now: When it is made.
        first: The instant with which it begins.
        days: How many days from there.
        selection: Which scopes are looked at.
    """

    environment: Environment
    now: datetime
    first: datetime
    days: int
    selection: Selection

    @property
    def until(self) -> datetime:
        """The first instant after it.

        Raises:
            UsageError: If there are too few or too many days.
        """
        if not 1 <= self.days <= MOST_DAYS:
            raise UsageError(
                f"a calendar of {self.days} days cannot be made",
                advice=f"ask for 1 to {MOST_DAYS} days: `--days 90`",
            )
        try:
            return self.first + timedelta(days=self.days)
        except OverflowError:
            return datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class MadeCalendar:
    """A calendar, or why there is none.

    Args:
        calendar: None where the catalog has errors.
        findings: Everything the rules say, by place.
    """

    calendar: Calendar | None
    findings: tuple[Finding, ...]


def make_calendar(project: Project, request: CalendarRequest, progress: Progress) -> MadeCalendar:
    """Everything that happens by itself, from the files alone.

    Raises:
        CatalogUnreadable: If there is no catalog.
        UsageError: If there are too few or too many days.
    """
    until = request.until
    catalog = project.catalog(request.first)
    kept = _Kept(request, until)
    dated: list[DesiredTitle] = []
    zones, families = project.config.zones, Families(catalog)
    matches, titles = Matches(request.selection), 0
    for title in judged_titles(project, catalog, progress):
        kind = str(title.title.work_type)
        taken = [avail.scope for avail in title.avails if matches.takes(avail.scope, kind)]
        titles += bool(taken)
        kept.add(events_of(title, zones))
        for season in families.take(title):
            kept.add(offers_of(season, request.first, zones))
        if any(instant < until for instant in title.dated):
            dated.append(title)
    if has_errors(catalog.findings):
        return MadeCalendar(None, catalog.findings)
    for family in families.rest():
        if isinstance(family, SeasonFamily):
            kept.add(offers_of(family, request.first, zones))
    for title in dated:
        kept.add(_by_date(project, catalog, title, until))
    if not kept.events:
        matches.require()
    kept.add(_expiry(project, request.environment))
    calendar = Calendar(
        licensor=request.environment.alias,
        environment=request.environment.name,
        made_at=request.now,
        first=request.first,
        until=until,
        days=request.days,
        selection=request.selection.words,
        events=tuple(sorted(kept.events, key=lambda event: event.sort_key)),
        titles=titles,
    )
    return MadeCalendar(calendar, catalog.findings)


class _Kept:
    """The events that were asked for; all others are dropped at once, so that memory does not grow with them."""

    def __init__(self, request: CalendarRequest, until: datetime) -> None:
        self.events: list[Event] = []
        self._request = request
        self._until = until

    def add(self, events: Iterator[Event]) -> None:
        self.events.extend(event for event in events if self._takes(event))

    def _takes(self, event: Event) -> bool:
        if not self._request.first <= event.at < self._until:
            return False
        offer = event.offer
        return offer is None or self._request.selection.takes(offer.scope, str(offer.title.work_type))


def _by_date(project: Project, catalog: Catalog, title: DesiredTitle, until: datetime) -> Iterator[Event]:
    """What git says otherwise once a date has come: the title is built again for each one, and compared."""
    source = project.source(title.file, title.blob)
    for instant in [instant for instant in title.dated if instant < until]:
        then = copy(catalog)
        then.settings = replace(catalog.settings, as_of=instant)
        later = next(one for one in then.rebuild(source) if one.title.alid == title.title.alid)
        yield from events_between(title, later, instant, project.config.zones)
        title = later


def _expiry(project: Project, environment: Environment) -> Iterator[Event]:
    """The end of the environment's client certificate, where its file can be read."""
    references = environment.credentials
    if references is None:
        return
    file = project.root / references.cert.removeprefix("file:")
    try:
        end = certificate_end(Credentials(key=file, cert=file, ca=None, api_key=Secret("")))
    except CredentialError:
        return
    yield Event(end, end.date(), end.time(), What.CERTIFICATE, None, None)
