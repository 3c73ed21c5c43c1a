"""The text of a file as a tree: what each value is, how it is written, where it begins and ends.

The reader's position table says where a value stands for people. An edit must also know what the reader has no use
for: quotes, brackets, and where the last line of a group ends.
"""

import re
from collections.abc import Mapping as Characters
from dataclasses import dataclass
from typing import Any, TypeAlias

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not export the C parser itself

from pvsync.catalog.source import BREAK, for_parser

_COLON = re.compile(r"[ \t]*:")
_HEADER = re.compile(r"[|>][0-9+-]*")
_BLOCK_STYLES = frozenset("|>")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text: `style` is empty for a plain one, otherwise its quote or `|` or `>`."""

    start: int
    end: int
    style: str
    text: str
    shared: bool = False

    @property
    def is_block(self) -> bool:
        """Whether its lines stand below the key."""
        return self.style in _BLOCK_STYLES

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is written at all, as behind `key:`."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Alias:
    """`*name`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A key and its value."""

    key: "Node"
    value: "Node"

    @property
    def name(self) -> str | None:
        """The key as text, None where it is written as an alias."""
        return self.key.text if isinstance(self.key, Scalar) else None


@dataclass(frozen=True, slots=True)
class Mapping:
    """A group of keys; `flow` where it stands in braces."""

    start: int
    end: int
    flow: bool
    pairs: tuple[Pair, ...]
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; `flow` where it stands in brackets."""

    start: int
    end: int
    flow: bool
    items: tuple["Node", ...]
    shared: bool = False


Node: TypeAlias = Scalar | Alias | Mapping | Sequence


def trees(text: str) -> list[Node]:
    """One tree for each document of a text that the reader has read without a finding."""
    own, back = for_parser(text)
    parser = _Parser(CParser(own), back)
    found: list[Node] = []
    while not isinstance(event := parser.events.get_event(), StreamEndEvent):
        if isinstance(event, DocumentStartEvent):
            root = _node(parser, parser.events.get_event())
            if not (isinstance(root, Scalar) and root.text == "" and root.is_nothing):
                found.append(root)
    return found


@dataclass(frozen=True, slots=True)
class _Parser:
    """Events of a text, and what turns its values back (`source.for_parser`)."""

    events: Any
    back: Characters[int, int]


def _node(parser: _Parser, event: Any) -> Node:
    start: int = event.start_mark.index
    shared = bool(event.anchor)
    if isinstance(event, AliasEvent):
        return Alias(start, _end(event))
    if isinstance(event, ScalarEvent):
        return Scalar(start, _end(event), event.style or "", event.value.translate(parser.back), shared)
    if isinstance(event, MappingStartEvent):
        pairs: list[Pair] = []
        while not isinstance(key := parser.events.get_event(), MappingEndEvent):
            pairs.append(Pair(_node(parser, key), _node(parser, parser.events.get_event())))
        return Mapping(start, _end(key), bool(event.flow_style), tuple(pairs), shared)
    items: list[Node] = []
    while not isinstance(item := parser.events.get_event(), SequenceEndEvent):
        items.append(_node(parser, item))
    return Sequence(start, _end(item), bool(event.flow_style), tuple(items), shared)


def _end(event: Any) -> int:
    index: int = event.end_mark.index
    return index


def line_end(text: str, index: int) -> int:
    """Where the line of an index ends, before its line break."""
    found = BREAK.search(text, index)
    return len(text) if found is None else found.start()


def next_line(text: str, index: int) -> int:
    """Where the line after that of an index begins."""
    found = BREAK.search(text, index)
    return len(text) if found is None else found.end()


def line_start(text: str, index: int) -> int:
    """Where the line of an index begins."""
    while index > 0 and text[index - 1] not in "\n\r":
        index -= 1
    return index


def header_end(text: str, node: Scalar) -> int:
    """Where `|` or `>` with its numbers and signs ends."""
    found = _HEADER.match(text, node.start)
    return node.start if found is None else found.end()


def content_end(text: str, node: Node) -> int:
    """Where the last character of a value stands; libyaml lets a block reach to the next token instead."""
    match node:
        case Scalar():
            return _block_scalar_end(text, node) if node.is_block else node.end
        case Mapping(flow=False, pairs=(*_, last)):
            return pair_end(text, last)
        case Sequence(flow=False, items=(*_, item)):
            return content_end(text, item)
        case _:
            return node.end


def pair_end(text: str, pair: Pair) -> int:
    """Where the last character of a key with its value stands."""
    if isinstance(pair.value, Scalar) and pair.value.is_nothing:
        return colon_end(text, pair) or pair.key.end
    return content_end(text, pair.value)


def colon_end(text: str, pair: Pair) -> int | None:
    """Where the colon behind a key ends, None where there is none."""
    found = _COLON.match(text, pair.key.end)
    return None if found is None else found.end()


def _block_scalar_end(text: str, node: Scalar) -> int:
    header = header_end(text, node)
    if "+" not in text[node.start : header]:
        return node.start + len(text[node.start : node.end].rstrip(" \t\n\r"))
    end = node.end
    if end > header and text[end - 1] in "\n\r":
        end -= 2 if text.endswith("\r\n", 0, end) else 1
    return end
