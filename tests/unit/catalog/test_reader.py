"""What the reader refuses, each at its place; its laws are with the other laws."""

import pytest

from pvsync.catalog.reader import MAX_DEPTH, MAX_NODES, read_documents
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Place


def read(text: str | bytes) -> tuple[list[object], list[tuple[str, int, int]]]:
    documents, findings = read_documents(
        SourceFile.of("x.yaml", text.encode() if isinstance(text, str) else text)
    )
    places = [(finding.code, finding.place) for finding in findings]
    return [document.data for document in documents], [
        (code, place.line, place.column) for code, place in places if place is not None
    ]


@pytest.mark.parametrize(
    ("text", "data", "found"),
    [
        ("a: 1\na: 2\nb: 3\n", [{"a": "1", "b": "3"}], [("PV005", 2, 1)]),
        ("a: 1\na: {a: 1, a: 2}\n", [{"a": "1"}], [("PV005", 2, 1), ("PV005", 2, 11)]),
        ("a: &x {b: 1}\nc: *x\n", [{"a": {"b": "1"}, "c": {"b": "1"}}], []),
        ("a: 1\na: &x 2\nc: *x\n", [], [("PV005", 2, 1), ("PV004", 3, 4)]),
        (
            "a: !!int 1\nb: !x {}\nc: !x []\n",
            [{"a": "1", "b": {}, "c": []}],
            [("PV006", 1, 4), ("PV006", 2, 4), ("PV006", 3, 4)],
        ),
        ("a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n", [{"a": {"b": "1"}, "c": {"d": "2"}}], [("PV007", 3, 3)]),
        ("a: *x\n", [], [("PV004", 1, 4)]),
        ("a: &x 1\n---\na: *x\n", [{"a": "1"}], [("PV004", 3, 4)]),
        ("a: &x [*x]\n", [], [("PV004", 1, 8)]),
        ("*x\n", [], [("PV004", 1, 1)]),
        ("{a: 1}: 2\n", [], [("PV009", 1, 1)]),
        ("---\n---\na: 1\n---\n", [{"a": "1"}], []),
        ("''\n", [""], []),
        ("", [], [("PV003", 1, 1)]),
        (" \n\n", [], [("PV003", 1, 1)]),
        ("# only\n", [], []),
        (b"a: \xff", [], [("PV002", 1, 4)]),
        ("é: 1\nb: ".encode() + b"\xe9", [], [("PV002", 2, 4)]),
        (b"\xff\xfea\0", [], [("PV002", 1, 1)]),
        (b"\xfe\xff\0a", [], [("PV002", 1, 1)]),
        ("[" * (MAX_DEPTH + 1), [], [("PV016", 1, MAX_DEPTH + 1)]),
        ("a: &x [" + "1," * 1000 + "]\nb: [" + "*x," * (MAX_NODES // 1000) + "]", [], [("PV008", 2, 602)]),
    ],
)
def test_the_traps_of_yaml_are_closed(
    text: str | bytes, data: list[object], found: list[tuple[str, int, int]]
) -> None:
    assert read(text) == (data, found)


def test_a_key_that_stands_twice_names_the_first() -> None:
    _, findings = read_documents(SourceFile.of("x.yaml", b"b: {c: 1}\n? &k a\n: 1\nd: 2\n*k : 3\n"))

    assert [finding.related[0].place for finding in findings] == [Place("x.yaml", 2, 3, 2, 7)]


def test_places_after_a_dropped_value_are_right() -> None:
    text = b"a: 1\na: {b: [1, 2], c: 3}\nd: &x {e: 4}\nf: *x\n"
    documents, _ = read_documents(SourceFile.of("x.yaml", text))

    assert documents[0].place(("d", "e")) == Place("x.yaml", 3, 11, 3, 12)
    assert documents[0].place(("f", "e")) == Place("x.yaml", 3, 11, 3, 12)
    assert documents[0].place(("f",)) == Place("x.yaml", 4, 4, 4, 6)
