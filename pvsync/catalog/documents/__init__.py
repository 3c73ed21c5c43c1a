"""The kinds of document; the union is spelt out so that type checkers see every kind."""

from typing import TypeAlias

from pvsync.catalog.documents.bundle import BundleDocument
from pvsync.catalog.documents.collection import CollectionDocument
from pvsync.catalog.documents.deal import DealDocument
from pvsync.catalog.documents.movie import MovieDocument
from pvsync.catalog.documents.rights import RightsDocument
from pvsync.catalog.documents.season import EpisodeEntry, SeasonDocument
from pvsync.catalog.documents.series import SeriesDocument
from pvsync.catalog.documents.supplemental import SupplementalDocument

Document: TypeAlias = (
    MovieDocument
    | SeriesDocument
    | SeasonDocument
    | SupplementalDocument
    | BundleDocument
    | CollectionDocument
    | DealDocument
    | RightsDocument
)

KINDS: dict[str, type[Document]] = {
    document.KIND: document
    for document in (
        MovieDocument,
        SeriesDocument,
        SeasonDocument,
        SupplementalDocument,
        BundleDocument,
        CollectionDocument,
        DealDocument,
        RightsDocument,
    )
}

__all__ = [
    "KINDS",
    "BundleDocument",
    "CollectionDocument",
    "DealDocument",
    "Document",
    "EpisodeEntry",
    "MovieDocument",
    "RightsDocument",
    "SeasonDocument",
    "SeriesDocument",
    "SupplementalDocument",
]
