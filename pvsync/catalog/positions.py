"""Where each value of a document stands: one flat table of positions, walked beside the plain value."""

from collections.abc import Sequence
from typing import Any, Protocol

from pvsync.diagnostics import Place

Path = tuple[str | int, ...]

POSITION_WIDTH = 6
"""Numbers of one node."""

_LINE, _COLUMN, _END_LINE, _END_COLUMN, _NEXT, _ALIAS = range(POSITION_WIDTH)


class Mark(Protocol):
    """A point of the text, as the parser tells it."""

    line: int
    column: int


class Positions:
    """Positions of a document's nodes in the order of the text, a key before its value.

    A node is six numbers: start line and column, end line and column (all from 0), the number of the node after
    its subtree, and for an alias one more than the number of the node it stands for (0 for any other node).

    Args:
        file: Name of the file.
    """

    __slots__ = ("file", "table")

    def __init__(self, file: str) -> None:
        self.file = file
        self.table: list[int] = []

    def __len__(self) -> int:
        return len(self.table) // POSITION_WIDTH

    def cut(self, number: int) -> None:
        """Forget a node and all that follow."""
        del self.table[number * POSITION_WIDTH :]

    def point(self, number: int, meant: int) -> None:
        """Say which node an alias stands for."""
        self.table[number * POSITION_WIDTH + _ALIAS] = meant + 1

    def close(self, number: int, end: Mark) -> None:
        """End a node that has children."""
        at = number * POSITION_WIDTH
        self.table[at + _END_LINE] = end.line
        self.table[at + _END_COLUMN] = end.column
        self.table[at + _NEXT] = len(self.table) // POSITION_WIDTH

    def place(self, data: Any, path: Sequence[str | int], *, key: bool = False) -> Place:
        """The place of the value at a path, or of the nearest value above it that exists.

        Args:
            data: The document's plain value, as built with this table.
            path: Keys and indexes from the top.
            key: Ask for the key instead of its value, where the last step is a key.
        """
        node, value, found_key = 0, data, 0
        for step in path:
            child = self._child(node, value, step)
            if child is None:
                key = False
                break
            found_key, node, value = child
        return self._as_place(found_key if key and path else node)

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line of the document, from 0."""
        line, _, end_line, end_column = self.table[:_NEXT]
        return line, end_line - 1 if end_column == 0 and end_line > line else end_line

    def leaf_over(self, line: int, column: int) -> tuple[int, int] | None:
        """Where the value begins that goes over a position and has no values within, None where there is none."""
        at = (line, column)
        for node in range(len(self.table) // POSITION_WIDTH):
            place = node * POSITION_WIDTH
            start = (self.table[place], self.table[place + 1])
            end = (self.table[place + _END_LINE], self.table[place + _END_COLUMN])
            if start < at < end and self.table[place + _NEXT] == node + 1:
                return start
        return None

    def key_place(self, number: int, value: dict[str, Any], key: str) -> Place:
        """The place of a key in a mapping that is not closed yet."""
        child = self._child(number, value, key)
        return self._as_place(number if child is None else child[0])

    def _child(self, node: int, value: Any, step: str | int) -> tuple[int, int, Any] | None:
        alias = self.table[node * POSITION_WIDTH + _ALIAS]
        if alias:
            node = alias - 1
        current = node + 1
        if isinstance(value, dict) and isinstance(step, str) and step in value:
            for name in value:
                value_node = self._after(current)
                if name == step:
                    return current, value_node, value[step]
                current = self._after(value_node)
        if isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
            for _ in range(step):
                current = self._after(current)
            return current, current, value[step]
        return None

    def _after(self, node: int) -> int:
        return self.table[node * POSITION_WIDTH + _NEXT]

    def _as_place(self, node: int) -> Place:
        at = node * POSITION_WIDTH
        line, column, end_line, end_column = self.table[at : at + _NEXT]
        return Place(self.file, line + 1, column + 1, end_line + 1, end_column + 1)
