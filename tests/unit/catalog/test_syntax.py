"""What is said of text that is not YAML; the screens are with the goldens of broken files."""

import pytest
import yaml

from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import SourceFile
from pvsync.catalog.syntax import syntax_finding
from pvsync.diagnostics import Place

FIT = "a line does not fit the lines around it"


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("a: 'x\nb: 1\n", "a quote is opened and never closed", 1, 4),
        ('a: "x\n', "a quote is opened and never closed", 1, 4),
        ("a: [1, 2\nb: 3\n", "a list or mapping in brackets is not closed, or lacks a comma", 1, 4),
        ("a: {b: 1\n", "a list or mapping in brackets is not closed, or lacks a comma", 1, 4),
        ("a: b: c\n", "a second `: ` stands in this value", 1, 5),
        ("a:b\nc: d\n", FIT, 2, 2),
        ("a: 1\n b: 2\n", FIT, 2, 3),
        ("a: 1\nb\nc: 2\n", FIT, 3, 1),
        ("- a\nb: 1\n", FIT, 2, 1),
        ("a: %x\n", "a value cannot begin with this character", 1, 4),
        ("a: & b\n", "`&` and `*` begin names of YAML here, and this is none", 1, 4),
        ("a: *\n", "`&` and `*` begin names of YAML here, and this is none", 1, 4),
        ('a: "\\d"\n', "a backslash in double quotes begins a code, and this is none", 1, 5),
        ("a:\n\t- b\n", "a tab stands where YAML wants blanks", 2, 1),
        ("高: 1\n# 高\nb: 高\x07\n", "a control character stands in the text", 3, 5),
        ("%YAML 3.0\n---\na: 1\n", "this is not YAML: found incompatible YAML document", 1, 1),
    ],
)
def test_the_place_is_where_a_person_should_look(text: str, message: str, line: int, column: int) -> None:
    _, findings = read_documents(SourceFile.of("x.yaml", text.encode()))

    assert [(one.code, one.message, one.place) for one in findings] == [
        ("PV004", message, Place("x.yaml", line, column, line, column + 1))
    ]


def test_an_error_without_words_or_place_is_at_the_beginning() -> None:
    finding = syntax_finding("x.yaml", "", yaml.YAMLError())

    assert finding.message == "this is not YAML: it cannot be read here"
    assert finding.place == Place("x.yaml", 1, 1, 1, 2)
