"""The catalog as a stream of titles: a title is built, handed out and dropped."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from pvsync.catalog import codes
from pvsync.catalog.allowances import AllowanceBook
from pvsync.catalog.cache import DocumentCache, NoCache, Parsed
from pvsync.catalog.claims import Claims
from pvsync.catalog.comments import MARK
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
from pvsync.catalog.merge import Report
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.reader import read_documents
from pvsync.catalog.rights_book import RightsBook
from pvsync.catalog.scalars import suggestion
from pvsync.catalog.seasons import SeasonIndex
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.shape import Declared, shape
from pvsync.catalog.source import SourceFile
from pvsync.catalog.titles import TitleBuilder
from pvsync.catalog.unread import Unread
from pvsync.diagnostics import Allowed, Code, Finding, Place, Severity, has_errors, in_order
from pvsync.model.desired import DesiredTitle
from pvsync.model.rights import Right
from pvsync.model.titles import BoxSet, Season
from pvsync.model.titles import Collection as MovieCollection

Files = Callable[[], Iterable[SourceFile | Finding]]
"""Reads the catalog's files, once for what titles refer to; a large catalog is read once more, for the titles."""

MOST_KEPT = 64 * 1024 * 1024
"""Bytes of a catalog up to which its files are kept from one pass to the next: some 30,000 titles."""

# What other documents refer to is read first. The words are looked for in the bytes, which is a hundred times
# faster than parsing; a document that hides them (quotes with escapes) is reported as it would be if it were new.
REFERRED_TO = re.compile(rb"kind[\"']?\s*:\s*[\"']?(?:deal|series|rights|bundle|collection)")

_LOSE_NOTHING = frozenset(
    code.code
    for code in (
        codes.DUPLICATE_AVAIL_KEY,
        codes.DUPLICATE_ID,
        codes.EPISODE_PRICE_UNUSED,
        codes.EXCEPT_UNUSED,
        codes.EXCLUSION_OCCUPIED,
        codes.REPEATED_VALUE,
    )
)
"""Errors after which a title still has all that it offers."""


