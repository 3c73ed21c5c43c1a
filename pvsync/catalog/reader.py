"""YAML to plain values with a position table: libyaml's events, our own builder, the traps of YAML closed.

Every scalar stays the text that was written (`NO` is Norway, `1.10` is a price). Refused with their place:
duplicate keys, keys that are not text, tags, merge keys, aliases that multiply, nesting without end.
"""

from typing import Any

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not export the C parser itself

from pvsync.catalog import codes
from pvsync.catalog.positions import POSITION_WIDTH, Positions
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.scalars import in_short
from pvsync.catalog.source import SourceFile
from pvsync.catalog.syntax import syntax_finding
from pvsync.diagnostics import Finding, Place, Related

MAX_NODES = 200_000
"""Nodes of a file after aliases are followed; a file of a person has a few hundred."""

MAX_DEPTH = 50
"""Nesting of lists and mappings; a document of the catalog needs six."""


class _Stop(Exception):
    """Reading cannot go on in this file; holds the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read_documents(source: SourceFile) -> tuple[list[RawDocument], list[Finding]]:
    """All documents of a file up to the first place where YAML itself is broken, and what is wrong with it."""
    findings: list[Finding] = []
    documents: list[RawDocument] = []
    try:
        text = _text(source)
        _Reader(source, text, findings, documents).run()
    except yaml.YAMLError as error:
        findings.append(syntax_finding(source.name, text, error))
    except _Stop as stop:
        findings.append(stop.finding)
    return documents, findings


class _Reader:
    def __init__(
        self, source: SourceFile, text: str, findings: list[Finding], documents: list[RawDocument]
    ) -> None:
        self.source = source
        self.parser = CParser(text)
        self.findings = findings
        self.documents = documents
        self.positions = Positions(source.name)
        self.anchors: dict[str, tuple[Any, int, int]] = {}
        self.nodes = 0

    def run(self) -> None:
        get_event = self.parser.get_event
        while not isinstance(event := get_event(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                self.positions = Positions(self.source.name)
                self.anchors = {}
                first: Any = get_event()
                data = self.node(first, 0)
                get_event()  # the end of the document
                if data == "" and first.start_mark.index == first.end_mark.index:
                    continue  # nothing between two `---`
                self.documents.append(
                    RawDocument(self.source.name, self.source.blob, len(self.documents), data, self.positions)
                )

    def node(self, event: Any, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _Stop(
                codes.ALIAS_BOMB.at(
                    self.place(event),
                    f"the file grows to more than {MAX_NODES:,} values once its aliases are followed",
                    "write the values out, or put what many titles share into a `kind: deal`",
                )
            )
        if isinstance(event, ScalarEvent):
            return self.scalar(event)
        if isinstance(event, AliasEvent):
            return self.alias(event)
        if depth >= MAX_DEPTH:
            raise _Stop(
                codes.TOO_DEEP.at(
                    self.place(event),
                    f"lists and mappings stand more than {MAX_DEPTH} deep in each other",
                    "flatten them",
                )
            )
        return (
            self.mapping(event, depth)
            if isinstance(event, MappingStartEvent)
            else self.sequence(event, depth)
        )

    def scalar(self, event: Any) -> str:
        number = self.leaf(event)
        if event.tag is not None:
            self.tagged(event)
        value: str = event.value
        if event.anchor:
            self.anchors[event.anchor] = (value, number, 1)
        return value

    def alias(self, event: Any) -> Any:
        known = self.anchors.get(event.anchor)
        if known is None:
            raise _Stop(
                codes.YAML_SYNTAX.at(
                    self.place(event),
                    f"the alias `*{event.anchor}` stands for nothing written before it in this document",
                    f"write `&{event.anchor}` before the value that it repeats, or write the value out",
                )
            )
        value, number, size = known
        self.nodes += size - 1
        self.leaf(event, alias_of=number)
        return value

    def mapping(self, event: Any, depth: int) -> dict[str, Any]:
        number, before = self.leaf(event), self.nodes
        if event.tag is not None:
            self.tagged(event)
        result: dict[str, Any] = {}
        get_event = self.parser.get_event
        while not isinstance(key_event := get_event(), MappingEndEvent):
            key = self.node(key_event, depth + 1)
            if not isinstance(key, str):
                raise _Stop(
                    codes.KEY_NOT_TEXT.at(
                        self.place(key_event),
                        "a key must be text, not a list or a group",
                        "write `key: value`",
                    )
                )
            if key == "<<":
                self.merge_key(key_event)
                self.forget(depth)
                continue
            if key in result:
                self.duplicate(key_event, key, self.positions.key_place(number, result, key))
                self.forget(depth)
                continue
            result[key] = None
            result[key] = self.node(get_event(), depth + 1)
        self.end(event, key_event, number, before, result)
        return result

    def duplicate(self, event: Any, key: str, first: Place) -> None:
        self.findings.append(
            codes.DUPLICATE_KEY.at(
                self.place(event),
                f"the key `{in_short(key)}` stands twice in one place",
                "keep one of the two",
                (Related("it stands here first", first),),
            )
        )

    def forget(self, depth: int) -> None:
        """Read a value and drop it with its key, its positions and its anchors; what follows is still judged."""
        length, anchors = len(self.positions.table) - POSITION_WIDTH, dict(self.anchors)
        self.node(self.parser.get_event(), depth + 1)
        del self.positions.table[length:]
        self.anchors = anchors

    def sequence(self, event: Any, depth: int) -> list[Any]:
        number, before = self.leaf(event), self.nodes
        if event.tag is not None:
            self.tagged(event)
        result: list[Any] = []
        get_event = self.parser.get_event
        while not isinstance(item := get_event(), SequenceEndEvent):
            result.append(self.node(item, depth + 1))
        self.end(event, item, number, before, result)
        return result

    def end(self, start: SequenceStartEvent, end: Any, number: int, before: int, value: Any) -> None:
        self.positions.close(number, end.end_mark.line, end.end_mark.column)
        if start.anchor:
            self.anchors[start.anchor] = (value, number, self.nodes - before + 1)

    def leaf(self, event: Any, *, alias_of: int | None = None) -> int:
        start, end = event.start_mark, event.end_mark
        return self.positions.open(start.line, start.column, end.line, end.column, alias_of=alias_of)

    def tagged(self, event: Any) -> None:
        self.findings.append(
            codes.YAML_TAG.at(
                self.place(event),
                "`!` begins a YAML tag, and tags are not used here",
                "remove the tag; where the value itself begins with `!`, put it in quotes",
            )
        )

    def merge_key(self, event: Any) -> None:
        self.findings.append(
            codes.YAML_MERGE.at(
                self.place(event),
                "YAML's merge key `<<` is not used here",
                "share rights through a `kind: deal` and `use:`",
            )
        )

    def place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        return Place(self.source.name, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _text(source: SourceFile) -> str:
    data = source.data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _Stop(_not_utf8(source, 0, "it begins like UTF-16"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Stop(_not_utf8(source, error.start, f"byte 0x{data[error.start]:02x} stands there")) from error
    if not text.strip():
        raise _Stop(
            codes.FILE_EMPTY.at(Place(source.name), "the file is empty", "delete it, or write a document")
        )
    return text


def _not_utf8(source: SourceFile, offset: int, why: str) -> Finding:
    before = source.data[:offset]
    line = before.count(b"\n") + 1
    column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
    return codes.NOT_UTF8.at(
        Place(source.name, line, column, line, column + 1),
        f"the file is not UTF-8 text: {why}",
        "save it as UTF-8 in your editor",
    )
