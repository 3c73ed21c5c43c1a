"""Places of what is not there: the nearest value above. The laws of places are with the other laws."""

import pytest

from pvsync.catalog.positions import Path, Positions
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import SourceFile


def document(text: str) -> RawDocument:
    return read_documents(SourceFile.of("x.yaml", text.encode()))[0][0]


@pytest.mark.parametrize(
    ("path", "at"),
    [
        ((), (1, 1)),
        (("a", "zz"), (1, 4)),
        (("a", 0), (1, 4)),
        (("b", 9), (2, 4)),
        (("b", -1), (2, 4)),
        (("b", "0"), (2, 4)),
        (("b", 1, "x"), (2, 9)),
        (("zz", "a"), (1, 1)),
    ],
)
def test_what_is_not_there_stands_where_it_would_be(path: Path, at: tuple[int, int]) -> None:
    raw = document("a: {x: 1}\nb: [10, 20]\n")
    for place in (raw.place(path), raw.key_place(path)):
        assert (place.line, place.column) == at


def test_a_key_that_is_not_there_stands_at_its_mapping() -> None:
    positions = Positions("x.yaml")
    positions.table += (2, 3, 2, 4, 1, 0)

    assert str(positions.key_place(0, {}, "a")) == "x.yaml:3:4"
