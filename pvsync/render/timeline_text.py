"""A timeline as a screen: a bar of characters for each way to watch."""

from collections.abc import Iterator

from pvsync.model.window import WindowState
from pvsync.render.formats_timeline import TimelineFormat
from pvsync.render.lanes import Axis, Bar, Lane
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, cells, padded, paint, wrapped
from pvsync.render.view_timeline import PictureScope, PictureTitle, TimelineView

_INDENT = 4
_NARROWEST, _WIDEST = 24, 60
_INKS = {WindowState.OVER: "-", WindowState.OPEN: "=", WindowState.FUTURE: "+"}
_TONES = {WindowState.OVER: Tone.FAINT, WindowState.OPEN: Tone.ADDED, WindowState.FUTURE: Tone.CHANGED}


def render(view: TimelineView, screen: Screen) -> str:
    """The whole timeline; what is long ago or far ahead is cut at the edges of the picture."""
    return paint(_lines(view, screen.width), screen)


def _lines(view: TimelineView, width: int) -> Iterator[Line]:
    yield (Span(view.heading, Tone.STRONG),)
    if view.titles:
        yield (Span("open =, to come +, over -, now |", Tone.FAINT),)
    label = max((cells(lane.offer) for lane in _lanes(view)), default=0)
    room = max(_NARROWEST, min(_WIDEST, width - _INDENT - label - 2))
    for title in view.titles:
        yield EMPTY
        yield from _title(title, view.axis, label, room, width)
    yield EMPTY
    for note in (view.coverage, view.summary):
        if note:
            yield from wrapped((Span(note),), width, 2)


def _lanes(view: TimelineView) -> Iterator[Lane]:
    for title in view.titles:
        for scope in title.scopes:
            yield from scope.lanes


def _title(title: PictureTitle, axis: Axis, label: int, room: int, width: int) -> Iterator[Line]:
    yield from wrapped((Span(title.name, Tone.STRONG), Span(f"  {title.about}", Tone.FAINT)), width, 2)
    yield (Span(" " * (_INDENT + label + 2)), Span(_years(axis, room), Tone.FAINT))
    for places, line, lanes in _alike(title):
        yield from wrapped((Span(f"  {', '.join(places)} {line}"),), width, 4)
        for lane in lanes:
            start = Span(f"{' ' * _INDENT}{padded(lane.offer, label)}  ")
            yield (start, *_bars(lane.after, axis, room))
            for bar in lane.after:
                yield (Span(" " * (_INDENT + label + 2)), Span(bar.period, Tone.FAINT))


def _alike(title: PictureTitle) -> Iterator[tuple[list[str], str, tuple[Lane, ...]]]:
    """Territories whose windows are the same days, drawn once as they are in the first of them."""
    groups: dict[object, list[PictureScope]] = {}
    for scope in title.scopes:
        days = tuple((lane.offer, tuple(bar.period for bar in lane.after)) for lane in scope.lanes)
        groups.setdefault((scope.line, days), []).append(scope)
    for scopes in groups.values():
        yield [scope.territory for scope in scopes], scopes[0].line, scopes[0].lanes


def _years(axis: Axis, room: int) -> str:
    line = [" "] * room
    end = -1
    for year, share in axis.ticks:
        place = min(_place(share, room), room - 4)
        if place > end:
            line[place : place + 4] = f"{year}"
            end = place + 4
    return "".join(line)


def _bars(bars: tuple[Bar, ...], axis: Axis, room: int) -> Iterator[Span]:
    """The bars of a lane over the line of now; windows that meet are told apart by their first character."""
    inks: list[tuple[str, Tone]] = [(" ", Tone.PLAIN)] * room
    inks[_place(axis.share(axis.now), room)] = ("|", Tone.WARNING)
    for bar in bars:
        left, width = axis.reach(bar)
        first, last = _place(left, room), _place(left + width, room)
        for place in range(first, last + 1):
            inks[place] = (_INKS[bar.state], _TONES[bar.state])
        if bar.first is not None and bar.first >= axis.first:
            inks[first] = ("[", _TONES[bar.state])
    now = _place(axis.share(axis.now), room)
    inks[now] = ("|", Tone.WARNING)
    for character, tone in inks:
        yield Span(character, tone)


def _place(share: float, room: int) -> int:
    return min(room - 1, int(share * room / 100))


FORMAT = TimelineFormat(name="text", suffix=".txt", render=render)
