"""From plain values to a kind of document: every error, at the key or at the value."""

import pytest

from pvsync.catalog.documents import KINDS
from pvsync.catalog.reader import read_documents
from pvsync.catalog.shape import shape
from pvsync.catalog.source import SourceFile

MOVIE = "kind: movie\nalid: A\ntitle: T\navails: "


def found(text: str) -> list[tuple[str, int, int, str]]:
    documents, findings = read_documents(SourceFile.of("x.yaml", text.encode()))
    assert findings == []
    declared, problems = shape(documents[0])
    assert (declared is None) == bool(problems)
    return sorted(
        (one.code, one.place.line, one.place.column, one.hint) for one in problems if one.place is not None
    )


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "hint"),
    [
        ("x\n", "PV010", 1, 1, "begin with `kind: movie` and one key a line"),
        (
            "{}\n",
            "PV011",
            1,
            1,
            "begin with one of `kind: movie`, `kind: series`, `kind: season`, `kind: supplemental`, `kind: bundle`, `kind: collection`, `kind: deal`, `kind: rights`",
        ),
        (
            "alid: A\n",
            "PV011",
            1,
            1,
            "begin with one of `kind: movie`, `kind: series`, `kind: season`, `kind: supplemental`, `kind: bundle`, `kind: collection`, `kind: deal`, `kind: rights`",
        ),
        ("kind: sesaon\n", "PV011", 1, 7, "did you mean `season`?"),
        (
            "kind: [movie]\n",
            "PV011",
            1,
            7,
            "kinds: `movie`, `series`, `season`, `supplemental`, `bundle`, `collection`, `deal`, `rights`",
        ),
        (MOVIE + "[]\ntittel: x\n", "PV012", 5, 1, "did you mean `title`?"),
        (MOVIE + "[{licence: EST}]\n", "PV012", 4, 11, "did you mean `license`?"),
        (MOVIE + "[{prices: [{territry: US}]}]\n", "PV012", 4, 21, "did you mean `territory`?"),
        (
            MOVIE + "[{languages: {holdback: [{tag: fr, aset: x}]}}]\n",
            "PV012",
            4,
            44,
            "did you mean `asset`?",
        ),
        (MOVIE + "[{languages: {holdback: [{asset: audio}]}}]\n", "PV013", 4, 34, "add `tag: fr-CA`"),
        (MOVIE + "EST\n", "PV014", 4, 9, "write it in brackets: `avails: [...]`, or one a line with dashes"),
        (MOVIE + "[EST]\n", "PV014", 4, 10, "write `key: value` pairs, one a line or in braces"),
        (
            MOVIE + "[{languages: en}]\n",
            "PV014",
            4,
            22,
            "write `key: value` pairs, one a line or in braces; keys: `asset`, `allowed`, `holdback`",
        ),
        (MOVIE + "[{ids: x}]\n", "PV014", 4, 16, "write `key: value` pairs, one a line or in braces"),
        (
            MOVIE + "[{license: EST, rental: x}]\n",
            "PV015",
            4,
            33,
            "write it as ISO 8601: `PT48H` is 48 hours, `P30D` is 30 days",
        ),
        (
            "kind: season\nalid: A\nseries: S\nnumber: 1\navails: []\n",
            "PV013",
            1,
            1,
            'add `title: "Avail Strikes Back: Season 1"`',
        ),
        ("kind: deal\nname: x\n", "PV013", 1, 1, "add `avails: ...`"),
    ],
)
def test_each_error_is_at_the_key_or_the_value_that_must_change(
    text: str, code: str, line: int, column: int, hint: str
) -> None:
    assert found(text) == [(code, line, column, hint)]


def test_all_errors_of_a_document_come_at_once() -> None:
    text = MOVIE.replace("alid: A", "alid: A B") + "[{license: X, formats: HD}, {foo: 1}]\nbar: 1\n"

    assert [code for code, *_ in found(text)] == ["PV012", "PV012", "PV014", "PV015", "PV015"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_known_by_its_name(kind: str) -> None:
    assert kind == KINDS[kind].KIND
    assert found(f"kind: {kind}\nnonsense: 1\n")[0][0] == "PV012"
