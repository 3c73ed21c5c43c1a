"""What one file declares, whatever the date: the scopes that it offers or says shall go, with their transactions, and its titles."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from pvsync.catalog.deals import DealBook
from pvsync.catalog.documents import (
    BundleDocument,
    CollectionDocument,
    DealDocument,
    Document,
    MovieDocument,
    RightsDocument,
    SeasonDocument,
    SeriesDocument,
    SupplementalDocument,
)
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.reader import read_documents
from pvsync.catalog.rights_book import RightsBook
from pvsync.catalog.seasons import CompleteSeason, SeasonIndex
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.shape import Declared, shape
from pvsync.catalog.source import SourceFile
from pvsync.catalog.titles import TitleBuilder
from pvsync.diagnostics import Finding, Place
from pvsync.model.desired import DesiredTitle
from pvsync.model.identity import Identity, identity_of
from pvsync.model.scope import Scope
from pvsync.model.transaction import names_of


class DeclaredScopes:
    """Reads files of one state of a catalog; a document with errors declares what of it can be read.

    Args:
        settings: What the configuration of that state says.
        deals: The files that hold its deals.
    """

    def __init__(self, settings: CatalogSettings, deals: Iterable[SourceFile]) -> None:
        book = DealBook()
        for source in deals:
            for declared in _documents(source):
                if isinstance(declared.document, DealDocument):
                    book.add(Declared(declared.document, declared.raw))
        self._builder = TitleBuilder(settings, book, _AlwaysComplete(), RightsBook(settings), _ignore)

    def of(
        self, source: SourceFile
    ) -> tuple[frozenset[Scope], tuple[Identity, ...], dict[Scope, frozenset[str]]]:
        """The scopes that a file declares, who its titles are, and the names of the transactions in each scope."""
        titles = [title for declared in _documents(source) for title in self._titles(declared)]
        rows = {scope: names for title in titles for scope, names in _rows(title)}
        return frozenset(rows), tuple(identity_of(title.title) for title in titles), rows

    def _titles(self, declared: Declared[Document]) -> Iterator[DesiredTitle]:
        document, raw = declared.document, declared.raw
        match document:
            case MovieDocument():
                yield self._builder.movie(Declared(document, raw))
            case SeasonDocument():
                yield from self._builder.season(Declared(document, raw), _series(document.series, raw))
            case BundleDocument():
                yield self._builder.box_set(Declared(document, raw), _series(document.series, raw))
            case CollectionDocument():
                yield self._builder.collection(Declared(document, raw))
            case SupplementalDocument():
                yield self._builder.supplemental(Declared(document, raw))
            case SeriesDocument() | DealDocument() | RightsDocument():
                return
            case _:
                assert_never(document)


class _AlwaysComplete(SeasonIndex):
    """Every series has a complete season: on some day its box set is offered, and where is all that is asked."""

    def of(self, series: str) -> Iterator[CompleteSeason]:
        """One season of a series."""
        yield CompleteSeason(series, since=True, place=Place(""))


def _series(alid: str, raw: RawDocument) -> Declared[SeriesDocument]:
    """A series, which matters to what is sent and not to where; its own document may be in any file."""
    return Declared(
        SeriesDocument.model_validate({"kind": "series", "alid": alid, "title": alid, "seasons": "1"}), raw
    )


def _documents(source: SourceFile) -> Iterator[Declared[Document]]:
    for raw in read_documents(source)[0]:
        declared, _ = shape(raw)
        if declared is not None:
            yield declared


def _rows(title: DesiredTitle) -> Iterator[tuple[Scope, frozenset[str]]]:
    for avail in title.avails:
        alid = avail.scope.alid
        yield avail.scope, frozenset(name for row in avail.transactions for name in names_of(alid, row))
    for removal in title.removals:
        yield removal.scope, removal.once


def _ignore(_finding: Finding) -> None:
    """What is wrong with a past state cannot be mended any more."""
