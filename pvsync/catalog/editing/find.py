"""From a path to the node that stands there."""

from dataclasses import dataclass

from pvsync.catalog.editing.refusals import Refused
from pvsync.catalog.editing.tree import Alias, Mapping, Node, Pair, Sequence
from pvsync.catalog.positions import Path


@dataclass(frozen=True, slots=True)
class Found:
    """A node with what stands around it.

    Args:
        node: The node.
        in_flow: Whether it stands within brackets or braces.
        pair: The key that it is the value of, None for an item or a whole document.
        parent: What holds it, None for a whole document.
    """

    node: Node
    in_flow: bool = False
    pair: Pair | None = None
    parent: Mapping | Sequence | None = None


def find(roots: list[Node], document: int, path: Path) -> Found:
    """The node at a path.

    Raises:
        Refused: If there is none, or it is shared by an alias.
    """
    if not 0 <= document < len(roots):
        raise Refused(
            f"the file has no document {document + 1}", "read it again: it has changed since it was looked at"
        )
    found = Found(roots[document])
    for step in path:
        found = _child(found, step)
    if getattr(found.node, "shared", False):
        _refuse_sharing(found.node)
    return found


def _child(found: Found, step: str | int) -> Found:
    node = found.node
    match node:
        case Alias():
            _refuse_sharing(node)
        case Mapping() if isinstance(step, str):
            for pair in node.pairs:
                if pair.name == step:
                    return Found(pair.value, found.in_flow or node.flow, pair, node)
        case Sequence() if isinstance(step, int) and 0 <= step < len(node.items):
            return Found(node.items[step], found.in_flow or node.flow, None, node)
        case _:
            pass
    raise Refused(f"there is no `{step}` here", "read the file again: it has changed", node.start)


def must_not_be_shared(found: Found) -> None:
    """Refuse a value that is written elsewhere and only repeated here.

    Raises:
        Refused: If it is an alias.
    """
    if isinstance(found.node, Alias):
        _refuse_sharing(found.node)


def _refuse_sharing(node: Node) -> None:
    raise Refused(
        "this value is shared by `&` and `*`, so that changing it here would change it elsewhere too",
        "write the value out wherever it is used",
        node.start,
    )
