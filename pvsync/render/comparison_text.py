"""A comparison as a screen: by territory, the worst first."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from pvsync.model.comparison import Comparison, Difference, Fate
from pvsync.render.formats_comparison import ComparisonFormat
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, paint, wrapped

MARKS = {Fate.REMOVED: "-", Fate.CHANGED: "~", Fate.ADDED: "+", Fate.UNCHANGED: " "}
_TONES = {Fate.REMOVED: Tone.REMOVED, Fate.CHANGED: Tone.CHANGED, Fate.ADDED: Tone.ADDED}


def render(comparison: Comparison, screen: Screen) -> bytes:
    """The whole comparison."""
    return paint(_lines(comparison, screen.width), screen).encode()


def counts_text(counts: Mapping[Fate, int]) -> str:
    """`1 removed, 2 changed, 3 unchanged`."""
    return ", ".join(f"{counts[fate]:,} {fate}" for fate in Fate if counts.get(fate)) or "nothing"


def window_text(one: Difference) -> str:
    """When an offer is open."""
    return " to ".join(part for part in (one.start, one.end) if part)


def unread_text(comparison: Comparison) -> str:
    """What was not compared; empty where all was."""
    if not comparison.unread:
        return ""
    return "Titles of which a row cannot be taken over are not compared: `pvsync import ema` names the rows."


def _lines(comparison: Comparison, width: int) -> Iterator[Line]:
    yield from wrapped((Span(f"{comparison.old} to {comparison.new}", Tone.STRONG),), width, 2)
    for territory, found in groupby(comparison.differences, key=lambda one: one.territory):
        yield EMPTY
        yield (
            Span(territory or "no territory", Tone.STRONG),
            Span(f": {counts_text(comparison.counts[territory])}"),
        )
        for one in found:
            yield from _difference(one, width)
    yield EMPTY
    if note := unread_text(comparison):
        yield from wrapped((Span(note, Tone.WARNING),), width, 2)
    is_same = not comparison.differences
    total = f"{counts_text(comparison.total)}." if comparison.counts else "nothing to compare."
    yield from wrapped((Span(f"In all: {total}", Tone.GOOD if is_same else Tone.STRONG),), width, 2)


def _difference(one: Difference, width: int) -> Iterator[Line]:
    head = (
        Span(f"  {MARKS[one.fate]} ", _TONES.get(one.fate, Tone.PLAIN)),
        Span(one.title),
        Span(f"  {one.alid}", Tone.FAINT),
        Span(f"  {one.offer}, {window_text(one)}"),
    )
    yield from wrapped(head, width, 6)
    for field in one.fields:
        said = f"      {field.name}: {field.before or 'nothing'} -> {field.after or 'nothing'}"
        yield from wrapped((Span(said),), width, 8)


FORMAT = ComparisonFormat(name="text", suffix=".txt", is_text=True, render=render)
