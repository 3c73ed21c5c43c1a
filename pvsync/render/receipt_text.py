"""A run as a screen: what did not happen and why, what did, and what to do next."""

from collections.abc import Iterator

from pvsync.model.outcome import Receipt
from pvsync.render.receipt_view import Group, GroupView, ReceiptView, receipt_view
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, cells, padded, paint, wrapped

_TONES = {
    Group.REJECTED: Tone.BAD,
    Group.UNKNOWN: Tone.BAD,
    Group.STALE: Tone.WARNING,
    Group.NOT_TRIED: Tone.WARNING,
    Group.DIFFERS: Tone.BAD,
    Group.SETTLING: Tone.NOTICE,
    Group.NOT_CONFIRMED: Tone.NOTICE,
    Group.DONE: Tone.GOOD,
}


def render(receipt: Receipt, screen: Screen) -> str:
    """The whole receipt; nothing is cut."""
    return paint(_lines(receipt_view(receipt), screen.width), screen)


def _lines(view: ReceiptView, width: int) -> Iterator[Line]:
    yield from wrapped((Span(view.heading, Tone.STRONG),), width, 2)
    yield from wrapped((Span(view.facts, Tone.FAINT),), width, 2)
    if view.interrupted:
        yield from wrapped((Span(view.interrupted, Tone.WARNING),), width, 2)
    for group in view.groups:
        yield from _group(group, width)
    if view.notes:
        yield EMPTY
    for note in view.notes:
        yield from wrapped((Span(note),), width, 2)
    yield EMPTY
    yield from wrapped((Span(view.summary, Tone.STRONG),), width, 2)


def _group(group: GroupView, width: int) -> Iterator[Line]:
    yield EMPTY
    yield from wrapped((Span(group.heading, _TONES[group.group]),), width, 2)
    titles = min(max(cells(result.title) for result in group.results), width // 3)
    places = max(cells(result.place) for result in group.results)
    for result in group.results:
        start = f"  {result.mark} {padded(result.title, titles)}"
        yield from wrapped((Span(start), Span(f"  {padded(result.place, places)}  {result.said}")), width, 6)
