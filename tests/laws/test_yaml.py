"""Laws of reading YAML: text stays text, every place is right, and nothing that is written can break the reader."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path as FilePath
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pvsync.catalog.build import Catalog
from pvsync.catalog.positions import Path
from pvsync.catalog.reader import read_documents
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.shape import shape
from pvsync.catalog.source import SourceFile
from pvsync.config.load import load_config
from pvsync.diagnostics import Finding, Place
from pvsync.rules.judge import judge
from pvsync.rules.rule import Setting

Span = tuple[int, int, int, int]

WORDS = [
    "NO",
    "no",
    "1.10",
    "010",
    "12:30",
    "~",
    "null",
    "2026-01-15",
    "yes",
    "0x1F",
    "1_000",
    ".inf",
    "1e3",
    "Y",
]
plain_text = st.one_of(
    st.sampled_from(WORDS),
    st.text(st.sampled_from("abcXYZ019高温警報é😀"), min_size=1, max_size=8),
    st.lists(st.text(st.sampled_from("ab高é"), min_size=1, max_size=3), min_size=2, max_size=3).map(" ".join),
)
quoted_text = st.text(st.sampled_from("abc :#,[]{}&*!|>%@-?`高温😀é\t"), max_size=10)


@dataclass(frozen=True)
class Scalar:
    text: str
    quote: str
    anchored: bool = False


@dataclass(frozen=True)
class Group:
    members: tuple[tuple[Scalar, Any], ...]
    flow: bool
    anchored: bool = False


@dataclass(frozen=True)
class Row:
    items: tuple[Any, ...]
    flow: bool
    anchored: bool = False


@dataclass(frozen=True)
class Alias:
    number: int


scalars = st.one_of(
    st.builds(Scalar, plain_text, st.just(""), st.booleans()),
    st.builds(Scalar, quoted_text, st.sampled_from(["'", '"']), st.booleans()),
)
keys = st.one_of(st.builds(Scalar, plain_text, st.just("")), st.builds(Scalar, quoted_text, st.just('"')))
nodes = st.recursive(
    st.one_of(scalars, st.builds(Alias, st.integers(0, 9))),
    lambda inner: st.one_of(
        st.builds(
            Group,
            st.lists(st.tuples(keys, inner), max_size=4, unique_by=lambda member: member[0].text).map(tuple),
            st.booleans(),
            st.booleans(),
        ),
        st.builds(Row, st.lists(inner, max_size=4).map(tuple), st.booleans(), st.booleans()),
    ),
    max_leaves=15,
)


@dataclass
class Writer:
    """A tiny emitter of YAML that knows where it wrote what."""

    random: Random
    newline: str
    text: str = ""
    line: int = 1
    column: int = 1
    anchors: list[tuple[Any, dict[Path, Span], dict[Path, Span]]] = field(default_factory=list)

    def put(self, text: str) -> Span:
        start = (self.line, self.column)
        self.text += text
        self.column += len(text)
        return (*start, self.line, self.column)

    def break_line(self, indent: int) -> None:
        if self.random.random() < 0.2:
            self.text += f"  # 題名 comment{self.newline}"
            self.line += 1
        self.text += self.newline + " " * indent
        self.line, self.column = self.line + 1, indent + 1

    def scalar(self, node: Scalar) -> Span:
        if node.quote == '"':
            return self.put('"' + node.text.replace("\t", "\\t") + '"')
        if node.quote == "'":
            return self.put(f"'{node.text}'")
        return self.put(node.text)

    def node(self, node: Any, indent: int, *, flow: bool) -> tuple[Any, dict[Path, Span], dict[Path, Span]]:
        """Write a node; say its value and where values and keys below it stand."""
        if isinstance(node, Alias) and self.anchors:
            number = node.number % len(self.anchors)
            value, places, key_places = self.anchors[number]
            inside = {path: span for path, span in places.items() if path}
            return value, {(): (*self.put(f"*a{number} ")[:3], self.column - 1)} | inside, dict(key_places)
        if isinstance(node, Alias):
            node = Scalar("nothing", "")
        start = (self.line, self.column)
        if node.anchored:
            # Its number is known only when it is written; no other anchor may take it meanwhile.
            return self.anchored(node, indent, start, flow=flow)
        return self.bare(node, indent, start, flow=flow)

    def anchored(
        self, node: Any, indent: int, start: tuple[int, int], *, flow: bool
    ) -> tuple[Any, dict[Path, Span], dict[Path, Span]]:
        number = len(self.anchors)
        self.anchors.append(("pending", {(): (0, 0, 0, 0)}, {}))
        waiting, self.anchors = self.anchors, []
        self.put(f"&a{number} ")
        written = self.bare(_without_anchors(node), indent, start, flow=flow)
        self.anchors = waiting
        self.anchors[number] = written
        return written

    def bare(
        self, node: Any, indent: int, start: tuple[int, int], *, flow: bool
    ) -> tuple[Any, dict[Path, Span], dict[Path, Span]]:
        if isinstance(node, Scalar):
            span = self.scalar(node)
            return node.text, {(): (*start, *span[2:])}, {}
        places: dict[Path, Span] = {}
        key_places: dict[Path, Span] = {}
        flow = flow or node.flow or not (node.members if isinstance(node, Group) else node.items)
        value: Any = {} if isinstance(node, Group) else []
        steps: Any = node.members if isinstance(node, Group) else enumerate(node.items)
        opening, closing = "{}" if isinstance(node, Group) else "[]"
        if flow:
            self.put(opening)
        for index, (step, child) in enumerate(steps):
            if flow and index:
                self.put(", ")
            if not flow:
                self.break_line(indent)
            name: Any = step
            if isinstance(node, Group):
                span = self.scalar(step)
                name = step.text
                key_places[(name,)] = span
                self.put(": ")
            elif not flow:
                self.put("- ")
            below, below_places, below_keys = self.node(child, indent + 2, flow=flow)
            if isinstance(node, Group):
                value[name] = below
            else:
                value.append(below)
            places |= {(name, *path): span for path, span in below_places.items()}
            key_places |= {(name, *path): span for path, span in below_keys.items()}
        if flow:
            span = self.put(closing)
            places[()] = (*start, *span[2:])
        return value, places, key_places


def _without_anchors(node: Any) -> Any:
    match node:
        case Scalar():
            return Scalar(node.text, node.quote)
        case Group():
            members = tuple((key, _without_anchors(child)) for key, child in node.members)
            return Group(members, node.flow)
        case Row():
            return Row(tuple(_without_anchors(child) for child in node.items), node.flow)
        case _:
            return node


def source(data: bytes | str, name: str = "x.yaml") -> SourceFile:
    return SourceFile.of(name, data.encode() if isinstance(data, str) else data)


@given(nodes, st.randoms(use_true_random=False), st.sampled_from(["\n", "\r\n"]), st.booleans())
@settings(max_examples=400, deadline=None)
def test_every_value_and_key_stands_where_its_place_says(
    node: Any,
    random: Random,
    newline: str,
    mark: bool,  # noqa: FBT001 - hypothesis passes by position
) -> None:
    writer = Writer(random, newline)
    writer.put("top: ")
    value, places, key_places = writer.node(node, 2, flow=False)
    writer.text += newline
    documents, findings = read_documents(source("\ufeff" * mark + writer.text))

    assert findings == []
    assert [document.data for document in documents] == [{"top": value}]
    for path, span in places.items():
        assert documents[0].place(("top", *path)) == Place("x.yaml", *span)
    for path, span in key_places.items():
        assert documents[0].key_place(("top", *path)) == Place("x.yaml", *span)
    assert documents[0].key_place(("top",)) == Place("x.yaml", 1, 1, 1, 4)


# The dumper of the test writes the rare line ends as themselves in places where they fold.
texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x85\u2028\u2029\ufeff"), max_size=12
)
trees = st.recursive(
    st.one_of(texts, st.sampled_from(WORDS)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(texts.filter(lambda key: key != "<<"), inner, max_size=4),
    ),
    max_leaves=12,
)


@given(
    st.lists(trees, min_size=1, max_size=3),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.sampled_from([True, False, None]),
    st.booleans(),
    st.sampled_from([20, 80, 10_000]),
)
@settings(max_examples=300, deadline=None)
def test_text_stays_text_in_every_style(
    data: list[Any],
    style: str | None,
    flow: bool | None,  # noqa: FBT001 - hypothesis passes by position
    unicode: bool,  # noqa: FBT001 - hypothesis passes by position
    width: int,
) -> None:
    shared = {"document": data, "again": data[0]}
    written = yaml.dump_all(
        [shared, shared],
        Dumper=yaml.SafeDumper,
        default_style=style,
        default_flow_style=flow,
        allow_unicode=unicode,
        width=width,
    )
    documents, findings = read_documents(source(written))

    assert findings == []
    assert [document.data for document in documents] == [shared, shared]
    for document in documents:
        _inside(document.data, document.place, written.splitlines())


def _inside(data: Any, place: Any, lines: list[str], path: Path = ()) -> None:
    """Every place lies within the text, and what is below a value lies below its place."""
    here = place(path)
    assert 1 <= here.line <= here.end_line <= len(lines) + 1
    assert (here.line, here.column) <= (here.end_line, here.end_column)
    for step, value in (
        data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    ):
        _inside(value, place, lines, (*path, step))


@pytest.mark.parametrize("word", WORDS)
def test_words_that_mean_something_in_yaml_mean_themselves_here(word: str) -> None:
    documents, findings = read_documents(source(f"value: {word}\n{word}: value\nlist: [{word}]\n"))

    assert findings == []
    assert documents[0].data == {"value": word, word: "value", "list": [word]}


REAL = """\
kind: movie
alid: HEATHAZE-2024
title: Heat Haze
eidr: 10.5240/EA73-79D7-1B2B-B378-3A73-M
entitlements: [{ecosystem: DMA, id: X1}]
avails:
  - key: est
    license: EST
    territories: [US, CA, DACH]
    except: [CH]
    formats: [HD, UHD]
    start: 2026-01-15
    end: 2031-01-14
    prices:
      - {territory: US, format: HD, wsp: 6.99 USD, srp: 9.99 USD}
      - {territory: US, format: UHD, wsp: 8.99 USD}
      - {territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD}
      - {territory: CA, wsp: 5.99 CAD, srp: 8.99 CAD, from: 2026-07-01, until: 2026-07-15}
      - {territory: DACH, tier: "Tier 3"}
    reference: "Licence 2024-118, s. 3"
  - use: us-svod-library
    channel: mgm_plus_subscription
    languages: {asset: [en-US, fr-CA], holdback: [{tag: fr-CA, asset: subtitle}]}
    license_rights: {value: New Release, until: 2026-09-01}
    ids: {US/HD: a1}
