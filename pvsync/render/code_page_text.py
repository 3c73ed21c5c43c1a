"""The page of a code in the terminal."""

from collections.abc import Iterator

from pvsync.diagnostics import Code
from pvsync.render.formats import CodePageFormat
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, paint, wrapped

_INDENT = "    "


def render(code: Code, screen: Screen) -> str:
    """What it finds, why that matters, how to mend it, where that is from, and an example of each."""
    return paint(_lines(code, screen.width), screen)


def _lines(code: Code, width: int) -> Iterator[Line]:
    yield (Span(f"{code.severity} {code.code} {code.name}", Tone.STRONG),)
    for paragraph in code.page.strip().split("\n\n"):
        yield EMPTY
        for text in _together(paragraph):
            yield from wrapped((Span(text),), width, 2 if text.startswith("* ") else 0)
    if code.reasons:
        yield EMPTY
        yield from wrapped((Span(f"Catches: {', '.join(code.reasons)}", Tone.FAINT),), width, 2)
    if code.bad:
        yield from _example("Not like this:", code.bad, Tone.BAD)
        yield from _example("Like this:", code.good, Tone.GOOD)


def _together(paragraph: str) -> Iterator[str]:
    """A paragraph as one line, a list as one line for each item."""
    head, *items = f"\n{paragraph}".split("\n* ")
    if head.strip():
        yield " ".join(head.split())
    for item in items:
        yield f"* {' '.join(item.split())}"


def _example(words: str, text: str, tone: Tone) -> Iterator[Line]:
    yield EMPTY
    yield (Span(words, tone),)
    yield EMPTY
    for line in text.strip().splitlines():
        yield (Span(f"{_INDENT}{line}"),)


FORMAT = CodePageFormat(name="text", render=render)
