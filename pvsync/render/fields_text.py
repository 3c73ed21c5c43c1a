"""Differences of a transaction or a title in aligned columns: name, before, after, where git says it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pvsync.render.screen import Line, Span, Tone, cells, padded, wrapped
from pvsync.render.view_titles import FieldView

_ARROW = " -> "
_GAP = "  "
_LONGEST = 36


@dataclass(frozen=True, slots=True)
class _Columns:
    """Widths that all fields of one table share."""

    name: int
    before: int
    body: int


def field_lines(fields: Sequence[FieldView], indent: int, width: int) -> Iterator[Line]:
    """All fields of one transaction or title, aligned with each other."""
    columns = _columns(fields)
    for field in fields:
        start = " " * indent + padded(field.name, columns.name) + _GAP
        if field.items or _is_short(field):
            yield from _short_lines(field, start, columns, width)
        else:
            yield from _long_lines(field, start, width)


def _columns(fields: Sequence[FieldView]) -> _Columns:
    short = [field for field in fields if _is_short(field)]
    before = max((_widest(field.before.text, field.before.utc) for field in short), default=0)
    after = max((_widest(field.after.text, field.after.utc) for field in short), default=0)
    lists = max((cells(", ".join(field.items)) for field in fields), default=0)
    pairs = before + len(_ARROW) + after if short else 0
    return _Columns(max((cells(field.name) for field in fields), default=0), before, max(lists, pairs))


def _short_lines(field: FieldView, start: str, columns: _Columns, width: int) -> Iterator[Line]:
    body = _items(field) if field.items else _pair(field, columns)
    used = sum(cells(span.text) for span in body)
    blank = " " * cells(start)
    source = _GAP + field.source
    fits = cells(start) + columns.body + cells(source) <= width
    if fits:
        yield (Span(start), *body, Span(" " * (columns.body - used)), Span(source, Tone.FAINT))
    else:
        yield from wrapped((Span(start), *body), width, len(blank))
    if field.before.utc or field.after.utc:
        utc = padded(field.before.utc, columns.before + len(_ARROW)) + field.after.utc
        yield (Span(blank), Span(utc, Tone.FAINT))
    if not fits:
        yield from _source_lines(field.source, blank, width)


def _pair(field: FieldView, columns: _Columns) -> tuple[Span, ...]:
    filling = " " * (columns.before - cells(field.before.text))
    return (
        Span(field.before.text, Tone.REMOVED),
        Span(filling + _ARROW),
        Span(field.after.text, Tone.ADDED),
    )


def _items(field: FieldView) -> tuple[Span, ...]:
    spans: list[Span] = []
    for item in field.items:
        spans += [Span(", ")] if spans else []
        spans.append(Span(item, Tone.ADDED if item.startswith("+") else Tone.REMOVED))
    return tuple(spans)


def _long_lines(field: FieldView, start: str, width: int) -> Iterator[Line]:
    blank = " " * cells(start)
    lead = " " * (len(_ARROW) - 1)
    hang = len(blank) + len(lead)
    yield from wrapped((Span(start + lead), Span(field.before.text, Tone.REMOVED)), width, hang)
    yield from wrapped((Span(f"{blank}{_ARROW[1:]}"), Span(field.after.text, Tone.ADDED)), width, hang)
    yield from _source_lines(field.source, blank, width)


def _source_lines(source: str, blank: str, width: int) -> Iterator[Line]:
    if source:
        yield from wrapped((Span(blank), Span(source, Tone.FAINT)), width, len(blank))


def _is_short(field: FieldView) -> bool:
    return not field.items and max(cells(field.before.text), cells(field.after.text)) <= _LONGEST


def _widest(*texts: str) -> int:
    return max(cells(text) for text in texts)