---
kind: deal
name: us-svod-library
avails:
  - {license: SVOD, territories: [US], formats: [HD], channel: prime, contract: CPH, category: sub,
     start: 2026-02-01, end: 2028-01-31, announce: 2026-01-02T05:00:00Z, rental: P30D, exclusive: true}
---
kind: series
alid: ASB
title: Avail Strikes Back
seasons: 4
---
kind: season
alid: ASB-S1
series: ASB
number: 1
title: "Avail Strikes Back: Season 1"
episode_count: 8
avails: &avails
  - {key: us-est, license: EST, territories: [US], formats: [HD], start: 2026-03-01, end: 2030-12-31,
     wsp: 14.99 USD, srp: 19.99 USD, episode: {wsp: 1.40 USD, srp: 1.99 USD}}
  - {key: us-mgm, use: us-svod-library, channel: mgm_plus_subscription}
episodes:
  - {alid: ASB-S1E1, number: 1, title: Pilot}
  - {alid: ASB-S1E2, number: 2, title: Two, avails: [{key: us-est, start: 2026-03-09}]}
  - {alid: ASB-S1E3, number: 3, title: Three, avails: *avails}
"""
SETTINGS = CatalogSettings("acme", datetime(2026, 6, 1, tzinfo=UTC), groups={"DACH": ("DE", "AT", "CH")})


def findings_of(sources: list[SourceFile]) -> tuple[Finding, ...]:
    """Everything that a catalog can be asked for; the findings."""
    catalog = Catalog(lambda: sources, SETTINGS)
    for title in catalog.titles():
        catalog.report(judge(title, Setting(catalog.settings.as_of, asks_for_fan_out=False)))
        for path in ("title", "number", "series.title", "season.number", "licensor", "entitlements"):
            title.places.title(path)
        for avail in title.avails:
            for row in range(len(avail.transactions)):
                for path in ("", "start", "end", "wsp", "format", "territory", "languages.asset"):
                    title.places.transaction(avail.scope, row, path)
    return catalog.findings


def test_the_real_document_has_nothing_wrong_but_a_repeated_key() -> None:
    """It is what the fuzzing below starts from; the alias declares the season's avails for one episode again."""
    assert [finding.code for finding in findings_of([source(REAL)])] == ["PV127"]


