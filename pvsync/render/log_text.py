"""A log as a screen: commit by commit, newest first, what changed and where it has arrived."""

from collections.abc import Iterator

from pvsync.render.formats_log import LogFormat
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, cells, padded, paint, wrapped
from pvsync.render.view_log import EditView, LogEntryView, LogView, TitleLogView

_TONES = {"+": Tone.ADDED, "~": Tone.CHANGED, ">": Tone.REMOVED, "-": Tone.REMOVED}
_INDENT, _HANG = 4, 6
_WIDEST = 30


def render(view: LogView, screen: Screen) -> str:
    """The whole log; nothing is cut."""
    return paint(_lines(view, screen.width), screen)


def _lines(view: LogView, width: int) -> Iterator[Line]:
    for title in view.titles:
        yield from _title(title, width)
    for note in view.notes:
        yield from wrapped((Span(note, Tone.WARNING),), width, 2)
    if view.notes:
        yield EMPTY
    yield from wrapped((Span(view.summary, Tone.STRONG),), width, 2)


def _title(title: TitleLogView, width: int) -> Iterator[Line]:
    yield from wrapped((Span(title.name, Tone.STRONG), Span(f", {title.about}", Tone.FAINT)), width, 2)
    yield EMPTY
    for entry in title.entries:
        yield from _entry(entry, width)
        yield EMPTY


def _entry(entry: LogEntryView, width: int) -> Iterator[Line]:
    yield from wrapped((Span(f"commit {entry.commit}", Tone.STRONG), Span(f", {entry.facts}")), width, 2)
    yield from wrapped((Span(" " * _INDENT), Span(entry.subject, Tone.FAINT)), width, _INDENT)
    where = _column([edit.where for edit in entry.edits])
    offer = _column([edit.offer for edit in entry.edits])
    name = _column([edit.name for edit in entry.edits])
    for edit in entry.edits:
        yield from _edit(edit, (where, offer, name), width)
    for arrival in entry.arrivals:
        yield from wrapped((Span(" " * _INDENT), Span(arrival, Tone.NOTICE)), width, _HANG)


def _edit(edit: EditView, columns: tuple[int, int, int], width: int) -> Iterator[Line]:
    tone = _TONES[edit.mark]
    texts = (edit.where, edit.offer, edit.name)
    start = "  ".join(padded(text, size) for text, size in zip(texts, columns, strict=True) if size)
    arrow = " -> " if edit.before else ""
    yield from wrapped(
        (
            Span(f"  {edit.mark} ", tone),
            Span(f"{start}  "),
            Span(edit.before, Tone.REMOVED),
            Span(arrow),
            Span(edit.after, tone if not edit.before else Tone.ADDED),
        ),
        width,
        _HANG,
    )


def _column(texts: list[str]) -> int:
    return min(max(map(cells, texts), default=0), _WIDEST)


FORMAT = LogFormat(name="text", suffix=".txt", render=render)
