"""Set keys of many avails at once: in the files that declare them, and only where nothing else would change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Any

from pvsync.catalog.build import Catalog
from pvsync.catalog.codes.editing import NOT_EDITED
from pvsync.catalog.deals import DealBook
from pvsync.catalog.documents import DealDocument, Document
from pvsync.catalog.documents.avail import AvailEntry
from pvsync.catalog.editing.conditions import Conditions, is_meant, meaning, opened
from pvsync.catalog.editing.edit import Edited, edit
from pvsync.catalog.editing.offers import Offer, alids, offers
from pvsync.catalog.editing.operations import Plain
from pvsync.catalog.editing.overrides import Change, FileEdits
from pvsync.catalog.editing.price_lines import PRICE_KEYS
from pvsync.catalog.editing.scalar_text import flow_text, key_text
from pvsync.catalog.editing.store import write_file
from pvsync.catalog.reader import read_documents
from pvsync.catalog.shape import Declared, fill, shape
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Finding, Place, Severity, in_order
from pvsync.errors import CatalogUnreadable, UsageError
from pvsync.model.licence import TRANSACTIONAL
from pvsync.model.progress import Progress
from pvsync.workflows.judged import judged_titles
from pvsync.workflows.project import Project

_GIVEN = "the command line"
_NOT_IN_BULK = frozenset({"key", "use"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be set where.

    Args:
        glob: Pattern of ALIDs.
        values: New value by key.
        territories: Territories or groups.
        licenses: Licence types.
        formats: Format profiles.
        keys: Keys of avails.
    """

    glob: str
    values: Mapping[str, Plain]
    territories: tuple[str, ...] = ()
    licenses: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A change with its place in the file as it is afterwards."""

    change: Change
    place: Place


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it.

    Args:
        changes: What is set, file by file.
        files: The files that it concerns.
        refused: Why avails, and with them their files, were left as they are.
        broken: What would be wrong with the catalog; then nothing is written at all.
        kept: Price lines for some days only that stay as they are.
        unchanged: Values that are as asked already.
        titles: Titles that the pattern matches.
    """

    changes: tuple[Placed, ...]
    files: tuple[Edited, ...]
    refused: tuple[Finding, ...]
    broken: tuple[Finding, ...]
    kept: tuple[Place, ...]
    unchanged: int
    titles: int

    @property
    def is_nothing(self) -> bool:
        """Whether no avail is meant at all."""
        return not self.changes and not self.refused and not self.unchanged


@dataclass(slots=True)
class _Read:
    deals: DealBook = field(default_factory=DealBook)
    meant: list[tuple[SourceFile, list[Declared[Document]]]] = field(default_factory=list)
    unusable: list[Finding] = field(default_factory=list)
    titles: int = 0


def values_of(assignments: Sequence[str]) -> dict[str, Plain]:
    """New values by key, from `KEY=VALUE` texts.

    Raises:
        UsageError: If a text is not of that form, there is no such key of an avail, or it cannot have the value.
    """
    values: dict[str, Plain] = {}
    for text in assignments:
        key, equals, value = text.partition("=")
        if not equals or not key:
            raise UsageError(f"`{text}` sets nothing", advice="write KEY=VALUE, such as `end=2028-12-31`")
        if key in _NOT_IN_BULK or key in values:
            raise UsageError(
                f"`{key}` cannot be set twice" if key in values else f"`{key}` is not set in bulk",
                advice="name each key once; `key` and `use` are changed in the file",
            )
        values[key] = _plain(value)
        _validate(key, values[key])
    return values


def set_values(
    project: Project, wanted: Wanted, as_of: datetime, progress: Progress, *, write: bool
) -> Outcome:
    """Set what is wanted wherever it can be set by itself.

    A file with an avail that cannot is left as it is. Nothing at all is written where the catalog would have an
    error that it has not now.

    Raises:
        CatalogUnreadable: If there is no catalog, or a file cannot be written; then all are as they were.
    """
    read = _read(project, wanted)
    edited, placed, refused = [], [], list(read.unusable)
    kept, unchanged = [], 0
    for source, documents in read.meant:
        edits = _edits(project, wanted, documents, read.deals, as_of)
        kept += edits.kept
        unchanged += edits.unchanged
        refused += edits.refusals
        if edits.refusals or not edits.operations:
            continue
        result = edit(source, edits.operations)
        if isinstance(result, Finding):
            refused.append(result)
            continue
        edited.append(result)
        placed += [
            Placed(change, result.documents[change.document].place(change.path)) for change in edits.changes
        ]
    broken = _new_errors(project, edited, as_of, progress) if edited else ()
    if write and not broken:
        _write_all(project, edited)
    return Outcome(
        tuple(placed), tuple(edited), in_order(refused), broken, tuple(kept), unchanged, read.titles
    )


