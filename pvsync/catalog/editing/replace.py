"""Another value in the place of one, in its quotes where they can hold it."""

from collections.abc import Iterator

from pvsync.catalog.editing.find import Found, must_not_be_shared
from pvsync.catalog.editing.operations import Plain, Replace
from pvsync.catalog.editing.refusals import Refused
from pvsync.catalog.editing.scalar_text import flow_text, scalar_text
from pvsync.catalog.editing.splices import Splice
from pvsync.catalog.editing.tree import Scalar, colon_end, content_end, header_end, line_end


def replaced(text: str, found: Found, operation: Replace) -> Iterator[Splice]:
    """The splices that write the new value.

    Raises:
        Refused: If the old one has lines of its own below its key.
    """
    must_not_be_shared(found)
    node, depth = found.node, len(operation.path)
    if isinstance(node, Scalar):
        new = _written(operation.value, node.style, in_flow=found.in_flow)
        if node.is_nothing:
            yield _into_nothing(text, found, node, new, depth)
        elif node.is_block:
            yield from _over_block(text, node, new, depth)
        else:
            yield Splice(node.start, node.end, new, depth)
    elif getattr(node, "flow", False):
        yield Splice(node.start, node.end, _written(operation.value, "", in_flow=found.in_flow), depth)
    else:
        raise Refused(
            "this value is written over several lines, each with its own key or dash",
            "change it in the file, or write it on one line in brackets first",
            node.start,
        )


def _written(value: Plain, style: str, *, in_flow: bool) -> str:
    return scalar_text(value, style, in_flow=in_flow) if isinstance(value, str) else flow_text(value)


def _into_nothing(text: str, found: Found, node: Scalar, new: str, depth: int) -> Splice:
    at = node.start
    if found.pair is not None:
        colon = colon_end(text, found.pair)
        at, new = (found.pair.key.end, f": {new}") if colon is None else (colon, f" {new}")
    else:
        new = f" {new}"  # behind the dash of an item
    return Splice(at, at, new, depth)


def _over_block(text: str, node: Scalar, new: str, depth: int) -> Iterator[Splice]:
    # A comment may stand behind `|`; it stays.
    header = header_end(text, node)
    yield Splice(node.start, header, new, depth)
    below = line_end(text, header)
    end = content_end(text, node)
    if end > below:
        yield Splice(below, end, "", depth)
