"""Pieces of text put in the place of others, applied from the end so that every index stays true."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pvsync.catalog.editing.refusals import Refused


@dataclass(frozen=True, slots=True)
class Splice:
    """New text for a stretch of the old.

    Args:
        start: First index that goes.
        end: Index after the last that goes; `start` where text is only put in.
        text: What stands there instead.
        depth: How deep in the document the edit is: of several at one place the deepest comes first, since what
            it adds still belongs to what the others follow.
    """

    start: int
    end: int
    text: str
    depth: int = 0


def in_order(splices: Iterable[Splice]) -> list[Splice]:
    """By place; of several at one place the deepest first.

    Raises:
        Refused: If two concern the same text.
    """
    ordered = sorted(splices, key=lambda splice: (splice.start, splice.end, -splice.depth))
    for first, second in pairwise(ordered):
        if second.start < first.end:
            raise Refused("two edits concern the same place", "make them one after the other", second.start)
    return ordered


def applied(text: str, splices: Iterable[Splice]) -> str:
    """The text with all splices made.

    Raises:
        Refused: If two concern the same text.
    """
    for splice in reversed(in_order(splices)):
        text = text[: splice.start] + splice.text + text[splice.end :]
    return text
