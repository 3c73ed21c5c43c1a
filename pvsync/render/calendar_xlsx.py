"""A calendar as a workbook, one row an event: to be sorted, filtered and sent around."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from pvsync.errors import UsageError
from pvsync.model.calendar import Event, What
from pvsync.model.window import instant_text
from pvsync.render.disarm import disarm
from pvsync.render.formats_calendar import CalendarFormat
from pvsync.render.offering import Offering
from pvsync.render.phrases_calendar import cost_text
from pvsync.render.screen import Screen, cells
from pvsync.render.view_calendar import CalendarView

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_HEADINGS = (
    "Day",
    "Event",
    "Title",
    "Kind",
    "ALID",
    "Territory",
    "Offer",
    "Format",
    "Before",
    "After",
    "Keys",
    "Instant (UTC)",
    "Source",
)
_EVENTS = {
    What.OPENS: "opens",
    What.ENDS: "ends after this day",
    What.PRICE: "new price",
    What.RIGHTS: "licence rights end",
    What.OFFER: "season offer, no longer a pass",
    What.CHANGES: "changes",
    What.ANNOUNCE: "announced",
    What.SUPPRESSION_LIFT: "may be shown",
    What.CERTIFICATE: "client certificate ends",
}
_DAY_WIDTH, _WIDEST = 12, 60


@dataclass(frozen=True, slots=True)
class _Formats:
    """How cells look."""

    head: "Format"
    day: "Format"


def render(view: CalendarView, _screen: Screen) -> bytes:
    """The whole calendar.

    Raises:
        UsageError: If the library that writes workbooks is not installed.
    """
    try:
        import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - comes with an extra
    except ImportError:
        raise UsageError(
            "workbooks need a library that is not installed",
            advice="install it: `pip install 'pvsync[xlsx]'`",
        ) from None
    held = BytesIO()
    # Texts are texts: one that begins with `=` must not become a formula, nor an address a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(held, options)
    made_at = view.calendar.made_at.replace(tzinfo=None)
    book.set_properties({"title": disarm(view.heading), "created": made_at})
    formats = _Formats(book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"}))
    _fill(book.add_worksheet("Calendar"), view, formats)
    book.close()
    return held.getvalue()


def _fill(sheet: "Worksheet", view: CalendarView, formats: _Formats) -> None:
    events = view.calendar.events
    rows = [[disarm(text) for text in _texts(event)] for event in events]
    sheet.write_row(0, 0, _HEADINGS, formats.head)
    for number, (event, texts) in enumerate(zip(events, rows, strict=True), start=1):
        sheet.write_datetime(number, 0, event.day, formats.day)
        for column, text in enumerate(texts, start=1):
            if text:
                sheet.write_string(number, column, text)
    sheet.set_column(0, 0, _DAY_WIDTH)
    for column, texts in enumerate(zip(_HEADINGS[1:], *rows, strict=True), start=1):
        sheet.set_column(column, column, min(_WIDEST, max(cells(text) for text in texts) + 2))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(events), len(_HEADINGS) - 1)


def _texts(event: Event) -> Iterator[str]:
    """The cells of a row after its day."""
    offer, place = event.offer, event.place
    yield _EVENTS[event.what]
    yield offer.title.title if offer else ""
    yield str(offer.title.work_type) if offer else ""
    yield offer.scope.alid if offer else ""
    yield offer.scope.territory if offer else ""
    yield Offering(offer.license, offer.channel).noun if offer and offer.license else ""
    yield offer.format if offer else ""
    yield cost_text(event.before)
    yield cost_text(event.after)
    yield ", ".join(event.names)
    yield instant_text(event.at)
    yield f"{place.file}:{place.line}" if place else ""


FORMAT = CalendarFormat(name="xlsx", suffix=".xlsx", is_text=False, render=render)
