"""What was declared once on this branch: every scope, transaction and title of a version that is no longer in force.

Only versions that a commit replaced or dropped are looked at, each beside the deals and the configuration of its own
commit; what still stands cannot have left. A changed deal replaces every file that uses it, without touching one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from pvsync.history.repository import FileAt, Repository
from pvsync.history.walk import FileChange, Step, steps
from pvsync.model.identity import Identity, Sighting
from pvsync.model.scope import Scope
from pvsync.model.tombstone import Tombstone

Shared: TypeAlias = Mapping[str, str]
"""Files that others refer to (deals, the configuration) at one commit: blob by path."""

_READ_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Said:
    """What one version of a file declared.

    Args:
        scopes: Where it offered something, or said that something shall go.
        titles: Who its titles were.
        rows: Names (`names_of`) of its transactions, by scope.
    """

    scopes: frozenset[Scope]
    titles: tuple[Identity, ...]
    rows: Mapping[Scope, frozenset[str]] = field(default_factory=dict)


class Declarations(Protocol):
    """Says what files declare; the catalog's own reading, passed in."""

    def note(self, file: FileAt) -> bool:
        """Take note of a file, and say whether others may refer to it."""

    def depends(self, blob: str, before: Shared, after: Shared) -> bool:
        """Whether a file that was noted may declare something else once the shared files have changed."""

    def alike(self, old: bytes, new: bytes) -> bool:
        """Whether two versions of a file, beside the same shared files, surely declare the same."""

    def said(self, file: FileAt, shared: Shared) -> Said:
        """What a file declares beside the shared files of its commit."""


@dataclass(slots=True)
class Memory:
    """What is known of a history up to its tip.

    Args:
        tip: The commit up to which it is known; empty before the first.
        states: Shared files by commit: those of the tip.
        tombstones: Every scope that was dropped somewhere; the tip may declare it again.
        sightings: Every title of a version that is no longer in force, by who it was; the tip may say the same again.
        rows: Names of every transaction of such a version, by scope; the tip may say the same again.
    """

    tip: str = ""
    states: dict[str, Shared] = field(default_factory=dict)
    tombstones: dict[Scope, Tombstone] = field(default_factory=dict)
    sightings: dict[Identity, Sighting] = field(default_factory=dict)
    rows: dict[Scope, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Version:
    """A version of a file that is no longer in force after a step.

    Args:
        step: The step.
        parent: The commit before it.
        path: The file.
        blob: Git's object id of the version.
        next: The version that took its place beside the same shared files; its scopes may well be the same.
    """

    step: Step
    parent: str
    path: str
    blob: str
    next: str = ""


def remember(repository: Repository, declarations: Declarations, tip: str, known: Memory) -> Memory:
    """The history up to a commit, from scratch or from where it is known.

    Args:
        repository: The repository.
        declarations: Reads files.
        tip: The last commit.
        known: What is known already; it is left as it is.
    """
    if known.tip == tip:
        return known
    if known.tip and not repository.is_ancestor(known.tip, tip):
        known = Memory()
    walked = list(steps(repository, tip, known.tip or None))
    reached = {step.commit for step in walked} | known.states.keys()
    if any(step.parent is not None and step.parent not in reached for step in walked):
        return remember(repository, declarations, tip, Memory())
    states = _states(repository, declarations, walked, known)
    memory = Memory(tip, {tip: states[tip]}, dict(known.tombstones), dict(known.sightings), dict(known.rows))
    gone = list(_gone(repository, declarations, walked, states))
    for version, data in _with_bytes(repository, declarations, gone):
        file = FileAt(version.path, version.blob, data)
        said = declarations.said(file, states[version.parent])
        for scope in said.scopes:
            memory.tombstones[scope] = Tombstone(
                scope, version.step.commit, version.parent, version.path, version.blob
            )
        for scope, names in said.rows.items():
            memory.rows[scope] = memory.rows.get(scope, names) | names
        for identity in said.titles:
            memory.sightings[identity] = Sighting(identity, version.parent, version.path)
    return memory


def _states(
    repository: Repository, declarations: Declarations, walked: list[Step], known: Memory
) -> dict[str, Shared]:
    """The shared files of every commit; files are taken note of as far as that needs."""
    for state in known.states.values():
        paths = {blob: path for path, blob in state.items()}
        for blob, data in zip(paths, repository.blobs(list(paths)), strict=True):
            declarations.note(FileAt(paths[blob], blob, data))
    shared = _shared_blobs(repository, declarations, walked)
    shared.update(blob for state in known.states.values() for blob in state.values())
    states = dict(known.states)
    for step in walked:
        if step.is_first:
            before = states[step.parent] if step.parent is not None else {}
            states[step.commit] = _after(before, step.changes, shared)
    if known.tip and any(state != states[known.tip] for state in states.values()):
        for file in repository.files_at(known.tip, "."):
            declarations.note(file)
    return states


def _shared_blobs(repository: Repository, declarations: Declarations, walked: list[Step]) -> set[str]:
    """Blobs that other files may refer to, among all that these steps brought."""
    paths = {change.new: change.path for step in walked for change in step.changes if change.new is not None}
    blobs = list(paths)
    found: set[str] = set()
    for first in range(0, len(blobs), _READ_AT_ONCE):
        part = blobs[first : first + _READ_AT_ONCE]
        for blob, data in zip(part, repository.blobs(part), strict=True):
            if declarations.note(FileAt(paths[blob], blob, data)):
                found.add(blob)
    return found


def _after(before: Shared, changes: tuple[FileChange, ...], shared: set[str]) -> Shared:
    """The shared files after a commit; the same table as before where it changes none."""
    if not any(change.path in before or change.new in shared for change in changes):
        return before
    after = dict(before)
    for change in changes:
        after.pop(change.path, None)
        if change.new is not None and change.new in shared:
            after[change.path] = change.new
    return after


def _gone(
    repository: Repository, declarations: Declarations, walked: list[Step], states: Mapping[str, Shared]
) -> Iterator[_Version]:
    """Every version that a step put out of force, parents before their children."""
    for step in walked:
        if step.parent is None:
            continue
        before, after = states[step.parent], states[step.commit]
        is_same = before is after or before == after
        for change in step.changes:
            if change.old is not None:
                follows = (change.new or "") if is_same else ""
                yield _Version(step, step.parent, change.path, change.old, follows)
        if is_same:
            continue
        changed = {change.path for change in step.changes}
        for path, blob in repository.tree(step.parent):
            if path not in changed and declarations.depends(blob, before, after):
                yield _Version(step, step.parent, path, blob)


def _with_bytes(
    repository: Repository, declarations: Declarations, versions: list[_Version]
) -> Iterator[tuple[_Version, bytes]]:
    """Versions with their bytes, without those whose scopes went on in the next one."""
    for first in range(0, len(versions), _READ_AT_ONCE):
        part = versions[first : first + _READ_AT_ONCE]
        followed = [version.next for version in part if version.next]
        nexts = dict(zip(followed, repository.blobs(followed), strict=True))
        old = repository.blobs([version.blob for version in part])
        for version, data in zip(part, old, strict=True):
            if not version.next or not declarations.alike(data, nexts[version.next]):
                yield version, data
