"""An export as a screen: which files were written, and what has no place in them."""

from collections.abc import Iterator

from pvsync.model.exchange import Exported
from pvsync.render.english import counted
from pvsync.render.screen import Line, Screen, Span, Tone, paint, wrapped


def export_text(exported: Exported, screen: Screen) -> str:
    """Every file, then what was lost on the way."""
    return paint(_lines(exported, screen.width), screen)


def _lines(exported: Exported, width: int) -> Iterator[Line]:
    for file in exported.files:
        said = f"{file.file}: EMA {exported.version}, sheet {file.sheet}, {counted(file.rows, 'row')}."
        yield from wrapped((Span(said),), width, 2)
    if not exported.files:
        yield from wrapped(
            (Span("The catalog offers nothing, so no file was written.", Tone.WARNING),), width, 2
        )
    for what, count in exported.lost:
        yield from wrapped((Span("Not in it: ", Tone.WARNING), Span(f"{count:,} x {what}.")), width, 2)
