"""A screen as values: spans with a tone, lines that wrap, and the one place where text becomes output."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType
from typing import TypeAlias

from pvsync.render.disarm import disarm


class Tone(StrEnum):
    """What a piece of text is, for choosing its color."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    NOTICE = "notice"


Palette: TypeAlias = Mapping[Tone, str]
"""ANSI attributes by tone; a tone that is missing is left as it is."""

NO_COLOR: Palette = MappingProxyType({})

COLOR: Palette = MappingProxyType(
    {
        Tone.STRONG: "1",
        Tone.FAINT: "2",
        Tone.ADDED: "32",
        Tone.CHANGED: "33",
        Tone.REMOVED: "31",
        Tone.GOOD: "32",
        Tone.WARNING: "33",
        Tone.BAD: "1;31",
        Tone.NOTICE: "36",
    }
)


@dataclass(frozen=True, slots=True)
class Screen:
    """What is written on.

    Args:
        width: Columns.
        palette: `COLOR` or `NO_COLOR`; the caller decides.
    """

    width: int
    palette: Palette = field(default_factory=lambda: NO_COLOR)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line.

    Args:
        text: Any text; it is disarmed when it is measured and when it is painted.
        tone: What it is.
    """

    text: str
    tone: Tone = Tone.PLAIN


Line: TypeAlias = tuple[Span, ...]

EMPTY: Line = ()

_TORN_NEVER = (
    r"--[a-z-]+ [^ ]+",  # an option with its value, to be copied
    r"\(?\d[\d.,]* [A-Z]{3}\b[^ ]*",  # an amount with its currency
    r"\(?\d{1,2} [A-Z][a-z]+ \d{4}\b[^ ]*",  # a date
)
_WORD = re.compile(rf" *(?:{'|'.join(_TORN_NEVER)}|[^ ]+)| +$")


def cells(text: str) -> int:
    """Columns that a text takes once disarmed: two for wide characters, none for combining ones."""
    shown = disarm(text)
    return len(shown) if shown.isascii() else sum(_cells_of(character) for character in shown)


def padded(text: str, width: int) -> str:
    """A text filled with blanks up to a width in columns."""
    return text + " " * max(0, width - cells(text))


def wrapped(line: Line, width: int, hang: int) -> Iterator[Line]:
    """Break a line between words; every further line is indented by `hang` columns."""
    if sum(cells(span.text) for span in line) <= width:
        yield line
        return
    current: list[Span] = []
    used = 0
    for text, tone in _words(line):
        if current and text.startswith(" ") and used + cells(text) > width:
            yield tuple(current)
            current, used = [Span(" " * hang)], hang
            text = text.lstrip(" ")  # noqa: PLW2901 - the blank became the line break
        current.append(Span(text, tone))
        used += cells(text)
    yield tuple(current)


def paint(lines: Iterable[Line], screen: Screen) -> str:
    """All lines as one text. The only way out: every span is disarmed here, and blanks at the end are cut."""
    return "".join(f"{_painted(line, screen.palette)}\n" for line in lines)


def _painted(line: Line, palette: Palette) -> str:
    if not palette:
        return disarm("".join([span.text for span in line])).rstrip(" ")
    spans = list(line)
    while spans and not spans[-1].text.strip(" "):
        spans.pop()
    if spans:
        spans[-1] = Span(spans[-1].text.rstrip(" "), spans[-1].tone)
    return "".join(
        _colored(tone, together, palette) for tone, together in groupby(spans, lambda one: one.tone)
    )


def _colored(tone: Tone, spans: Iterable[Span], palette: Palette) -> str:
    text = "".join(disarm(span.text) for span in spans)
    color = palette.get(tone)
    return f"\x1b[{color}m{text}\x1b[0m" if color and text.strip(" ") else text


def _words(line: Line) -> Iterator[tuple[str, Tone]]:
    for span in line:
        for word in _WORD.findall(disarm(span.text)):
            yield word, span.tone


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
