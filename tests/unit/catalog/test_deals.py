"""Deals by name."""

from unit.catalog.reading import FVOD, deal

from pvsync.catalog.deals import DealBook
from pvsync.catalog.documents import DealDocument
from pvsync.catalog.reader import read_documents
from pvsync.catalog.shape import Declared, shape
from pvsync.catalog.source import SourceFile


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
