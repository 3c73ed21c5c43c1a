"""Comments on lines of their own, in line with what they stand above."""

from bisect import bisect_right
from collections.abc import Iterator

from pvsync.catalog.editing.leaves import leaves
from pvsync.catalog.editing.tree import Mapping, Node, Sequence, content_end, pair_end


def in_line(text: str, root: Mapping) -> str:
    """The text with each such comment at the column of the next line, or of a block that ends just above it.

    Lines within values are left alone, and so are blanks at their ends; elsewhere these go, and so do second blank
    lines in a row. Line breaks are plain newlines.
    """
    lines = text.split("\n")
    number_of = _Lines(text)
    protected = _protected(text, root, number_of)
    chains = _chains(text, root, number_of)
    columns = [_column(line) for line in lines]
    content = [
        number
        for number, line in enumerate(lines)
        if number in chains and (number in protected or line.strip()[:1] not in {"", "#"})
    ]
    found: list[str] = []
    above = 0
    for number, line in enumerate(lines):
        if number in protected:
            found.append(line)
            continue
        plain = line.rstrip(" \t")
        if plain.lstrip(" \t").startswith("#"):
            while above < len(content) and content[above] < number:
                above += 1
            place = _place(columns[number], columns, chains, content, above)
            found.append(" " * place + plain.lstrip(" \t"))
        elif plain or (found and found[-1]):
            found.append(plain)
    return "\n".join(found)


def _place(
    column: int, columns: list[int], chains: dict[int, tuple[int, ...]], content: list[int], above: int
) -> int:
    following = columns[content[above]] if above < len(content) else 0
    ended = chains[content[above - 1]] if above else ()
    candidates = {following, *(one for one in ended if one > following)}
    return max((one for one in candidates if one <= column), default=following)


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class _Lines:
    """The line of each index of a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(index + 1 for index, character in enumerate(text) if character == "\n")]

    def __getitem__(self, index: int) -> int:
        return bisect_right(self._starts, index) - 1


def _protected(text: str, root: Node, number_of: _Lines) -> set[int]:
    """Lines that a value of several lines goes over, but for the blanks behind its end."""
    found: set[int] = set()
    for leaf in leaves(text, root):
        end = leaf.end
        if (
            text.startswith(("|", ">"), leaf.node.start)
            and "+" in text[leaf.node.start : text.find("\n", leaf.node.start)]
        ):
            end = max(end, leaf.node.end - 1)
        first, last = number_of[leaf.start], number_of[min(end, len(text))]
        if first != last:
            found.update(range(first, last + 1))
    return found


def _chains(text: str, node: Node, number_of: _Lines) -> dict[int, tuple[int, ...]]:
    """The columns of all blocks that each line belongs to."""
    found: dict[int, tuple[int, ...]] = {}
    for start, end, column in _members(text, node):
        for number in range(number_of[start], number_of[end] + 1):
            found[number] = (*found.get(number, ()), column)
    return found


def _members(text: str, node: Node) -> Iterator[tuple[int, int, int]]:
    """Every key and item of every block with the column of its block."""
    if isinstance(node, Mapping) and not node.flow:
        column = node.pairs[0].key.start - text.rfind("\n", 0, node.pairs[0].key.start) - 1
        for pair in node.pairs:
            yield pair.key.start, pair_end(text, pair), column
            yield from _members(text, pair.value)
    elif isinstance(node, Sequence) and not node.flow:
        column = node.start - text.rfind("\n", 0, node.start) - 1
        for item in node.items:
            yield item.start, content_end(text, item), column
            yield from _members(text, item)