def _plain(value: str) -> Plain:
    if not value.isascii() and value.encode("utf-8", "ignore").decode("utf-8") != value:
        raise UsageError("the value holds a character that UTF-8 cannot", advice="write it otherwise")
    if not value.startswith(("[", "{")):
        return value
    documents, findings = read_documents(SourceFile.of(_GIVEN, value.encode("utf-8")))
    if findings or len(documents) != 1:
        message, hint = (
            (findings[0].message, findings[0].hint) if findings else ("several values", "write one")
        )
        raise UsageError(f"`{value}` cannot be read: {message}", advice=hint)
    plain: Plain = documents[0].data
    return plain


def _validate(key: str, value: Plain) -> None:
    text = f"{key_text(key, in_flow=False)}: {flow_text(value)}"
    documents, findings = read_documents(SourceFile.of(_GIVEN, text.encode("utf-8")))
    problems = findings or fill(AvailEntry, documents[0])[1]
    if problems:
        raise UsageError(problems[0].message, advice=problems[0].hint)


def _read(project: Project, wanted: Wanted) -> _Read:
    read = _Read()
    for source in project.sources():
        if isinstance(source, Finding):
            continue
        raws, findings = read_documents(source)
        meant: list[Declared[Document]] = []
        for raw in raws:
            declared, problems = shape(raw)
            if declared is None:
                if _is_named(raw.data, wanted.glob):
                    read.unusable.append(_has_errors(problems[0].place or raw.place(())))
                continue
            if isinstance(declared.document, DealDocument):
                read.deals.add(Declared(declared.document, raw))
            matching = sum(fnmatchcase(alid, wanted.glob) for alid in alids(declared))
            read.titles += matching
            meant += [declared] if matching else []
        if meant and findings:
            read.unusable.append(_has_errors(findings[0].place or Place(source.name)))
        elif meant:
            read.meant.append((source, meant))
    return read


def _is_named(data: Any, glob: str) -> bool:
    return isinstance(data, dict) and fnmatchcase(str(data.get("alid", "")), glob)


def _has_errors(place: Place) -> Finding:
    return NOT_EDITED.at(
        place,
        "what is meant has errors, so it is not known what it holds for",
        "correct them first: `pvsync validate` lists them",
    )


def _edits(
    project: Project, wanted: Wanted, documents: list[Declared[Document]], deals: DealBook, as_of: datetime
) -> FileEdits:
    settings = project.config.catalog_settings(as_of)
    conditions = Conditions(
        opened(wanted.territories, settings),
        frozenset(wanted.licenses),
        frozenset(wanted.formats),
        frozenset(wanted.keys),
    )
    edits = FileEdits(conditions, settings)
    for offer in _meant(documents, wanted.glob):
        means = meaning(offer, deals, settings)
        if not means.cells and (not wanted.keys or offer.key in wanted.keys):
            edits.refusals.append(_has_errors(offer.stack[-1].origin.place))
        if not is_meant(means, conditions):
            continue
        for key, value in wanted.values.items():
            # A price on what is not sold or rented one by one would be a price that nobody pays.
            if key not in PRICE_KEYS or means.licenses & TRANSACTIONAL:
                edits.set_key(means, key, value)
    return edits


def _meant(documents: list[Declared[Document]], glob: str) -> Iterator[Offer]:
    for declared in documents:
        yield from (offer for offer in offers(declared) if fnmatchcase(offer.alid, glob))


def _new_errors(
    project: Project, edited: list[Edited], as_of: datetime, progress: Progress
) -> tuple[Finding, ...]:
    after = {one.after.name: one.after for one in edited}
    found = _errors(project, after, as_of, progress)
    # Only if there is one at all does it matter whether it is new; lines may have moved, sentences have not.
    known = {_words(finding) for finding in _errors(project, {}, as_of, progress)} if found else set()
    return tuple(finding for finding in found if _words(finding) not in known)


def _errors(
    project: Project, after: Mapping[str, SourceFile], as_of: datetime, progress: Progress
) -> tuple[Finding, ...]:
    def files() -> Iterator[SourceFile | Finding]:
        for source in project.sources():
            yield source if isinstance(source, Finding) else after.get(source.name, source)

    catalog = Catalog(files, project.config.catalog_settings(as_of))
    for _ in judged_titles(project, catalog, progress):
        pass
    return tuple(finding for finding in catalog.findings if finding.severity is Severity.ERROR)


def _words(finding: Finding) -> tuple[str, str, str]:
    return (finding.code, finding.place.file if finding.place else "", finding.message)


def _write_all(project: Project, edited: list[Edited]) -> None:
    written: list[Edited] = []
    try:
        for one in edited:
            write_file(project.root, one.before, one.after)
            written.append(one)
    except CatalogUnreadable:
        for one in written:
            write_file(project.root, one.after, one.before)
        raise