PIECES = [
    *(
        "&a",
        "*a",
        "*avails",
        "<<: *avails",
        "!!str",
        "? ",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "|\n",
        ">\n",
    ),
    *(
        "\t",
        "\x00",
        "\x07",
        "\x85",
        "\u2028",
        "\ufeff",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "#",
        ",",
        "\n",
        "  ",
        "~",
    ),
    *("use: us-svod-library", "key: us-est", "id: a1", "end: open", "start: 0001-01-01", "end: 9999-12-31"),
    *(
        "9999-12-31T23:59:59Z",
        "wsp: 1 USD",
        "territories: []",
        "prices: []",
        "episode: {}",
        "kind: deal",
        "高",
    ),
    *(
        "episodes: []",
        "avails: []",
        "1e999999",
        "9" * 400,
        "until: 2026-07-01",
        "from: 2026-07-01",
        "except: [US]",
    ),
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    text = REAL
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(text)))
        until = at + draw(st.sampled_from([0, 0, 1, 2, 5, 20, 80]))
        start = draw(st.integers(0, len(REAL)))
        piece = draw(
            st.one_of(
                st.sampled_from(PIECES),
                st.just(""),
                st.text(max_size=3),
                st.integers(1, 60).map(lambda length, first=start: REAL[first : first + length]),
            )
        )
        text = text[:at] + piece + text[until:]
    data = text.encode("utf-8", "replace")
    cut = draw(st.integers(0, len(data)))
    return data[:cut] if draw(st.booleans()) and draw(st.booleans()) else data


