"""Blocks with their usual indentation: two blanks a level, dashes two in from their key.

ruamel lays out the skeleton only. Every value stands in for itself as one word meanwhile, together with the comment
behind it, since ruamel would write quotes, long lines and blanks within brackets in its own way and drops comments
within brackets; afterwards each comes back as it was written.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ruamel.yaml import YAML

from pvsync.catalog.editing.leaves import Leaf, leaves
from pvsync.catalog.editing.tree import Mapping, Node, Scalar, header_end, line_end, line_start

_NO_WIDTH = 1_000_000
_PRIVATE = range(0xE000, 0xF8FF)
_BEFORE_COMMENT = re.compile(r"^[^#\n]*", re.MULTILINE)
_BEHIND = re.compile(r"([ \t]*)(#.*)?")


@dataclass(frozen=True, slots=True)
class _Written:
    """A leaf as it is written, with the comment behind it."""

    text: str
    column: int
    anchor: int
    is_block: bool
    is_below: bool
    has_indicator: bool
    gap: str
    comment: str
    comment_column: int


def laid_out(text: str, root: Mapping) -> str:
    """The text of a document with canonical indentation."""
    found = list(leaves(text, root))
    mark = next(chr(code) for code in _PRIVATE if chr(code) not in text)
    written = list(_written(text, found))
    skeleton = _masked(text, found, written, mark)
    tool = YAML(typ="rt")
    tool.width = _NO_WIDTH
    tool.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    tool.dump(tool.load(skeleton), out)
    return _restored(out.getvalue(), written, mark)


def _written(text: str, found: list[Leaf]) -> Iterator[_Written]:
    anchor = 0
    for leaf in found:
        column = leaf.start - line_start(text, leaf.start)
        if leaf.is_key:
            anchor = column
        # A block scalar's own comment stands behind its `|`, within its text.
        behind = (
            None
            if leaf.is_key or _is_block(leaf.node)
            else _BEHIND.match(text, leaf.end, line_end(text, leaf.end))
        )
        gap, comment = (behind[1], behind[2] or "") if behind is not None else ("", "")
        yield _Written(
            text[leaf.start : leaf.end],
            column,
            anchor,
            _is_block(leaf.node),
            leaf.start < leaf.node.start,
            isinstance(leaf.node, Scalar)
            and any(sign.isdigit() for sign in text[leaf.node.start : header_end(text, leaf.node)]),
            gap,
            comment,
            leaf.end + len(gap) - line_start(text, leaf.end),
        )


def _is_block(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_block


def _masked(text: str, found: list[Leaf], written: list[_Written], mark: str) -> str:
    parts: list[str] = []
    at = 0
    for number, (leaf, one) in enumerate(zip(found, written, strict=True)):
        blank = " " if leaf.start == leaf.end or one.is_below else ""
        parts += [_without_tabs(text[at : leaf.start]), blank, f"{mark}{number}{mark}"]
        at = leaf.end + (len(one.gap) + len(one.comment) if one.comment else 0)
    return "".join((*parts, _without_tabs(text[at:])))


def _without_tabs(between: str) -> str:
    """The same with blanks: ruamel takes no tab before a comment, though YAML does."""
    return _BEFORE_COMMENT.sub(lambda found: found[0].replace("\t", " "), between)


def _restored(skeleton: str, written: list[_Written], mark: str) -> str:
    lines: list[str] = []
    for line in skeleton.split("\n"):
        done, anchor = "", None
        for number, part in enumerate(line.split(mark)):
            if number % 2 == 0:
                done += part
                continue
            one = written[int(part)]
            if not one.text or one.is_below:
                done = done.rstrip(" ")
            column = len(done)
            anchor = column if anchor is None else anchor
            done += _moved(one, column, anchor)
            done += _comment(one, done)
        lines.append(done)
    return "\n".join(lines)


def _moved(one: _Written, column: int, anchor: int) -> str:
    """A value in its new place: its further lines move with it."""
    first, *more = one.text.split("\n")
    if not more:
        return first
    by = anchor - one.anchor if one.is_below else column - one.column
    if one.is_block:
        by = anchor - one.anchor
        depth = min((len(line) - len(line.lstrip(" ")) for line in more if line.strip()), default=0)
        by = by if one.has_indicator else anchor + 2 - depth
    return "\n".join((first, *(_shifted(line, by) for line in more)))


def _shifted(line: str, by: int) -> str:
    if by >= 0:
        return " " * by + line if line.strip() else line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]


def _comment(one: _Written, done: str) -> str:
    if not one.comment:
        return ""
    end = len(done) - done.rfind("\n") - 1
    return (" " * (one.comment_column - end) if one.comment_column > end else one.gap or " ") + one.comment
