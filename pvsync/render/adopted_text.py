"""What `pvsync drift --write` did, as a screen: the edit as a diff, then what was left as it is."""

from collections.abc import Iterator
from functools import cache

from pvsync.model.adopted import Adopted
from pvsync.render.diagnostics_text import finding_lines
from pvsync.render.english import counted, listed
from pvsync.render.formats import LinesOf
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, paint, wrapped

_TONES = {"+": Tone.ADDED, "-": Tone.REMOVED, "@": Tone.FAINT}
_NAMED = 8


def render(adopted: Adopted, lines_of: LinesOf, screen: Screen) -> str:
    """The whole outcome; the lines of files are those before the edit where nothing was written."""
    return paint(_lines(adopted, cache(lines_of), screen.width), screen)


def _lines(adopted: Adopted, lines_of: LinesOf, width: int) -> Iterator[Line]:
    for line in adopted.diff.splitlines():
        yield (Span(line, _TONES.get(line[:1], Tone.PLAIN)),)
    if adopted.diff:
        yield EMPTY
    for finding in (*adopted.broken, *adopted.left):
        yield from finding_lines(finding, lines_of, width)
        yield EMPTY
    for text in _notes(adopted):
        yield from wrapped((Span(text),), width, 2)
    tone = Tone.STRONG if adopted.left or adopted.broken else Tone.GOOD
    yield from wrapped((Span(_summary(adopted), tone),), width, 2)


def _notes(adopted: Adopted) -> Iterator[str]:
    for deal, users in sorted(adopted.users.items()):
        if users:
            yield (
                f"The deal {deal} goes on saying otherwise for {_few(users)}; "
                "to change it there, for all of them: `pvsync drift --write --deals`."
            )
    if adopted.others:
        yield f"This also changes {_few(adopted.others)}, which nobody changed by hand: `pvsync plan` shows how."
    if adopted.is_written:
        yield "Commit it, so that git says what is live."


def _few(names: tuple[str, ...]) -> str:
    if len(names) <= _NAMED:
        return listed(names)
    return f"{', '.join(names[:_NAMED])} and {counted(len(names) - _NAMED, 'other')}"


def _summary(adopted: Adopted) -> str:
    if adopted.broken:
        return "Nothing was written: the catalog would have these errors."
    if not adopted.done and not adopted.left:
        return "Nothing was changed by hand, so nothing is written."
    verb = "written" if adopted.is_written else "would be written"
    said = f"{counted(len(adopted.done), 'difference')} {verb} to {counted(len(adopted.files), 'file')}"
    left = f"; {counted(len(adopted.left), 'difference')} left as they are" if len(adopted.left) > 1 else ""
    return said + (left or ("; 1 difference left as it is" if adopted.left else "")) + "."