class Catalog:
    """A catalog; iterate over `titles()` once, then read what was found.

    Args:
        files: Reads the files, sorted by name.
        settings: What the configuration says.
        cache: Documents already parsed.
    """

    def __init__(self, files: Files, settings: CatalogSettings, cache: DocumentCache | None = None) -> None:
        self.settings = settings
        self.documents = 0
        self.files = 0
        self._read = files
        self._cache: DocumentCache = cache or NoCache()
        self._findings: list[Finding] = []
        self._deals = DealBook()
        self._series: dict[str, Declared[SeriesDocument]] = {}
        self._broken_series: set[str] = set()
        self._all_read = True  # only then is a title that no document declares an unknown one
        self._bundled: set[str] = set()
        self._seasons = SeasonIndex()
        self._rights = RightsBook(settings)
        self._claims = Claims(self._findings.append)
        self._allowances = AllowanceBook()
        self._allowed: list[Allowed] = []
        self._unread = Unread()
        self._flawed = False  # whether building the document at hand has found an error
        self._builder = self._builder_for(self._take)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong so far, by place."""
        return in_order(self._findings)

    @property
    def allowed(self) -> tuple[Allowed, ...]:
        """What comments in the files let be, by place; known once `allow` has been called."""
        return tuple(sorted(self._allowed, key=lambda one: one.finding.sort_key))

    def report(self, findings: Iterable[Finding]) -> None:
        """Take findings of others (rules) in."""
        self._findings.extend(findings)

    def allow(self, known: Mapping[str, Code]) -> None:
        """Set aside what comments allow, once everything has been found.

        Args:
            known: Every code that there is.
        """
        settled = self._allowances.settle(in_order(self._findings), known)
        self._findings[:] = settled.findings
        self._allowed.extend(settled.allowed)

    def is_whole(self, title: DesiredTitle) -> bool:
        """Whether all that belongs to a title could be read: else a season or a bundle cannot be judged by its parts.

        Known of seasons when they come, of bundles when all titles have come.
        """
        match title.title:
            case MovieCollection():
                return not self._unread.hides(*title.title.members)
            case BoxSet():
                return not self._unread.hides(title.title.alid)
            case Season():
                return not self._unread.names(title.title.alid) and not self._deals.has_broken
            case _:
                return True

    @property
    def bundled(self) -> Collection[str]:
        """ALIDs that bundles hold: series with a box set, members of collections. Whole once titles come."""
        return self._bundled

    def place_of(self, alid: str) -> Place | None:
        """Where an ALID is declared, None where no document declares it. Known once all titles have come."""
        return self._claims.place(alid)

    def rights_without_title(self) -> Mapping[str, Sequence[Right]]:
        """What is held of ALIDs that no document declares. Known once all titles have come."""
        return self._rights.without_title(self._claims.alids)

    def titles(self) -> Iterator[DesiredTitle]:
        """Every title, file by file, box sets last: they need every season. Findings gather meanwhile."""
        sources = self._read_references()
        box_sets: list[Declared[Document]] = []
        for source in sources:
            if isinstance(source, Finding):
                self._findings.append(source)
                self._all_read = False
                self._unread.anything()
                continue
            self.files += 1
            declared, findings = self._parsed(source)
            self._findings.extend(findings)
            if has_errors(findings):
                self._all_read = False
                self._remember_unread(source)
            if MARK.search(source.data):
                raws = read_documents(source)[0] if findings else [one.raw for one in declared]
                self._allowances.take(source, raws, self._findings.append)
            for document in declared:
                self.documents += 1
                own = self._claims.take(document)
                self._deals.take_uses(document.document)
                if isinstance(document.document, BundleDocument):
                    box_sets += [document] if own else []
                    continue
                built = self._build_whole(document)
                # One whose ALID another document has is built for its findings only.
                yield from built if own else ()
        for document in box_sets:
            yield from self._build_box_set(document)
        if self._all_read:
            self._findings.extend((*self._claims.unknown(), *self._rights.of_nothing(self._claims.alids)))
            self._findings.extend(self._deals.unused())
        self._findings.extend(self._rights.given_twice())

    def rebuild(self, source: SourceFile) -> Iterator[DesiredTitle]:
        """The titles of one file again, after `titles()` has run; their findings are known already."""
        builder = self._builder_for(lambda _finding: None)
        for document in self._parsed(source)[0]:
            yield from self._build(document, builder)

    def _take(self, finding: Finding) -> None:
        """Take a finding of the builder, and remember that a part of the document at hand is missing."""
        self._flawed = self._flawed or (
            finding.severity is Severity.ERROR and finding.code not in _LOSE_NOTHING
        )
        self._findings.append(finding)

    def _remember_unread(self, source: SourceFile) -> None:
        """Remember what the documents of a file belong to that have no shape."""
        raws, findings = read_documents(source)
        if has_errors(findings):
            self._unread.anything()
        for raw in raws:
            if shape(raw)[0] is None:
                self._unread.add_document(raw, {*self._series, *self._broken_series})

    def _build_whole(self, declared: Declared[Document]) -> list[DesiredTitle]:
        """The titles of a document; where something of them is missing, that is remembered."""
        self._flawed = False
        built = list(self._build(declared))
        if self._flawed:
            self._remember_flawed(declared.document, built)
        return built

    def _remember_flawed(self, document: Document, built: Iterable[DesiredTitle]) -> None:
        """Remember titles of which something is missing, and the series that they belong to."""
        self._unread.add(title.title.alid for title in built)
        if isinstance(document, SeasonDocument):
            self._unread.add((document.alid, document.series))
            if document.series not in self._series:
                self._unread.anything()

    def _build_box_set(self, declared: Declared[Document]) -> Iterator[DesiredTitle]:
        """A box set; while a season cannot be read, nobody is told that there is none."""
        document = declared.document
        hidden = isinstance(document, BundleDocument) and self._unread.hides(document.series)
        misleading = {codes.BUNDLE_EMPTY.code, codes.BUNDLE_NOT_YET.code} if hidden else set[str]()

        def take(finding: Finding) -> None:
            if finding.code not in misleading:
                self._findings.append(finding)

        yield from self._build(declared, self._builder_for(take))

    def _builder_for(self, report: Report) -> TitleBuilder:
        return TitleBuilder(self.settings, self._deals, self._seasons, self._rights, report)

    def _read_references(self) -> Iterable[SourceFile | Finding]:
        """Remember what titles refer to, and give the files for them."""
        size, kept = 0, list[SourceFile | Finding]()
        for source in self._read():
            size += 0 if isinstance(source, Finding) else len(source.data)
            if size <= MOST_KEPT:
                kept.append(source)
            if isinstance(source, Finding) or not REFERRED_TO.search(source.data):
                continue
            for declared in self._parsed(source, broken=True)[0]:
                self._refer(declared)
        return iter(kept) if size <= MOST_KEPT else self._read()

    def _refer(self, declared: Declared[Document]) -> None:
        """Remember what other documents need to know of one."""
        document, raw = declared.document, declared.raw
        match document:
            case DealDocument():
                finding = self._deals.add(Declared(document, raw))
                if finding is not None:
                    self._findings.append(finding)
            case SeriesDocument():
                self._series.setdefault(document.alid, Declared(document, raw))
            case RightsDocument():
                self._rights.add(Declared(document, raw), self._findings.append)
            case BundleDocument():
                self._bundled.add(document.series)
            case CollectionDocument():
                self._bundled.update(document.members)
            case MovieDocument() | SeasonDocument() | SupplementalDocument():
                pass
            case _:
                assert_never(document)

    def _parsed(self, source: SourceFile, *, broken: bool = False) -> Parsed:
        known = self._cache.get(source.blob, source.name)
        if known is not None:
            return known
        raws, findings = read_documents(source)
        declared: list[Declared[Document]] = []
        for raw in raws:
            document, problems = shape(raw)
            findings.extend(problems)
            if document is not None:
                declared.append(document)
            elif broken:
                self._remember_broken(raw)
        self._cache.put(source.blob, source.name, (declared, findings))
        return declared, findings

    def _remember_broken(self, raw: RawDocument) -> None:
        match raw.data:
            case {"kind": "deal", "name": str(name)}:
                self._deals.add_broken(name.strip())
                self._unread.anything()
            case {"kind": "bundle", "series": str(series)}:
                self._bundled.add(series.strip())
            case {"kind": "collection", "members": list(members)}:
                self._bundled.update(member.strip() for member in members if isinstance(member, str))
            case {"kind": "series", "alid": str(alid)}:
                self._broken_series.add(alid.strip())
            case _:
                pass

    def _build(
        self, declared: Declared[Document], builder: TitleBuilder | None = None
    ) -> Iterator[DesiredTitle]:
        builder = builder or self._builder
        document, raw = declared.document, declared.raw
        match document:
            case MovieDocument():
                yield builder.movie(Declared(document, raw))
            case SeasonDocument():
                series = self._series_of(document.series, raw, builder.report)
                if series is not None:
                    self._seasons.add(Declared(document, raw))
                    yield from builder.season(Declared(document, raw), series)
            case BundleDocument():
                series = self._series_of(document.series, raw, builder.report)
                if series is not None:
                    yield builder.box_set(Declared(document, raw), series)
            case CollectionDocument():
                yield builder.collection(Declared(document, raw))
            case SupplementalDocument():
                yield builder.supplemental(Declared(document, raw))
            case SeriesDocument() | DealDocument() | RightsDocument():
                return
            case _:
                assert_never(document)

    def _series_of(self, alid: str, raw: RawDocument, report: Report) -> Declared[SeriesDocument] | None:
        series = self._series.get(alid)
        if series is None and alid not in self._broken_series:
            report(
                codes.UNKNOWN_SERIES.at(
                    raw.place(("series",)),
                    f"there is no series `{alid}`",
                    suggestion(alid, sorted(self._series), what="series"),
                )
            )
        return series
