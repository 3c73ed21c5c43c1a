"""Laws of editing: exactly the change comes about, and no byte outside of it moves."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pvsync.catalog.editing.edit import Edited, edit, text_of
from pvsync.catalog.editing.expected import expected, same
from pvsync.catalog.editing.layout import formatted
from pvsync.catalog.editing.operations import AddItem, AddKey, Operation, Remove, Replace
from pvsync.catalog.editing.tree import BREAK
from pvsync.catalog.positions import Path
from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Finding

LIMIT = settings(max_examples=250, deadline=None)
KEYS = ["kind", "alid", "title", "avails", "end", "US/HD", "a b", "x: y", "no"]
TEXTS = [
    *(
        "HD",
        "2031-01-14",
        "6.99 USD",
        "Heat Haze",
        "NO",
        "~",
        "",
        "a: b",
        "a #b",
        "-",
        "- x",
        "it's",
        'say "x"',
    ),
    *(
        "[x]",
        "{",
        "&a",
        "*a",
        "!t",
        "|",
        "%",
        "@",
        "back\\slash",
        "tab\there",
        "two\nlines",
        "\x07",
        "高温",
        "😀",
    ),
    *("\u2028", "\ufeff", " led", "trail ", "x,y", "?", "? x", "<<", "---", "..."),
]
text = st.one_of(st.sampled_from(TEXTS), st.text(max_size=6))
plain = st.recursive(
    text,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=5,
)


@dataclass
class Writer:
    """Writes plain data as YAML in all the ways in which people do."""

    draw: st.DrawFn
    ended: str

    def choose(self, *options: Any) -> Any:
        return self.draw(st.sampled_from(options))

    def remark(self) -> str:
        return self.choose("", "", "  # note", " #\ttab", "\t# after a tab ", "   ")

    def scalar(self, value: str) -> str:
        simple = value.replace(" ", "").replace("-", "").replace(".", "").isalnum() and value.isascii()
        if simple and value == value.strip() and not value.startswith("-") and self.choose(True, True, False):
            return value
        if value.isprintable() and self.choose(True, False):
            return "'" + value.replace("'", "''") + "'"
        return '"' + "".join(self.escaped(character) for character in value) + '"'

    def escaped(self, character: str) -> str:
        if character in '\\"':
            return "\\" + character
        return character if character.isprintable() else f"\\U{ord(character):08x}"

    def flow(self, value: Any) -> str:
        if isinstance(value, str):
            return self.scalar(value)
        blank = self.choose("", " ")
        if isinstance(value, list):
            return "[" + blank + self.joined([self.flow(item) for item in value]) + blank + "]"
        pairs = [f"{self.scalar(key)}: {self.flow(item)}" for key, item in value.items()]
        return "{" + blank + self.joined(pairs) + blank + "}"

    def joined(self, members: list[str]) -> str:
        return self.choose(", ", ",  ", ", ").join(members) + (self.choose("", "", ",") if members else "")

    def block(self, value: Any, indent: int) -> list[str]:
        """Lines of a list or mapping; the first stands where the caller puts it."""
        lines: list[str] = []
        pad = " " * indent
        if isinstance(value, list):
            for item in value:
                lines += self.between(indent)
                lines += self.behind(f"{pad}-", item, indent + 2, compact=True)
        else:
            for key, item in value.items():
                lines += self.between(indent)
                lines += self.behind(f"{pad}{self.scalar(key)}:", item, indent + 2, compact=False)
        return lines

    def behind(self, head: str, value: Any, indent: int, *, compact: bool) -> list[str]:
        if not isinstance(value, str) and value and self.choose(True, False):
            if compact and self.choose(True, False):
                inner = self.block(value, indent)
                first = next(
                    index for index, line in enumerate(inner) if line.strip() and line.strip()[0] != "#"
                )
                if first == 0:
                    return [f"{head} {inner[0].lstrip(' ')}", *inner[1:]]
            deeper = indent + self.choose(0, 0, 1, 2)
            return [f"{head}{self.remark()}", *self.block(value, deeper)]
        if isinstance(value, str) and value and value.isalnum() and self.choose(True, False, False):
            return [f"{head} {self.choose('|-', '>-')}{self.remark()}", " " * indent + value]
        if value == "" and self.choose(True, False):
            return [f"{head}{self.remark()}"]
        return [f"{head} {self.flow(value)}{self.remark()}"]

    def between(self, indent: int) -> list[str]:
        return self.choose([], [], [], [""], [" " * indent + "# about the next"], ["# at the left", ""])


@st.composite
def files(draw: st.DrawFn) -> SourceFile:
    """A file of one to three documents."""
    writer = Writer(draw, draw(st.sampled_from(["\n", "\n", "\r\n"])))
    lines: list[str] = draw(st.sampled_from([[], ["# the file"], ["---"]]))[:]
    for number in range(draw(st.integers(1, 3))):
        if number:
            lines.append("---")
        value = draw(st.dictionaries(st.sampled_from(KEYS), plain, min_size=1, max_size=4))
        lines += writer.block(value, 0)
    lines += draw(st.sampled_from([[], ["# the end"], ["", ""], ["..."]]))
    text = writer.ended.join(lines) + draw(st.sampled_from(["", writer.ended]))
    return SourceFile.of(
        "a.yaml", draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode("utf-8", "replace")
    )


def paths(data: Any) -> list[Path]:
    found: list[Path] = [()]
    members = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in members:
        found += [(step, *path) for path in paths(value)]
    return found


def at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def kinds_of(value: Any, path: Path) -> list[type]:
    """What can be done to a value."""
    kinds: list[type] = [Replace, Remove] if path else []
    return kinds + ([AddKey] if isinstance(value, dict) else [AddItem] if isinstance(value, list) else [])


@st.composite
def operations(draw: st.DrawFn, documents: list[Any]) -> Operation:
    document = draw(st.integers(0, len(documents) - 1))
    path = draw(st.sampled_from(paths(documents[document])))
    value = at(documents[document], path)
    kinds = kinds_of(value, path)
    assume(kinds)
    comment = draw(st.sampled_from(["", "because: x", "a\n#b"]))
    kind = draw(st.sampled_from(kinds))
    if kind is Replace:
        return Replace(document, path, draw(plain))
    if kind is AddKey:
        return AddKey(document, path, draw(st.sampled_from(["new", "a: b", *KEYS])), draw(plain), comment)
    return AddItem(document, path, draw(plain), comment) if kind is AddItem else Remove(document, path)


def index_of(data: bytes, line: int, column: int) -> int:
    """The byte at which a place of the reader stands."""
    text = data.decode("utf-8")
    start = 0
    for _ in range(line - 1):
        found = BREAK.search(text, start)
        assert found is not None
        start = found.end()
    mark = 1 if text.startswith("\ufeff") and line == 1 else 0
    return len(text[: start + mark + column - 1].encode("utf-8"))


def put_in(before: bytes, after: bytes) -> bytes | None:
    """What was put into a file in one place, None where anything else happened to it."""
    added = len(after) - len(before)
    same_start = next(
        (number for number, (one, other) in enumerate(zip(before, after, strict=False)) if one != other),
        len(before),
    )
    return (
        after[same_start : same_start + added] if before[same_start:] == after[same_start + added :] else None
    )


@given(files(), st.data())
@LIMIT
def test_an_edit_makes_exactly_the_change_or_says_why_not(source: SourceFile, data: st.DataObject) -> None:
    documents, findings = read_documents(source)
    assume(not findings and documents)
    values = [document.data for document in documents]
    operation = data.draw(operations(values))

    result = edit(source, [operation])

    if isinstance(result, Finding):
        assert (result.code, bool(result.message), bool(result.hint)) == ("PV191", True, True)
        return
    values[operation.document] = expected(values[operation.document], operation)
    read, problems = read_documents(result.after)
    assert problems == []
    assert all(map(same, (document.data for document in read), values))


@given(files(), st.data())
@LIMIT
def test_every_byte_outside_a_replaced_value_stays(source: SourceFile, data: st.DataObject) -> None:
    documents, findings = read_documents(source)
    assume(not findings and documents)
    raw = data.draw(st.sampled_from(documents))
    path = data.draw(
        st.sampled_from([path for path in paths(raw.data) if isinstance(at(raw.data, path), str)] or [()])
    )
    assume(path)
    place = raw.place(path)
    start = index_of(source.data, place.line, place.column)
    end = index_of(source.data, place.end_line, place.end_column)
    assume(start != end and source.data[start : start + 1] not in {b"|", b">"})

    result = edit(source, [Replace(raw.index, path, data.draw(text))])

    assert isinstance(result, Edited)
    assert result.after.data.startswith(source.data[:start])
    assert result.after.data.endswith(source.data[end:])


@given(files(), st.data())
@LIMIT
def test_what_is_added_is_put_in_and_nothing_is_taken_out(source: SourceFile, data: st.DataObject) -> None:
    documents, findings = read_documents(source)
    assume(not findings and documents)
    operation = data.draw(operations([document.data for document in documents]))
    assume(isinstance(operation, AddKey | AddItem) and not operation.comment)

    result = edit(source, [operation])

    if isinstance(result, Edited):
        assert put_in(source.data, result.after.data)


@given(files(), st.data())
@LIMIT
def test_edits_of_several_places_at_once_are_the_same_as_one_after_the_other(
    source: SourceFile, data: st.DataObject
) -> None:
    documents, findings = read_documents(source)
    assume(not findings and documents)
    raw = data.draw(st.sampled_from(documents))
    scalars = [path for path in paths(raw.data) if isinstance(at(raw.data, path), str)]
    groups = [path for path in paths(raw.data) if isinstance(at(raw.data, path), dict)]
    chosen = data.draw(st.lists(st.sampled_from(scalars or [()]), max_size=3, unique=True))
    several: list[Operation] = [Replace(raw.index, path, data.draw(text)) for path in chosen if path]
    several += [
        AddKey(raw.index, data.draw(st.sampled_from(groups)), f"new {number}", "x") for number in range(3)
    ]

    at_once = edit(source, several)

    step: Edited | Finding = edit(source, [])
    for operation in several:
        assert isinstance(step, Edited)
        step = edit(step.after, [operation])
    assert isinstance(at_once, Edited)
    assert isinstance(step, Edited)
    assert all(map(same, values_of(at_once), values_of(step)))


def values_of(edited: Edited) -> list[Any]:
    return [document.data for document in edited.documents]


@given(files())
@LIMIT
def test_a_layout_keeps_data_and_comments_and_stays(source: SourceFile) -> None:
    documents, findings = read_documents(source)
    assume(not findings and documents)

    result = formatted(source)

    if isinstance(result, Finding):
        assert result.code == "PV192"
        return
    read, problems = read_documents(result)
    assert problems == []
    assert [document.data for document in read] == [document.data for document in documents]
    assert noted(result) == noted(source)
    assert formatted(result) is result


def noted(source: SourceFile) -> Counter[str]:
    """The comments that the generator writes; no value of its has such words."""
    return Counter(
        re.findall(
            "# ?(?:note|tab|\\ttab|after a tab|about the next|at the left|the file|the end)", text_of(source)
        )
    )


PIECES = (
    *(
        "a",
        "b",
        ": ",
        ":",
        "- ",
        "-",
        "? ",
        "\n",
        "\n  ",
        "\n    ",
        " ",
        "\t",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "'",
        '"',
    ),
    *(
        "|",
        ">",
        "|+\n",
        ">2\n",
        "#",
        " # c",
        "&x ",
        "*x",
        "...\n",
        "---\n",
        "~",
        "高",
        "\u2028",
        "\x85",
        "\r",
        "\r\n",
    ),
)
FRAGMENTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(FRAGMENTS, st.data())
@settings(max_examples=1_000, deadline=None)
@example("a: &x [1]\nb: *x", None)
@example("? a\n: b\n? c", None)
@example("[a: 1, b]", None)
@example("a: |+\n  x\n\n\nb: y", None)
def test_editing_never_raises_for_any_readable_document(written: str, data: st.DataObject | None) -> None:
    source = SourceFile.of("a.yaml", written.encode("utf-8"))
    documents, findings = read_documents(source)
    assert isinstance(formatted(source), SourceFile | Finding)
    if findings or not documents:
        return
    values = [document.data for document in documents]
    if data is None:
        chosen: list[Operation] = [Replace(0, path, "x y") for path in paths(values[0])[1:]]
        chosen += [Remove(0, path) for path in paths(values[0])]
    else:
        chosen = [data.draw(operations(values))]
    for operation in chosen:
        assert isinstance(edit(source, [operation]), Edited | Finding)
