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
    StreamEndEvent,
)
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not export the C parser itself

from pvsync.catalog import codes
from pvsync.catalog.positions import POSITION_WIDTH, Positions
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.scalars import in_short
from pvsync.catalog.source import SourceFile, for_parser
from pvsync.catalog.syntax import syntax_finding
from pvsync.diagnostics import Finding, Place, Related

MAX_NODES = 200_000
"""Nodes of a file after aliases are followed; a file of a person has a few hundred."""

MAX_DEPTH = 50
"""Nesting of lists and mappings; a document of the catalog needs six."""

MAX_FINDINGS = 200
"""Findings of a file from which on keys that stand twice are not told any more: each is looked for from the top."""


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
        own, self.back = for_parser(text)
        self.parser = CParser(own)
        self.findings = findings
        self.documents = documents
        self.positions = Positions(source.name)
        self.anchors: dict[str, tuple[Any, int, int]] = {}
        self.more = (
            0  # nodes that the table does not show: of other documents, of aliases, and what was dropped
        )

    def run(self) -> None:
        get_event = self.parser.get_event
        while not isinstance(event := get_event(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                self.positions = Positions(self.source.name)
                self.anchors = {}
                first: Any = get_event()
                data = self.node(first, 0)
                get_event()  # the end of the document
                self.more += len(self.positions)
                if data == "" and first.start_mark.index == first.end_mark.index:
                    continue  # nothing between two `---`
                self.documents.append(
                    RawDocument(self.source.name, self.source.blob, len(self.documents), data, self.positions)
                )

    def node(self, event: Any, depth: int) -> Any:
        start, end, table = event.start_mark, event.end_mark, self.positions.table
        number = len(table) // POSITION_WIDTH
        if number + self.more >= MAX_NODES:
            raise self.too_many(event)
        table += (start.line, start.column, end.line, end.column, number + 1, 0)
        kind = type(event)
        if kind is ScalarEvent:
            if event.tag is not None:
                self.tagged(event)
            text: str = event.value.translate(self.back) if self.back else event.value
            if event.anchor:
                self.anchors[event.anchor] = (text, number, 1)
            return text
        if kind is AliasEvent:
            return self.alias(event, number)
        if depth >= MAX_DEPTH:
            raise _Stop(
                codes.TOO_DEEP.at(
                    self.place(event),
                    f"lists and mappings stand more than {MAX_DEPTH} deep in each other",
                    "flatten them",
                )
            )
        if event.tag is not None:
            self.tagged(event)
        value: Any = {} if kind is MappingStartEvent else []
        before = self.more
        last = (
            self.mapping(value, number, depth) if kind is MappingStartEvent else self.sequence(value, depth)
        )
        self.positions.close(number, last.end_mark)
        if event.anchor:
            self.anchors[event.anchor] = (value, number, len(self.positions) - number + self.more - before)
        return value

    def too_many(self, event: Any) -> _Stop:
        return _Stop(
            codes.ALIAS_BOMB.at(
                self.place(event),
                f"the file grows to more than {MAX_NODES:,} values once its aliases are followed",
                "write the values out, or put what many titles share into a `kind: deal`",
            )
        )

    def alias(self, event: Any, number: int) -> Any:
        known = self.anchors.get(event.anchor)
        if known is None:
            raise _Stop(
                codes.YAML_SYNTAX.at(
                    self.place(event),
                    f"the alias `*{event.anchor}` stands for nothing written before it in this document",
                    f"write `&{event.anchor}` before the value that it repeats, or write the value out",
                )
            )
        value, meant, size = known
        self.more += size - 1
        self.positions.point(number, meant)
        return value

    def mapping(self, result: dict[str, Any], number: int, depth: int) -> Any:
        """Fill in what a mapping holds, and give the event that ends it."""
        get_event, node, below = self.parser.get_event, self.node, depth + 1
        while type(key_event := get_event()) is not MappingEndEvent:
            key = node(key_event, below)
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
                self.duplicate(key_event, key, number, result)
                self.forget(depth)
                continue
            result[key] = node(get_event(), below)
        return key_event

    def duplicate(self, event: Any, key: str, number: int, group: dict[str, Any]) -> None:
        if len(self.findings) >= MAX_FINDINGS:
            return
        first = self.positions.key_place(number, group, key)
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
        kept, anchors = len(self.positions) - 1, dict(self.anchors)
        self.node(self.parser.get_event(), depth + 1)
        self.more += len(self.positions) - kept
        self.positions.cut(kept)
        self.anchors = anchors

    def sequence(self, result: list[Any], depth: int) -> Any:
        """The same of a sequence."""
        get_event, node, below = self.parser.get_event, self.node, depth + 1
        while type(item := get_event()) is not SequenceEndEvent:
            result.append(node(item, below))
        return item

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
    if not text or text.isspace():
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
