"""New keys and items: after the last one of their group, before whatever belongs to what follows."""

from collections.abc import Iterator, Sequence

from pvsync.catalog.editing.compose import block_lines
from pvsync.catalog.editing.find import Found, must_not_be_shared
from pvsync.catalog.editing.operations import AddItem, AddKey
from pvsync.catalog.editing.refusals import Refused
from pvsync.catalog.editing.scalar_text import flow_text, key_text, scalar_text
from pvsync.catalog.editing.splices import Splice
from pvsync.catalog.editing.tree import (
    Mapping,
    Scalar,
    content_end,
    line_end,
    line_start,
)
from pvsync.catalog.editing.tree import Sequence as ListNode
from pvsync.catalog.source import BREAK


def keys_added(text: str, found: Found, operations: Sequence[AddKey]) -> Iterator[Splice]:
    """The splices that add keys to one mapping, in the order given.

    Raises:
        Refused: If there is no mapping, or it has one of the keys.
    """
    must_not_be_shared(found)
    node = found.node
    if not isinstance(node, Mapping):
        raise Refused("a key can be added to a group of keys only", "change it in the file", node.start)
    names = [pair.name for pair in node.pairs]
    for operation in operations:
        if operation.key in names:
            raise Refused(f"the key `{operation.key}` stands here already", "change its value", node.start)
        names.append(operation.key)
    if not node.flow:
        lines = [line for operation in operations for line in _key_lines(operation)]
        column = node.pairs[0].key.start - line_start(text, node.pairs[0].key.start)
        yield _below(text, content_end(text, node), lines, column, len(operations[0].path))
        return
    new = [
        f"{key_text(operation.key, in_flow=True)}: {flow_text(operation.value)}" for operation in operations
    ]
    yield _inside(text, node, _last_end(text, node), new, len(operations[0].path))
    yield from _behind(text, node.end, operations)


def items_added(text: str, found: Found, operations: Sequence[AddItem]) -> Iterator[Splice]:
    """The splices that add items to one list, in the order given.

    Raises:
        Refused: If there is no list.
    """
    must_not_be_shared(found)
    node = found.node
    if not isinstance(node, ListNode):
        raise Refused("an item can be added to a list only", "change it in the file", node.start)
    if node.flow:
        last = content_end(text, node.items[-1]) if node.items else None
        yield _inside(
            text,
            node,
            last,
            [flow_text(operation.value) for operation in operations],
            len(operations[0].path),
        )
        yield from _behind(text, node.end, operations)
        return
    lines = [line for operation in operations for line in _item_lines(operation)]
    column = node.start - line_start(text, node.start)
    yield _below(text, content_end(text, node), lines, column, len(operations[0].path))


def _last_end(text: str, node: Mapping) -> int | None:
    """Where the last pair within braces ends; one without a value reaches to what follows."""
    if not node.pairs:
        return None
    value = node.pairs[-1].value
    return value.start if isinstance(value, Scalar) and value.is_nothing else content_end(text, value)


def _key_lines(operation: AddKey) -> Iterator[str]:
    key, value = key_text(operation.key, in_flow=False), operation.value
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        yield f"{key}:"
        for item in value:
            yield f"  - {flow_text(item)}{_remark(operation.comment)}"
    elif isinstance(value, dict) and (below := block_lines(value)):
        yield f"{key}:{_remark(operation.comment)}"
        yield from (f"  {line}" for line in below)
    else:
        yield f"{key}: {_on_one_line(operation)}{_remark(operation.comment)}"


def _item_lines(operation: AddItem) -> Iterator[str]:
    value = operation.value
    below = block_lines(value) if isinstance(value, dict) and operation.path[-1:] == _LONG_ITEMS else []
    if below:
        yield f"- {below[0]}{_remark(operation.comment)}"
        yield from (f"  {line}" for line in below[1:])
    else:
        yield f"- {_on_one_line(operation)}{_remark(operation.comment)}"


def _on_one_line(operation: AddKey | AddItem) -> str:
    value = operation.value
    return scalar_text(value, in_flow=False) if isinstance(value, str) else flow_text(value)


def _below(text: str, last: int, lines: list[str], column: int, depth: int) -> Splice:
    """New lines below the one on which the group's last value ends."""
    end = line_end(text, last)
    ended = BREAK.match(text, end) or BREAK.search(text)
    line_break = "\n" if ended is None else ended[0]
    new = "".join(f"{line_break}{' ' * column}{line}" for line in lines)
    return Splice(end, end, new, depth)


def _inside(text: str, node: Mapping | ListNode, last: int | None, new: list[str], depth: int) -> Splice:
    """New members of a group in brackets: behind its last one, or first behind the bracket."""
    if last is not None:
        return Splice(last, last, "".join(f", {member}" for member in new), depth)
    at = node.end - 1
    while text[at - 1] in " \t":
        at -= 1
    return Splice(at, at, ", ".join(new), depth)


def _behind(text: str, end: int, operations: Sequence[AddKey] | Sequence[AddItem]) -> Iterator[Splice]:
    """A comment can't stand within brackets on one line: it goes to the end of the line on which they close."""
    remarks = dict.fromkeys(_remark(operation.comment) for operation in operations if operation.comment)
    at = line_end(text, end)
    # Deeper than anything else at the line's end, so that lines that are added there come below the comment.
    yield from (Splice(at, at, remark, _COMMENT_DEPTH) for remark in remarks)


def _remark(comment: str) -> str:
    return f"  # {' '.join(comment.split())}" if comment else ""


_COMMENT_DEPTH = 1_000
_LONG_ITEMS = ("localized",)
"""The list whose items hold summaries: one key a line where they do not fit one."""
