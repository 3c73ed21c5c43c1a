"""A key or an item taken out, with the line that it alone stands on; comments of others stay."""

import re
from collections.abc import Iterator

from pvsync.catalog.editing.find import Found
from pvsync.catalog.editing.refusals import Refused
from pvsync.catalog.editing.splices import Splice
from pvsync.catalog.editing.tree import (
    Mapping,
    Node,
    Sequence,
    content_end,
    line_end,
    line_start,
    next_line,
    pair_end,
)

_TRAILING_COMMA = re.compile(r"\s*,")


def removed(text: str, found: Found) -> Iterator[Splice]:
    """The splices that take a value out, with its key where it has one.

    Raises:
        Refused: If it is a whole document.
    """
    group = found.parent
    if group is None:
        raise Refused("a whole document cannot be taken out of its file", "delete it in the file")
    spans = list(_spans(text, group))
    number = next(
        index for index, member in enumerate(_members(group)) if member is (found.pair or found.node)
    )
    if group.flow:
        yield _from_flow(text, spans, number)
    elif len(spans) == 1:
        yield from _the_only_one(text, group, spans[0])
    else:
        yield _from_block(text, spans, number)


def _members(group: Mapping | Sequence) -> tuple[object, ...]:
    return group.pairs if isinstance(group, Mapping) else group.items


def _spans(text: str, group: Mapping | Sequence) -> Iterator[tuple[int, int]]:
    if isinstance(group, Mapping):
        yield from ((pair.key.start, pair_end(text, pair)) for pair in group.pairs)
    elif group.flow:
        yield from ((item.start, content_end(text, item)) for item in group.items)
    else:
        column = group.start - line_start(text, group.start)
        yield from ((_dash(text, item, column), content_end(text, item)) for item in group.items)


def _dash(text: str, item: Node, column: int) -> int:
    """The dash of an item, which may stand on a line above it."""
    line = line_start(text, item.start)
    while text[line + column : line + column + 1] != "-" and line > 0:
        line = line_start(text, line - 1)
    return line + column


def _from_flow(text: str, spans: list[tuple[int, int]], number: int) -> Splice:
    start, end = spans[number]
    if number + 1 < len(spans):
        following = spans[number + 1][0]
        return Splice(start, following if "#" not in text[end:following] else _comma(text, end), "")
    if number == 0:
        comma = _TRAILING_COMMA.match(text, end)
        return Splice(start, end if comma is None else comma.end(), "")
    before = spans[number - 1][1]
    # With a comment in between only the value goes: a comma before a closing bracket is allowed.
    return Splice(start if "#" in text[before:start] else before, end, "")


def _comma(text: str, end: int) -> int:
    return text.index(",", end) + 1


def _the_only_one(text: str, group: Mapping | Sequence, span: tuple[int, int]) -> Iterator[Splice]:
    empty = "{}" if isinstance(group, Mapping) else "[]"
    start, end = span
    before = len(text[:start].rstrip(" \t\r\n"))
    if text[before - 1 : before] in {":", "-"} and before > 0:
        yield Splice(before, end, f" {empty}")
    else:
        yield Splice(start, end, empty)


def _from_block(text: str, spans: list[tuple[int, int]], number: int) -> Splice:
    start, end = spans[number]
    if not text[line_start(text, start) : start].strip(" "):
        if next_line(text, end) == line_end(text, end) == len(text):
            # The last line of a file without a line break at its end: the break before it goes instead.
            return Splice(len(text[: line_start(text, start)].rstrip("\r\n")), line_end(text, end), "")
        return Splice(line_start(text, start), next_line(text, end), "")
    if number + 1 == len(spans):
        raise Refused("this stands behind a `?`", "take it out by hand", start)
    following = spans[number + 1][0]
    # The first member stands behind a dash, which stays: the next one moves up to it, unless a comment is between.
    if text[line_end(text, end) : following].strip():
        return Splice(start, line_end(text, end), "")
    return Splice(start, following, "")
