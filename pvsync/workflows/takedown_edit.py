"""The edit that takes a title down: entries of `removed:`, and nothing else in the file."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pvsync.catalog.documents import Document, SeasonDocument
from pvsync.catalog.editing.edit import Edited, edit, text_of
from pvsync.catalog.editing.offers import alids
from pvsync.catalog.editing.operations import AddItem, AddKey, Operation, Plain
from pvsync.catalog.editing.store import write_file
from pvsync.catalog.positions import Path
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.reader import read_documents
from pvsync.catalog.scalars import nearest
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.shape import Declared, shape
from pvsync.catalog.source import SourceFile, split_lines
from pvsync.catalog.territories import expand_name, unknown_territory
from pvsync.diagnostics import Finding
from pvsync.errors import UsageError
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope
from pvsync.model.titles import Episode
from pvsync.render.disarm import disarm
from pvsync.workflows.project import Project

_WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Takedown:
    """What to take down.

    Args:
        alid: The title; a season stands for its episodes too.
        territories: Territories or groups.
        business_line: Only this line, None for all that git has there.
        because: Why; stands beside each entry.
    """

    alid: str
    territories: tuple[str, ...]
    business_line: BusinessLine | None
    because: str


@dataclass(frozen=True, slots=True)
class TakedownEdit:
    """The edit, not written yet.

    Args:
        edited: The file before and after.
        added: Scopes that get an entry, under the ALID that was named.
        present: Scopes that have one already.
    """

    edited: Edited
    added: tuple[Scope, ...]
    present: tuple[Scope, ...]

    @property
    def preview(self) -> str:
        """The change as a diff, safe to show; empty where there is nothing to add."""
        name = self.edited.before.name
        before, after = (split_lines(text_of(file)) for file in (self.edited.before, self.edited.after))
        lines = difflib.unified_diff(before, after, f"a/{name}", f"b/{name}", n=2, lineterm="")
        return "\n".join(disarm(line) for line in lines)


@dataclass(frozen=True, slots=True)
class _Declared:
    source: SourceFile
    raw: RawDocument
    path: Path


def takedown_edit(project: Project, takedown: Takedown, as_of: datetime) -> TakedownEdit | Finding:
    """The edit that adds what is missing to the title's `removed:`, or why its file cannot be edited.

    Raises:
        UsageError: If there is no such title or territory, or git has nothing of the title there.
    """
    settings = project.config.catalog_settings(as_of)
    found = _declared(project, takedown.alid)
    scopes = _scopes(project, takedown, _territories(takedown, settings), as_of)
    present = _present(found, takedown.alid, settings)
    missing = [scope for scope in scopes if scope not in present]
    result = edit(found.source, _operations(found, missing, takedown.because))
    if isinstance(result, Finding):
        return result
    return TakedownEdit(result, tuple(missing), tuple(scope for scope in scopes if scope in present))


def write_takedown(project: Project, made: TakedownEdit) -> None:
    """Write the file.

    Raises:
        CatalogUnreadable: If it cannot be written, or has changed meanwhile.
    """
    if made.edited.is_changed:
        write_file(project.root, made.edited.before, made.edited.after)


def _declared(project: Project, alid: str) -> _Declared:
    known: list[str] = []
    for source in project.sources():
        if isinstance(source, Finding):
            continue
        for raw in read_documents(source)[0]:
            declared, _ = shape(raw)
            if declared is None:
                continue
            names = list(alids(declared))
            if alid in names:
                return _Declared(source, raw, _path(declared, alid))
            known += names
    near = nearest(alid, known)
    raise UsageError(
        f"no title of the catalog has the ALID `{alid}`",
        advice=f"did you mean `{near}`?"
        if near is not None
        else "`pvsync validate` says whether its file can be read",
    )


def _path(declared: Declared[Document], alid: str) -> Path:
    document = declared.document
    if isinstance(document, SeasonDocument) and document.alid != alid:
        return ("episodes", [entry.alid for entry in document.episodes].index(alid))
    return ()


def _territories(takedown: Takedown, settings: CatalogSettings) -> dict[str, None]:
    found: dict[str, None] = {}
    for name in takedown.territories:
        territories = expand_name(name, settings)
        if not territories:
            message, hint = unknown_territory(name, settings)
            raise UsageError(message, advice=hint)
        found.update(dict.fromkeys(territories))
    return found


def _scopes(project: Project, takedown: Takedown, territories: Iterable[str], as_of: datetime) -> list[Scope]:
    if takedown.business_line is not None:
        # Named outright, it may also be something that git does not have: what somebody made in Slate.
        return [Scope(takedown.alid, territory, takedown.business_line) for territory in territories]
    held: dict[str, set[BusinessLine]] = {}
    for title in project.catalog(as_of).titles():
        of_season = isinstance(title.title, Episode) and title.title.season.alid == takedown.alid
        for avail in title.avails:
            if avail.scope.alid == takedown.alid or of_season:
                held.setdefault(avail.scope.territory, set()).add(avail.scope.business_line)
    found: list[Scope] = []
    for territory in territories:
        if territory not in held:
            raise UsageError(
                f"git has nothing of {takedown.alid} in {territory}",
                advice=f"it has {', '.join(sorted(held))}; name the business line to take down what git does not have"
                if held
                else "name the business line to take down what git does not have",
            )
        found += [Scope(takedown.alid, territory, line) for line in sorted(held[territory])]
    return found


def _present(found: _Declared, alid: str, settings: CatalogSettings) -> set[Scope]:
    return {
        Scope(alid, territory, BusinessLine(str(entry["business_line"]).strip()))
        for entry in _title(found).get("removed") or ()
        for territory in expand_name(str(entry["territory"]).strip(), settings)
    }


def _operations(found: _Declared, missing: list[Scope], because: str) -> list[Operation]:
    if not missing:
        return []
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
