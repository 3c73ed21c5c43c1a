"""The kinds of document; the union is spelt out so that type checkers see every kind."""

from typing import TypeAlias

from pvsync.catalog.documents.deal import DealDocument
from pvsync.catalog.documents.movie import MovieDocument
from pvsync.catalog.documents.season import EpisodeEntry, SeasonDocument
from pvsync.catalog.documents.series import SeriesDocument

Document: TypeAlias = MovieDocument | SeriesDocument | SeasonDocument | DealDocument

KINDS: dict[str, type[Document]] = {
    document.KIND: document for document in (MovieDocument, SeriesDocument, SeasonDocument, DealDocument)
}

__all__ = [
    "KINDS",
    "DealDocument",
    "Document",
    "EpisodeEntry",
    "MovieDocument",
    "SeasonDocument",
    "SeriesDocument",
]
