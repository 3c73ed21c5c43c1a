"""The edit that takes titles down: entries of `removed:`, and nothing else in their files."""

import difflib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pvsync.catalog.documents import Document, SeasonDocument
from pvsync.catalog.editing.edit import Edited, edit, text_of
from pvsync.catalog.editing.offers import alids
from pvsync.catalog.editing.operations import AddItem, AddKey, Operation, Plain, Replace
from pvsync.catalog.editing.store import write_file
from pvsync.catalog.positions import Path
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.reader import read_documents
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.shape import Declared, shape
from pvsync.catalog.source import SourceFile, split_lines
from pvsync.catalog.territories import expand_name, unknown_territory
from pvsync.diagnostics import Finding
from pvsync.errors import CatalogUnreadable, UsageError
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope
from pvsync.render.disarm import disarm
from pvsync.workflows.project import Project

_WITHDRAWN = "withdrawn"
_EVERYWHERE = frozenset({"all", "*", "world", "worldwide", "everywhere", "ww"})


@dataclass(frozen=True, slots=True)
class TakedownEdit:
    """The edits, not written yet.

    Args:
        files: Each file before and after; those that change alone.
        not_edited: Titles whose file cannot say it, with the reason: the next plan would offer them again.
    """

    files: tuple[Edited, ...] = ()
    not_edited: tuple[tuple[str, str], ...] = ()

    @property
    def preview(self) -> str:
        """The change as a diff, safe to show; empty where there is nothing to add."""
        lines: list[str] = []
        for one in self.files:
            name = one.before.name
            before, after = (split_lines(text_of(file)) for file in (one.before, one.after))
            lines += difflib.unified_diff(before, after, f"a/{name}", f"b/{name}", n=2, lineterm="")
        return "\n".join(disarm(line) for line in lines)

    @property
    def names(self) -> tuple[str, ...]:
        """The files that change."""
        return tuple(one.before.name for one in self.files)


@dataclass(frozen=True, slots=True)
class _Declared:
    source: SourceFile
    raw: RawDocument
    path: Path


def takedown_edit(
    project: Project, scopes: Iterable[Scope], because: str, as_of: datetime, *, lift: bool = False
) -> TakedownEdit:
    """The edit that adds what is missing to the `removed:` of each title.

    Args:
        project: The catalog.
        scopes: What is to go; the episodes of a season that goes with them need no entry of their own.
        because: Why; stands beside each entry.
        as_of: The instant.
        lift: Whether `protect` is switched off where it stands in the way.
    """
    settings = project.config.catalog_settings(as_of)
    by_title: dict[str, list[Scope]] = {}
    for scope in sorted(scopes):
        by_title.setdefault(scope.alid, []).append(scope)
    declared = _declared(project, by_title)
    operations: dict[str, list[Operation]] = {}
    not_edited = [
        (alid, "no file of the catalog that can be read declares it")
        for alid in by_title
        if alid not in declared
    ]
    for alid, found in declared.items():
        present = _present(found, alid, settings)
        missing = [scope for scope in by_title[alid] if scope not in present]
        wanted = _operations(found, missing, because, lift=lift)
        operations.setdefault(found.source.name, []).extend(wanted)
    files: list[Edited] = []
    sources = {found.source.name: found.source for found in declared.values()}
    for name, wanted in operations.items():
        result = edit(sources[name], wanted)
        if isinstance(result, Finding):
            not_edited += [
                (alid, result.message) for alid, found in declared.items() if found.source.name == name
            ]
        elif result.is_changed:
            files.append(result)
    return TakedownEdit(tuple(files), tuple(not_edited))


def write_takedown(project: Project, made: TakedownEdit) -> None:
    """Write the files.

    Raises:
        CatalogUnreadable: If one cannot be written, or has changed meanwhile; then all are as they were.
    """
    written: list[Edited] = []
    try:
        for one in made.files:
            write_file(project.root, one.before, one.after)
            written.append(one)
    except CatalogUnreadable:
        for one in written:
            write_file(project.root, one.after, one.before)
        raise


def take_back(project: Project, made: TakedownEdit) -> None:
    """Put the files back as they were before the edit.

    Raises:
        CatalogUnreadable: If one has changed meanwhile, or cannot be written.
    """
    for one in made.files:
        write_file(project.root, one.after, one.before)


def territories_of(project: Project, names: Iterable[str], as_of: datetime) -> tuple[str, ...]:
    """The territories that names stand for, each once.

    Raises:
        UsageError: If one is neither a territory nor a group.
    """
    settings = project.config.catalog_settings(as_of)
    found: dict[str, None] = {}
    for name in names:
        territories = expand_name(name, settings)
        if not territories and name.casefold() in _EVERYWHERE:
            raise UsageError(f"`{name}` is not a territory", advice="for all of them write `--everywhere`")
        if not territories:
            message, hint = unknown_territory(name, settings)
            raise UsageError(message, advice=hint)
        found.update(dict.fromkeys(territories))
    return tuple(found)


def _declared(project: Project, wanted: Collection[str]) -> dict[str, _Declared]:
    """The documents of titles, in the order of the catalog."""
    found: dict[str, _Declared] = {}
    for source in project.sources():
        if isinstance(source, Finding):
            continue
        for raw in read_documents(source)[0]:
            declared, _ = shape(raw)
            for alid in () if declared is None else alids(declared):
                if declared is not None and alid in wanted:
                    found.setdefault(alid, _Declared(source, raw, _path(declared, alid)))
    return found


def _path(declared: Declared[Document], alid: str) -> Path:
    document = declared.document
    if isinstance(document, SeasonDocument) and document.alid != alid:
        return ("episodes", [entry.alid for entry in document.episodes].index(alid))
    return ()


def _present(found: _Declared, alid: str, settings: CatalogSettings) -> set[Scope]:
    return {
        Scope(alid, territory, BusinessLine(str(entry["business_line"]).strip()))
        for entry in _title(found).get("removed") or ()
        for territory in expand_name(str(entry["territory"]).strip(), settings)
    }


def _operations(found: _Declared, missing: list[Scope], because: str, *, lift: bool) -> list[Operation]:
    if not missing:
        return []
    return [*_entries(found, missing, because), *(_lifted(found) if lift else ())]


def _lifted(found: _Declared) -> Iterator[Operation]:
    """`protect: false`, of the title's own: what its season says holds no more."""
    if "protect" in _title(found):
        yield Replace(found.raw.index, (*found.path, "protect"), "false")
    else:
        yield AddKey(found.raw.index, found.path, "protect", "false")


def _entries(found: _Declared, missing: list[Scope], because: str) -> list[Operation]:
    document, comment = found.raw.index, f"because: {disarm(' '.join(because.split()))}"
    entries: list[Plain] = [
        {"territory": scope.territory, "business_line": str(scope.business_line), "as": _WITHDRAWN}
        for scope in missing
    ]
    if "removed" not in _title(found):
        return [AddKey(document, found.path, "removed", entries, comment)]
    return [AddItem(document, (*found.path, "removed"), entry, comment) for entry in entries]


def _title(found: _Declared) -> dict[str, Any]:
    data: Any = found.raw.data
    for step in found.path:
        data = data[step]
    title: dict[str, Any] = data
    return title
