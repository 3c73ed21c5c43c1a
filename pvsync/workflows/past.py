"""What has left the catalog: scopes that git declared once on this branch and declares no more."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pvsync import __version__
from pvsync.history.memory_file import load, save
from pvsync.history.tombstones import remember
from pvsync.history.walk import refuse_shallow
from pvsync.model.identity import Sighting
from pvsync.model.outcome import Accepted, Result, Unknown, Verification
from pvsync.model.plan import Action
from pvsync.model.progress import Progress
from pvsync.model.scope import Scope
from pvsync.model.tombstone import Tombstone
from pvsync.model.trail import Entry
from pvsync.workflows.declared import PastDeclarations
from pvsync.workflows.project import Project

_KEPT = ".pvsync/history.json"


@dataclass(frozen=True, slots=True)
class Past:
    """What is no longer in force in the files as they are.

    Args:
        tombstones: Every scope that some commit dropped; it may be declared again.
        sightings: Every title as some earlier version declared it, by ALID.
        rows: Names (`names_of`) of every transaction that some earlier version declared, by scope.
        is_known: Whether there is a history, and all of it was read.
    """

    tombstones: Mapping[Scope, Tombstone] = field(default_factory=dict)
    sightings: Mapping[str, Sequence[Sighting]] = field(default_factory=dict)
    rows: Mapping[Scope, frozenset[str]] = field(default_factory=dict)
    is_known: bool = False

    def left(self, declared: Container[Scope]) -> tuple[Tombstone, ...]:
        """Scopes that are not declared any more, sorted.

        Args:
            declared: What the catalog declares now, what shall go by its own word included.
        """
        return tuple(
            tombstone for scope, tombstone in sorted(self.tombstones.items()) if scope not in declared
        )


def past_of(project: Project, progress: Progress) -> Past:
    """What some commit of this branch declared and a later one, or the files as they are, do not.

    Args:
        project: The catalog; without a repository or a commit it has no past.
        progress: Told of the stage.

    Raises:
        CatalogUnreadable: If the clone is shallow.
    """
    tip = project.head()
    repository = project.repository
    if repository is None or tip is None:
        return Past()
    refuse_shallow(repository)
    progress.begin("reading the history", None)
    path = project.root / _KEPT
    known = load(path, __version__)
    declarations = PastDeclarations(project.root, project.config)
    memory = remember(repository, declarations, tip, known)
    if memory is not known:
        save(path, __version__, memory)
    found = memory.tombstones
    if project.is_dirty():
        memory = remember(repository, declarations, repository.uncommitted() or tip, memory)
        found = {scope: _as_uncommitted(one, found.get(scope)) for scope, one in memory.tombstones.items()}
    progress.end()
    sightings: dict[str, list[Sighting]] = {}
    for sighting in memory.sightings.values():
        sightings.setdefault(sighting.identity.alid, []).append(sighting)
    return Past(found, sightings, memory.rows, is_known=True)


def without_done(
    project: Project, tombstones: Iterable[Tombstone], entries: Sequence[Entry]
) -> Iterator[Tombstone]:
    """Tombstones with which no receipt is done: neither removed nor forgotten since they left.

    Args:
        project: The catalog.
        tombstones: What has left.
        entries: Runs of the environment, oldest first.
    """
    return _without(project, tombstones, entries, lambda result: _is_removed(result) or _is_forgotten(result))


def without_removed(
    project: Project, tombstones: Iterable[Tombstone], entries: Sequence[Entry]
) -> Iterator[Tombstone]:
    """Tombstones whose removal no receipt has shown to be done; what was forgotten is as live as it was."""
    return _without(project, tombstones, entries, _is_removed)


def forgotten(
    project: Project, tombstones: Sequence[Tombstone], entries: Sequence[Entry]
) -> frozenset[Scope]:
    """Scopes that a receipt shows as forgotten since they left: nothing was sent for them."""
    others = {one.scope for one in _without(project, tombstones, entries, _is_forgotten)}
    return frozenset(one.scope for one in tombstones) - others


def _without(
    project: Project,
    tombstones: Iterable[Tombstone],
    entries: Sequence[Entry],
    is_done: Callable[[Result], bool],
) -> Iterator[Tombstone]:
    """Tombstones without a result of one kind, later than they and not followed by a result of another kind."""
    done: dict[Scope, Entry] = {}
    for entry in entries:
        for scope, result in entry.results().items():
            if is_done(result):
                done[scope] = entry
            elif isinstance(result.outcome, Accepted | Unknown):
                done.pop(scope, None)
        if entry.is_open:
            for scope in entry.scopes:
                done.pop(scope, None)
    for tombstone in tombstones:
        removal = done.get(tombstone.scope)
        # One that was declared again since, and dropped again, has a later commit than the receipt.
        if removal is None or not _is_part(project, tombstone.commit, removal.commit):
            yield tombstone


def _is_removed(result: Result) -> bool:
    is_removal = result.action in (Action.WITHDRAW, Action.DELETE)
    is_done = isinstance(result.outcome, Accepted) and result.verification is Verification.VERIFIED
    return is_removal and is_done


def _is_forgotten(result: Result) -> bool:
    return result.action is Action.FORGET and isinstance(result.outcome, Accepted)


def _is_part(project: Project, commit: str, of: str) -> bool:
    return bool(commit) and project.repository is not None and project.repository.is_ancestor(commit, of)


def _as_uncommitted(tombstone: Tombstone, committed: Tombstone | None) -> Tombstone:
    """A tombstone of the files as they are: what no commit dropped yet has no commit."""
    return tombstone if tombstone == committed else replace(tombstone, commit="")
