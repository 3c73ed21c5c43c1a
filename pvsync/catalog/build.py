"""The catalog as a stream of titles: a title is built, handed out and dropped."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from pvsync.catalog import codes
from pvsync.catalog.cache import DocumentCache, NoCache, Parsed
from pvsync.catalog.deals import DealBook
from pvsync.catalog.documents import DealDocument, Document, MovieDocument, SeasonDocument, SeriesDocument
from pvsync.catalog.positions import Path
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.reader import read_documents
from pvsync.catalog.scalars import suggestion
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.shape import Declared, shape
from pvsync.catalog.source import SourceFile
from pvsync.catalog.titles import TitleBuilder
from pvsync.diagnostics import Finding, Place, Related, in_order
from pvsync.model.desired import DesiredTitle

Files = Callable[[], Iterable[SourceFile | Finding]]
"""Reads the catalog's files; called twice, once for what titles refer to and once for the titles."""

# What other documents refer to is read first. The words are looked for in the bytes, which is a hundred times
# faster than parsing; a document that hides them (quotes with escapes) is reported as it would be if it were new.
_REFERRED_TO = re.compile(rb"kind[\"']?\s*:\s*[\"']?(?:deal|series)")


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
        self._alids: dict[str, Place] = {}
        self._seasons: dict[tuple[str, int], Place] = {}
        self._builder = TitleBuilder(settings, self._deals, self._series, self._findings.append)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong so far, by place."""
        return in_order(self._findings)

    def report(self, findings: Iterable[Finding]) -> None:
        """Take findings of others (rules) in."""
        self._findings.extend(findings)

    def titles(self) -> Iterator[DesiredTitle]:
        """Every title, file by file; findings gather meanwhile."""
        self._read_references()
        for source in self._read():
            if isinstance(source, Finding):
                self._findings.append(source)
                continue
            self.files += 1
            declared, findings = self._parsed(source)
            self._findings.extend(findings)
            for document in declared:
                self.documents += 1
                own = self._claim_all(document)
                for title in self._build(document):
                    # One whose ALID another document has is built for its findings only.
                    if own:
                        yield title

    def rebuild(self, source: SourceFile) -> Iterator[DesiredTitle]:
        """The titles of one file again, after `titles()` has run; their findings are known already."""
        builder = TitleBuilder(self.settings, self._deals, self._series, lambda _finding: None)
        for document in self._parsed(source)[0]:
            yield from self._build(document, builder)

    def _read_references(self) -> None:
        for source in self._read():
            if isinstance(source, Finding) or not _REFERRED_TO.search(source.data):
                continue
            for declared in self._parsed(source, broken=True)[0]:
                match declared.document:
                    case DealDocument():
                        finding = self._deals.add(Declared(declared.document, declared.raw))
                        if finding is not None:
                            self._findings.append(finding)
                    case SeriesDocument():
                        self._series.setdefault(
                            declared.document.alid, Declared(declared.document, declared.raw)
                        )
                    case MovieDocument() | SeasonDocument():
                        pass

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
                series = self._series.get(document.series)
                if series is None and document.series in self._broken_series:
                    return
                if series is None:
                    builder.report(
                        codes.UNKNOWN_SERIES.at(
                            raw.place(("series",)),
                            f"there is no series `{document.series}`",
                            suggestion(document.series, sorted(self._series), what="series"),
                        )
                    )
                    return
                yield from builder.season(Declared(document, raw), series)
            case SeriesDocument() | DealDocument():
                return
            case _:
                assert_never(document)

    def _claim_all(self, declared: Declared[Document]) -> bool:
        """Whether every ALID of a document is its own; one that another document has is reported."""
        document, raw = declared.document, declared.raw
        claims: list[tuple[str, Path]] = []
        match document:
            case MovieDocument() | SeriesDocument():
                claims.append((document.alid, ("alid",)))
            case SeasonDocument():
                claims.append((document.alid, ("alid",)))
                claims.extend(
                    (entry.alid, ("episodes", index, "alid")) for index, entry in enumerate(document.episodes)
                )
                self._claim_season(document, raw)
            case DealDocument():
                pass
            case _:
                assert_never(document)
        claimed = [self._claim(alid, raw.place(path)) for alid, path in claims]
        return all(claimed)

    def _claim(self, alid: str, place: Place) -> bool:
        other = self._alids.setdefault(alid, place)
        if other is place:
            return True
        self._findings.append(
            codes.DUPLICATE_ALID.at(
                place,
                f"the ALID `{alid}` is declared twice",
                "one title has one ALID for ever: correct one of the two",
                (Related("it is declared here first", other),),
            )
        )
        return False

    def _claim_season(self, document: SeasonDocument, raw: RawDocument) -> None:
        place = raw.place(("number",))
        other = self._seasons.setdefault((document.series, document.number), place)
        if other is not place:
            self._findings.append(
                codes.DUPLICATE_SEASON.at(
                    place,
                    f"`{document.series}` has two seasons with the number {document.number}",
                    "number each season once",
                    (Related("the other one is here", other),),
                )
            )
