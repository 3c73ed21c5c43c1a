"""Deals by name."""

import pytest
from unit.catalog.reading import EST, FVOD, deal, movie, read, season

from pvsync.catalog.deals import DealBook
from pvsync.catalog.documents import DealDocument
from pvsync.catalog.reader import read_documents
from pvsync.catalog.shape import Declared, shape
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Place


def declared(name: str) -> Declared[DealDocument]:
    raws, _ = read_documents(SourceFile.of(f"{name}.yaml", deal(name, FVOD).encode()))
    found, _ = shape(raws[0])
    assert found is not None
    assert isinstance(found.document, DealDocument)
    return Declared(found.document, found.raw)


def test_the_first_of_a_name_is_kept_and_the_second_said() -> None:
    book, first = DealBook(), declared("b")
    assert book.add(first) is None
    finding = book.add(declared("b"))

    assert finding is not None
    assert finding.code == "PV102"
    assert book.get("b") is first
    assert book.add(declared("a")) is None
    assert book.names == ["a", "b"]
    assert [one.document.name for one in book] == ["b", "a"]
    assert book.get("c") is None


def test_a_broken_deal_is_remembered() -> None:
    book = DealBook()
    book.add_broken("b")

    assert (book.is_broken("b"), book.is_broken("c")) == (True, False)


@pytest.mark.parametrize(
    "user",
    [
        movie("use: d"),
        movie(EST).replace("kind: movie", "kind: movie\nstate: withdrawn") + deal("c", "use: d"),
        season(EST, episodes=("avails: [{use: d}]",)),
        # It stands in an avail that an error leaves out.
        season(f"key: a, {EST}", episodes=("avails: [{key: b, use: d}]",)),
    ],
)
def test_a_deal_that_anything_uses_is_not_unused(user: str) -> None:
    _, findings = read(user, deal("d", FVOD))

    assert "`d`" not in " ".join(one.message for one in findings if one.code == "PV138")


def test_a_deal_that_only_uses_itself_is_unused() -> None:
    _, findings = read(movie(EST), deal("d", "use: d"))

    assert [(one.code, one.message) for one in findings] == [
        ("PV138", "nothing in this catalog uses the deal `d`")
    ]
    assert findings[0].place == Place("file1.yaml", 3, 7, 3, 8)
