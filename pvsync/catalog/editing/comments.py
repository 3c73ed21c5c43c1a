"""The comments of a text, found by a reading of our own: whatever begins with `#` between two values."""

from collections.abc import Iterable, Iterator

from pvsync.catalog.editing.leaves import scalars
from pvsync.catalog.editing.tree import Alias, Node, Scalar, header_end, line_end


def comments(text: str, roots: Iterable[Node]) -> Iterator[tuple[int, int]]:
    """Where each comment begins and ends, blanks behind it left out, in the order of the text."""
    at = 0
    for root in roots:
        for scalar in scalars(root):
            yield from _between(text, at, scalar.start)
            at = max(at, scalar.end)
            if isinstance(scalar, Scalar) and scalar.is_block:
                yield from _between(text, header_end(text, scalar), line_end(text, scalar.start))
            elif isinstance(scalar, Alias):
                at = scalar.end
    yield from _between(text, at, len(text))


def comment_texts(text: str, roots: Iterable[Node]) -> list[str]:
    """The comments themselves."""
    return [text[start:end] for start, end in comments(text, roots)]


def _between(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while (start := text.find("#", start, end)) >= 0:
        stop = line_end(text, start)
        yield start, start + len(text[start:stop].rstrip(" \t"))
        start = stop
