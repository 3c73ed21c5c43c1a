"""Trying edits: the catalog as it would be, read anew, against what is live."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pvsync.catalog.build import REFERRED_TO, Catalog
from pvsync.catalog.editing.adoption import Edits
from pvsync.catalog.editing.comments import comment_texts
from pvsync.catalog.editing.edit import edit, text_of
from pvsync.catalog.editing.tree import trees
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Finding, Severity
from pvsync.model.avail import Avail
from pvsync.model.normal import digest
from pvsync.model.progress import Progress
from pvsync.model.scope import Scope
from pvsync.workflows.adopt_differences import Difference, Spot, differences_of
from pvsync.workflows.judged import judged_titles
from pvsync.workflows.project import Project


@dataclass(frozen=True, slots=True)
class State:
    """What one file says beside all that its titles refer to.

    Args:
        found: Where it differs from what is live.
        others: What it says of scopes that nobody changed by hand, as digests.
        errors: What is wrong with it.
    """

    found: Mapping[Difference, Spot]
    others: Mapping[Scope, str]
    errors: frozenset[tuple[str, str]]


@dataclass(slots=True)
class Trial:
    """The files of a catalog with edits that are kept so far.

    Args:
        project: The catalog.
        live: What the service says of the scopes that were changed by hand.
        at: The instant.
        files: Files as edited so far, by name.
    """

    project: Project
    live: Mapping[Scope, Avail]
    at: datetime
    files: dict[str, SourceFile] = field(default_factory=dict)
    _referred: list[SourceFile] = field(default_factory=list)

    def source(self, name: str) -> SourceFile:
        """A file as it is so far."""
        if name not in self.files:
            self.files[name] = next(
                one for one in self.project.sources() if isinstance(one, SourceFile) and one.name == name
            )
        return self.files[name]

    def state(self, name: str, changed: SourceFile | None = None) -> State:
        """What a file says.

        Args:
            name: The file.
            changed: A file as it would be.
        """
        if not self._referred:
            self._referred = [
                one
                for one in self.project.sources()
                if isinstance(one, SourceFile) and REFERRED_TO.search(one.data)
            ]
        files = {one.name: one for one in (*self._referred, self.source(name))} | self.files
        files = {one: files[one] for one in files if one == name or REFERRED_TO.search(files[one].data)}
        if changed is not None:
            files[changed.name] = changed
        kept = [files[one] for one in sorted(files)]
        catalog = Catalog(lambda: iter(kept), self.project.config.catalog_settings(self.at))
        titles = [title for title in catalog.titles() if title.file == name]
        return State(
            differences_of(titles, self.live, self.at),
            {
                avail.scope: digest(avail)
                for title in titles
                for avail in title.avails
                if avail.scope not in self.live
            },
            frozenset((one.code, one.message) for one in catalog.findings if one.severity is Severity.ERROR),
        )

    def attempt(
        self, name: str, before: State, aim: frozenset[Difference], raw: RawDocument, edits: Edits
    ) -> State | None:
        """Make an edit if it does exactly what it is to do: what is aimed at is gone, and nothing else is otherwise.

        Args:
            name: The file of the title.
            before: What it says so far.
            aim: Differences that are to be gone.
            raw: The document to edit, perhaps a deal of another file.
            edits: What is to be done to it.

        Returns:
            What the file says afterwards; None where it is left as it was.
        """
        source = self.source(raw.file)
        result = edit(source, edits)
        if isinstance(result, Finding) or not result.is_changed or not _keeps_comments(source, result.after):
            return None
        after = self.state(name, result.after)
        is_exact = not (after.found.keys() - before.found.keys()) and not (aim & after.found.keys())
        if not is_exact or after.others != before.others or after.errors - before.errors:
            return None
        self.files[raw.file] = result.after
        return after

    def whole(self, progress: Progress, *, edited: bool) -> tuple[dict[Scope, str], tuple[Finding, ...]]:
        """What the whole catalog says, as digests, and its errors.

        Args:
            progress: Told of each title.
            edited: Whether with the edits.
        """

        def files() -> Iterator[SourceFile | Finding]:
            for one in self.project.sources():
                yield self.files.get(one.name, one) if edited and isinstance(one, SourceFile) else one

        catalog = Catalog(files, self.project.config.catalog_settings(self.at))
        said = {
            avail.scope: digest(avail)
            for title in judged_titles(self.project, catalog, progress)
            for avail in title.avails
        }
        return said, tuple(one for one in catalog.findings if one.severity is Severity.ERROR)


def _keeps_comments(before: SourceFile, after: SourceFile) -> bool:
    kept = list(_comments(after))
    return all(one in kept for one in _comments(before))


def _comments(source: SourceFile) -> list[str]:
    text = text_of(source)
    return comment_texts(text, trees(text))
