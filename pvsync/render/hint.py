"""What to write instead: a sentence that is wrapped, and below it perhaps lines of YAML that are not."""

from collections.abc import Iterator

from pvsync.render.screen import Line, Span, Tone, wrapped


def hint_lines(start: str, hint: str, width: int) -> Iterator[Line]:
    """A hint as lines of a screen.

    Args:
        start: What stands before it on the first line.
        hint: The hint; what follows its first line is to be copied, and keeps its own lines.
        width: Columns of the screen.
    """
    sentence, *copied = hint.split("\n")
    yield from wrapped((Span(start, Tone.FAINT), Span(sentence)), width, len(start))
    for line in copied:
        yield (Span(f"{' ' * len(start)}{line}"),)
