"""Comments for pvsync in a file of the catalog: what they say, and for which lines they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pvsync.catalog.raw import RawDocument
from pvsync.catalog.source import SourceFile, split_lines
from pvsync.diagnostics import Place

MARK = re.compile(rb"#[ \t]*pvsync:")
"""What a file with such a comment has in its bytes."""

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*pvsync:")
_OWN_LINE = re.compile(r"[ \t]*#|---[ \t]+#")
_ALONE = re.compile(r"[ \t]*(?:#.*)?|%.*")
_MARKER = re.compile(r"---[ \t]*(?:#.*)?")
_BLOCK = re.compile(r"(?:&\S+[ \t]+)?[|>]")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment for pvsync.

    Args:
        text: What stands behind the colon.
        place: Where it stands.
        lines: Lines that it stands for, from 1.
        of_document: Whether these are a whole document.
    """

    text: str
    place: Place
    lines: range
    of_document: bool


def comments(source: SourceFile, raws: Sequence[RawDocument]) -> Iterator[Comment]:
    """Every comment for pvsync in the documents of a file; what looks like one within a value is text."""
    if not raws:
        return
    lines = split_lines(source.data.decode("utf-8-sig", "replace"))
    for number, line in enumerate(lines):
        found = _COMMENT.search(line)
        while found is not None and _is_text(lines, raws, number, found.start()):
            found = _COMMENT.search(line, found.end())
        if found is not None:
            place = Place(source.name, number + 1, found.start() + 1, number + 1, len(line.rstrip()) + 1)
            covered, of_document = _covered(lines, raws, number)
            yield Comment(line[found.end() :].strip(), place, covered, of_document)


def _is_text(lines: list[str], raws: Sequence[RawDocument], line: int, column: int) -> bool:
    for raw in raws:
        start = raw.positions.leaf_over(line, column)
        if start is not None:
            begun = lines[start[0]][start[1] :]
            if begun.startswith(("[", "{")):
                return False  # an empty list or group over several lines
            return not (start[0] == line and _BLOCK.match(begun))  # behind `|` a comment may stand
    return False


def _covered(lines: list[str], raws: Sequence[RawDocument], line: int) -> tuple[range, bool]:
    if _OWN_LINE.match(lines[line]) is None:
        return range(line + 1, line + 2), False
    for index, raw in enumerate(raws):
        first, last = raw.positions.lines
        if line < first and _begins(lines[line + 1 : first], is_first=index == 0):
            return range(first + 1, last + 2), True
    below = next((n for n in range(line + 1, len(lines)) if not lines[n].lstrip(" \t").startswith("#")), None)
    if below is None or not lines[below].strip():
        return range(0), False
    return range(below + 1, below + 2), False


def _begins(between: list[str], *, is_first: bool) -> bool:
    """Whether nothing but comments stands between a comment and the first key of a document."""
    return all(
        _ALONE.fullmatch(line) or (is_first and _MARKER.fullmatch(line) is not None) for line in between
    )
