"""One line of a file with carets under the part that matters, cut around them where the line is long."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, takewhile

from pvsync.diagnostics import Place
from pvsync.render.disarm import disarm
from pvsync.render.screen import Line, Span, Tone, cells

_TAB = 4
_CUT = "..."
_LEAST = 20


def snippet(place: Place, lines: Sequence[str] | None, width: int, tone: Tone) -> Iterator[Line]:
    """The line of a place, numbered and underlined; nothing where the file has no such line (any more)."""
    if lines is None or not 1 <= place.line <= len(lines):
        return
    gutter = len(str(place.line))
    before, marked, after = _cut(*_parts(place, lines[place.line - 1]), max(_LEAST, width - gutter - 4))
    bar = Span(f"{' ' * gutter} |", Tone.FAINT)
    carets = "^" * max(1, cells(marked))
    yield (bar,)
    yield (Span(f"{place.line} | ", Tone.FAINT), Span(before), Span(marked), Span(after))
    yield (bar, Span(" " * (cells(before) + 1)), Span(carets, tone))


def _parts(place: Place, text: str) -> tuple[str, str, str]:
    """The line before, under and after the carets, as shown."""
    first = min(max(place.column - 1, 0), len(text))
    last = place.end_column - 1 if place.end_line == place.line else len(text.rstrip())
    last = min(max(last, first), len(text))
    before = _shown(text[:first], 0)
    marked = _shown(text[first:last], cells(before))
    return before, marked, _shown(text[last:].rstrip(), cells(before + marked))


def _shown(text: str, column: int) -> str:
    """A text with tabs as blanks up to the next stop, everything else disarmed."""
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    for character in text:
        piece = " " * (_TAB - column % _TAB) if character == "\t" else disarm(character)
        shown.append(piece)
        column += cells(piece)
    return "".join(shown)


def _cut(before: str, marked: str, after: str, width: int) -> tuple[str, str, str]:
    if cells(before + marked + after) <= width:
        return before, marked, after
    marked = _beginning(marked, width // 2)
    room = width - cells(marked)
    if cells(before) > room // 2:
        before = _CUT + _ending(before, max(room // 2, room - cells(after)) - len(_CUT))
    return before, marked, _beginning(after, width - cells(before) - cells(marked))


def _beginning(text: str, width: int) -> str:
    return text if cells(text) <= width else text[: _fitting(text, width - len(_CUT))] + _CUT


def _ending(text: str, width: int) -> str:
    return text[len(text) - _fitting(reversed(text), width) :]


def _fitting(characters: Iterable[str], width: int) -> int:
    """How many characters stand within a width in columns."""
    sums = accumulate(map(cells, characters))
    return sum(1 for _ in takewhile(lambda used: used <= width, sums))
