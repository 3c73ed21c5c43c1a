"""The values that stand in the lines of a document, each with its span: texts, and whole groups in brackets."""

from collections.abc import Iterator
from dataclasses import dataclass

from pvsync.catalog.editing.tree import (
    Alias,
    Mapping,
    Node,
    Pair,
    Scalar,
    Sequence,
    colon_end,
    content_end,
)
from pvsync.catalog.source import BREAK


@dataclass(frozen=True, slots=True)
class Leaf:
    """A key or value that has no lines with keys or dashes of their own.

    Args:
        start: Where it begins; behind the colon where it stands on a line of its own below its key.
        end: Where it ends.
        node: What it is.
        is_key: Whether it is a key.
    """

    start: int
    end: int
    node: Node
    is_key: bool = False


def leaves(text: str, node: Node) -> Iterator[Leaf]:
    """All leaves below a node, in the order of the text; a value that is not written stands where it would begin."""
    match node:
        case Mapping(flow=False, pairs=pairs):
            for pair in pairs:
                yield Leaf(pair.key.start, pair.key.end, pair.key, is_key=True)
                yield from _value(text, pair)
        case Sequence(flow=False, items=items):
            for item in items:
                yield from leaves(text, item)
        case Mapping() | Sequence() | Alias():
            yield Leaf(node.start, node.end, node)
        case _:
            yield Leaf(node.start, content_end(text, node), node)


def scalars(node: Node) -> Iterator[Scalar | Alias]:
    """All texts below a node, within brackets too, in the order of the text."""
    match node:
        case Mapping(pairs=pairs):
            for pair in pairs:
                yield from scalars(pair.key)
                yield from scalars(pair.value)
        case Sequence(items=items):
            for item in items:
                yield from scalars(item)
        case _:
            yield node


def _value(text: str, pair: Pair) -> Iterator[Leaf]:
    value = pair.value
    behind = colon_end(text, pair) or pair.key.end
    if isinstance(value, Scalar) and value.is_nothing:
        yield Leaf(behind, behind, value)
    elif BREAK.search(text, behind, value.start) and (isinstance(value, Scalar | Alias) or value.flow):
        yield Leaf(behind, content_end(text, value), value)
    else:
        yield from leaves(text, value)