def _lines(data: bytes) -> int:
    return len(data.decode("utf-8-sig", "replace").splitlines()) + 1


@given(mutated())
@settings(max_examples=500, deadline=None)
def test_a_mutated_catalog_gives_findings_and_never_stops_the_reader(data: bytes) -> None:
    for finding in findings_of([source(data)]):
        assert finding.place is not None
        assert 1 <= finding.place.line <= _lines(data)
        assert finding.place.column >= 1
        assert finding.message
        assert finding.hint


@given(
    st.one_of(st.binary(max_size=80), st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace")))
)
@example(b"[" * 100_000)
@example(b"- " * 100_000)
@example(b"{a: " * 10_000)
@example(b"? " * 10_000)
@example(b"a: &a [*a]")
@example(b"\xef\xbb\xbf\xef\xbb\xbfkind: deal")
@example(b"a: &a x\nb: [" + b"*a, " * 1000 + b"]")
@example(b"kind: deal\nname: " + b"x" * 500_000 + b"\n" + b"y" * 500_000 + b": 1\navails: []")
@settings(max_examples=400, deadline=None)
def test_any_bytes_give_findings_and_never_stop_the_reader(data: bytes) -> None:
    documents, findings = read_documents(source(data))
    for document in documents:
        found, problems = shape(document)
        assert (found is None) == bool(problems)
        findings.extend(problems)
    for finding in findings:
        assert finding.place is not None
        assert 1 <= finding.place.line <= _lines(data)
        assert len(finding.message) + len(finding.hint) < 1_000
    findings_of([source(data)])
    load_config(FilePath(), source(data, "pvsync.yaml"))


def bombs() -> Iterator[str]:
    letters = "abcdefghijklmnop"
    yield "\n".join(
        f"{letter}: &{letter} [{', '.join(['*' + letters[index - 1]] * 9) if index else 'x'}]"
        for index, letter in enumerate(letters)
    )
    yield "".join(
        f"kind: deal\nname: d{n}\navails: [{{use: d{n + 1}}}, {{use: d{n + 1}}}]\n---\n" for n in range(60)
    ) + ("kind: movie\nalid: X\ntitle: X\navails: [{use: d0}]\n")
    yield "".join(f"kind: deal\nname: d{n}\navails: [{{use: d{n + 1}}}]\n---\n" for n in range(3_000)) + (
        "kind: movie\nalid: X\ntitle: X\navails: [{use: d0}]\n"
    )


@pytest.mark.parametrize("text", list(bombs()), ids=["aliases", "two deals each", "a long chain of deals"])
def test_what_grows_without_end_is_one_finding(text: str) -> None:
    assert [finding.code for finding in findings_of([source(text)])] in (["PV008"], ["PV129"])


@given(st.text(st.sampled_from("ab高\n\t :"), max_size=30), st.sampled_from(["\x07", "\x00", "\x1b"]))
def test_a_control_character_is_pointed_at(before: str, control: str) -> None:
    text = f"# {before.replace(chr(10), chr(10) + '# ')}{control}x\n"
    _, findings = read_documents(source(text))
    index = text.index(control)

    assert [finding.message for finding in findings] == ["a control character stands in the text"]
    assert findings[0].place is not None
    assert findings[0].place.line == text.count("\n", 0, index) + 1
    assert findings[0].place.column == index - text.rfind("\n", 0, index)


@given(
    st.lists(st.text("ab\x85\u2028\u2029", max_size=5), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_a_line_is_what_git_and_editors_call_one(titles: list[str], line_end: str) -> None:
    lines = [f'k{number}: "{title}"' for number, title in enumerate(titles)]
    data = line_end.join(lines).encode()

    documents, findings = read_documents(SourceFile.of("a.yaml", data))

    assert findings == []
    assert documents[0].data == {f"k{number}": title for number, title in enumerate(titles)}
    for number, line in enumerate(lines):
        place = documents[0].place((f"k{number}",))
        assert (place.line, place.end_line) == (number + 1, number + 1)
        assert (place.column, place.end_column) == (line.index('"') + 1, len(line) + 1)
