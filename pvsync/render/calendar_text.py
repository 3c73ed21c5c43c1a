"""A calendar as a screen: day by day what happens, with the line of the file that says so."""

from collections.abc import Iterator

from pvsync.render.formats_calendar import CalendarFormat
from pvsync.render.phrases import Weight
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, cells, padded, paint, wrapped
from pvsync.render.view_calendar import CalendarView, EntryView

_MARKS = {
    Weight.LOSS: ("-", Tone.REMOVED),
    Weight.CHANGE: ("~", Tone.CHANGED),
    Weight.GAIN: ("+", Tone.ADDED),
}
_INDENT = 4
_GAP = 2
_NAMED = 3


def render(view: CalendarView, screen: Screen) -> bytes:
    """The whole calendar; nothing is cut."""
    return paint(_lines(view, screen.width), screen).encode()


def _lines(view: CalendarView, width: int) -> Iterator[Line]:
    yield from wrapped((Span(view.heading, Tone.STRONG),), width, 2)
    column = _column(view, width)
    for day in view.days:
        yield EMPTY
        yield (Span(day.heading, Tone.STRONG),)
        for entry in day.entries:
            yield from _entry(entry, column, width)
    yield EMPTY
    if view.coverage:
        yield from wrapped((Span(view.coverage),), width, 2)
    yield from wrapped((Span(view.summary, Tone.STRONG),), width, 2)


def _column(view: CalendarView, width: int) -> int:
    """Where sources begin, so that they stand below each other wherever a line has room for one."""
    entries = [entry for day in view.days for entry in day.entries]
    sizes = [(_INDENT + cells(entry.text) + _GAP, cells(_source(entry))) for entry in entries]
    room = width - max((source for size, source in sizes if size + source <= width), default=0)
    return max((size for size, _ in sizes if size <= room), default=0)


def _entry(entry: EntryView, column: int, width: int) -> Iterator[Line]:
    mark, tone = _MARKS[entry.weight]
    start, text, source = Span(f"  {mark} ", tone), Span(entry.text), Span(_source(entry), Tone.FAINT)
    if _INDENT + cells(entry.text) + _GAP <= column and column + cells(source.text) <= width:
        yield (start, Span(padded(entry.text, column - _INDENT)), source)
        return
    yield from wrapped((start, text), width, _INDENT)
    if source.text:
        yield from wrapped((Span(" " * _INDENT), source), width, _INDENT)


def _source(entry: EntryView) -> str:
    if len(entry.sources) <= _NAMED:
        return ", ".join(entry.sources)
    return f"{', '.join(entry.sources[: _NAMED - 1])} and {len(entry.sources) - _NAMED + 1:,} more"


FORMAT = CalendarFormat(name="text", suffix=".txt", is_text=True, render=render)
