"""An exception as two lines: what is wrong, and what to do about it."""

from collections.abc import Iterator

from pvsync.errors import PvsyncError
from pvsync.render.screen import Line, Screen, Span, Tone, paint, wrapped


def render(error: PvsyncError, screen: Screen) -> str:
    """`error: ...`, then `advice: ...` where there is any."""
    return paint(_lines(error, screen.width), screen)


def _lines(error: PvsyncError, width: int) -> Iterator[Line]:
    yield from wrapped((Span("error: ", Tone.BAD), Span(error.message)), width, 7)
    if error.advice:
        yield from wrapped((Span("advice: ", Tone.NOTICE), Span(error.advice)), width, 8)
