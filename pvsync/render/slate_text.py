"""What Slate shows, as a table: what to write under `datasets:`, and which files there are."""

from collections.abc import Iterator

from pvsync.model.slate import SlateEntry, SlateShown
from pvsync.render.english import counted
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, cells, padded, paint, wrapped

_KINDS = ("account", "group", "business", "dataset")


def slate_text(shown: SlateShown, screen: Screen) -> str:
    """Every account with all below it, then the files."""
    return paint(_lines(shown, screen.width), screen)


def _lines(shown: SlateShown, width: int) -> Iterator[Line]:
    rows = [row for account in shown.accounts for row in _rows(account)]
    first = max((cells(left) for left, _ in rows), default=0)
    for left, name in rows:
        yield from wrapped((Span(padded(left, first + 2)), Span(name, Tone.FAINT)), width, first + 2)
    if not rows:
        yield (Span("Slate shows no account to this user.", Tone.WARNING),)
    if shown.since is None:
        return
    yield EMPTY
    column = max((cells(file.dataset) for file in shown.files), default=0)
    for file in shown.files:
        at = "time not told      " if file.published is None else f"{file.published:%Y-%m-%d %H:%M:%S}"
        yield (Span(f"{at}  "), Span(padded(file.dataset, column + 2)), Span(file.name))
    yield (Span(f"{counted(len(shown.files), 'file')} since {shown.since:%Y-%m-%d %H:%M} UTC.", Tone.STRONG),)


def _rows(entry: SlateEntry) -> Iterator[tuple[str, str]]:
    depth = _KINDS.index(entry.kind)
    yield f"{'  ' * depth}{entry.kind} {entry.id}", entry.name
    for below in entry.below:
        yield from _rows(below)
