"""A document knows its file, its number and its places."""

from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import SourceFile


def test_documents_of_a_file_are_numbered_and_have_their_own_places() -> None:
    source = SourceFile.of("x.yaml", b"a: 1\n---\na: 2\n")
    documents, _ = read_documents(source)

    assert [(raw.file, raw.blob, raw.index) for raw in documents] == [
        ("x.yaml", source.blob, 0),
        ("x.yaml", source.blob, 1),
    ]
    assert [raw.place(("a",)).line for raw in documents] == [1, 3]
    assert [raw.key_place(("a",)).column for raw in documents] == [1, 1]
