"""What git said of a few titles at any commit, read from the files that matter to them and no others."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pvsync.catalog import codes
from pvsync.catalog.build import REFERRED_TO, Catalog
from pvsync.catalog.cache import RecentFiles
from pvsync.catalog.source import SUFFIXES, SourceFile
from pvsync.diagnostics import Place, has_errors
from pvsync.errors import UsageError
from pvsync.history.repository import Repository
from pvsync.history.walk import Step
from pvsync.model.desired import DesiredTitle
from pvsync.model.scope import Scope
from pvsync.plan.edits import Said
from pvsync.workflows.project import Project

_AT_ONCE = 1000
_VALUE = rb"[\"']?\s*:\s*(?:\"([^\"\n]+)\"|'([^'\n]+)'|([^\s\"',}\]#][^\n,}\]#]*))"
_REFERS = re.compile(rb"\b(?:use|series)" + _VALUE)
_IS_CALLED = re.compile(rb"\b(?:name|alid)" + _VALUE)
_ALID = re.compile(rb"\balid" + _VALUE)

# A catalog that was not read whole: only then is a title that no document declares not reported as unknown.
_REST = codes.FILE_UNREADABLE.at(Place("."), "the other files are not read", "")


@dataclass(frozen=True, slots=True)
class State:
    """What a commit says of the titles asked for.

    Args:
        scopes: By scope.
        titles: Name and work type by ALID.
    """

    scopes: dict[Scope, Said] = field(default_factory=dict)
    titles: dict[str, tuple[str, str]] = field(default_factory=dict)


class Blobs:
    """The versions of files, over all of history, that matter to some titles."""

    def __init__(self, repository: Repository, walked: Iterable[Step], alids: Collection[str]) -> None:
        asked = dict.fromkeys(
            blob
            for step in walked
            for change in step.changes
            for blob in (change.old, change.new)
            if blob is not None
        )
        wanted = _any_of(alids)
        shared: dict[str, bytes] = {}
        self.data: dict[str, bytes] = {}
        for blob, data in _read(repository, list(asked)):
            if wanted.search(data):
                self.data[blob] = data
            elif REFERRED_TO.search(data):
                shared[blob] = data
        self.declares = bool(self.data)
        self._close(shared)

    def _close(self, shared: dict[str, bytes]) -> None:
        """Take in the deals and series that the titles use, and those that these use."""
        fresh = dict(self.data)
        while fresh:
            words = {word for data in fresh.values() for word in _values(_REFERS, data)}
            fresh = {
                blob: data
                for blob, data in shared.items()
                if blob not in self.data and not words.isdisjoint(_values(_IS_CALLED, data))
            }
            self.data |= fresh


class States:
    """Reads what the titles were at commits.

    Args:
        project: Today's project.
        repository: Its repository.
        blobs: Versions of files that matter.
        alids: The titles.
    """

    def __init__(
        self, project: Project, repository: Repository, blobs: Blobs, alids: Collection[str]
    ) -> None:
        self._project = project
        self._repository = repository
        self._blobs = blobs
        self._alids = alids
        self._parsed = RecentFiles(len(blobs.data) + 1)
        self._known: dict[tuple[str, datetime], State | None] = {}

    def at(self, commit: str, as_of: datetime) -> State | None:
        """What a commit says at an instant; None where its catalog or configuration has errors."""
        key = (commit, as_of)
        if key not in self._known:
            self._known[key] = self._read(commit, as_of)
        return self._known[key]

    def _read(self, commit: str, as_of: datetime) -> State | None:
        try:
            project = self._project.at(commit)
        except UsageError:
            # No configuration is no catalog; one with errors is one that nobody can read.
            has_config = bool(self._repository.tree(commit, self._project.config.file))
            return None if has_config else State()
        sources = [
            SourceFile(path, self._blobs.data[blob], blob)
            for path, blob in self._repository.tree(commit, project.config.catalog)
            if blob in self._blobs.data and path.endswith(tuple(SUFFIXES))
        ]
        settings = project.config.catalog_settings(as_of)
        catalog = Catalog(lambda: (_REST, *sources), settings, self._parsed)
        titles = [title for title in catalog.titles() if title.title.alid in self._alids]
        if has_errors(finding for finding in catalog.findings if finding != _REST):
            return None
        return State(
            {scope: said for title in titles for scope, said in _said(title)},
            {title.title.alid: (title.title.title, str(title.title.work_type)) for title in titles},
        )


def declared_alids(repository: Repository, walked: Iterable[Step]) -> set[str]:
    """Every ALID that the files of history name as one."""
    blobs = dict.fromkeys(change.new for step in walked for change in step.changes if change.new is not None)
    return {
        word.decode("ascii", "replace")
        for _, data in _read(repository, list(blobs))
        for word in _values(_ALID, data)
    }


def _said(title: DesiredTitle) -> Iterator[tuple[Scope, Said]]:
    for avail in title.avails:
        own = {row: text for (scope, row), text in title.references.items() if scope == avail.scope}
        yield avail.scope, Said(avail, own)
    for removal in title.removals:
        yield removal.scope, Said(None, removal=removal.action)


def _read(repository: Repository, blobs: list[str]) -> Iterator[tuple[str, bytes]]:
    for first in range(0, len(blobs), _AT_ONCE):
        part = blobs[first : first + _AT_ONCE]
        yield from zip(part, repository.blobs(part), strict=True)


def _any_of(alids: Collection[str]) -> re.Pattern[bytes]:
    words = b"|".join(re.escape(alid.encode()) for alid in sorted(alids, key=len, reverse=True))
    return re.compile(rb"(?<![\w-])(?:" + words + rb")(?![\w-])")


def _values(pattern: re.Pattern[bytes], data: bytes) -> set[bytes]:
    return {next(filter(None, found)).strip() for found in pattern.findall(data)}
