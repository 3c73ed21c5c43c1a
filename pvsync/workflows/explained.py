"""Why a plan changes what it changes: the cause of every value, and who set the line it comes from."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pvsync.errors import CatalogUnreadable, UsageError
from pvsync.history.blame import Line, blame, last_changes
from pvsync.model.avail import Avail
from pvsync.model.outcome import Accepted, Unknown
from pvsync.model.plan import Action, Cause, Change, FieldChange, Source
from pvsync.model.scope import Scope
from pvsync.model.trail import Entry
from pvsync.plan.causes import Base, with_causes
from pvsync.workflows.project import Project
from pvsync.workflows.rendered import rendered


@dataclass(frozen=True, slots=True)
class Applied:
    """The state of git that a scope was last accepted in.

    Args:
        commit: The commit; empty where no commit said what was sent, which was the end of it.
        as_of: The instant for which its dated values were read.
    """

    commit: str
    as_of: datetime


def last_applied(entries: Sequence[Entry], scopes: Iterable[Scope]) -> dict[Scope, Applied]:
    """For each scope the newest run that the service accepted; none where a later run left it in doubt.

    Args:
        entries: Runs of one environment, oldest first.
        scopes: The scopes.
    """
    open_scopes = set(scopes)
    found: dict[Scope, Applied] = {}
    undone: dict[Scope, str] = {}
    for entry in reversed(entries):
        results = entry.results()
        for scope in [scope for scope in entry.scopes if scope in open_scopes]:
            if scope in undone:
                # What it was before the run that was undone is what counts: that run and later ones are as if never made.
                if entry.run <= undone[scope]:
                    del undone[scope]
                continue
            outcome = results[scope].outcome if scope in results else None
            if isinstance(outcome, Accepted) and entry.undoes is not None:
                undone[scope] = entry.undoes
                continue
            if isinstance(outcome, Accepted) and not entry.is_uncommitted:
                found[scope] = Applied(entry.commit, entry.as_of)
            elif isinstance(outcome, Accepted) and results[scope].action is Action.WITHDRAW:
                found[scope] = Applied("", entry.as_of)
            if entry.is_open or isinstance(outcome, Accepted | Unknown):
                open_scopes.discard(scope)
    return found


def explained(
    project: Project,
    changes: Sequence[Change],
    applied: Mapping[Scope, Applied],
    at: datetime,
    hidden: Container[Scope] = frozenset(),
) -> list[Change]:
    """The changes with their causes and the origin of their lines.

    Args:
        project: The catalog that the changes come from.
        changes: The changes.
        applied: What each scope was last accepted as.
        at: The instant of the plan.
        hidden: Scopes in which live does not show yet what was last sent.
    """
    bases = _bases(project, changes, applied)
    caused = [
        with_causes(change, bases.get(change.scope), at, is_hidden=change.scope in hidden)
        for change in changes
    ]
    return _dated_by_change(project, _signed(project, caused), applied)


def _bases(
    project: Project, changes: Sequence[Change], applied: Mapping[Scope, Applied]
) -> dict[Scope, Base]:
    """What git said of each scope; nothing where its commit cannot be read any more."""
    together: dict[Applied, list[Scope]] = defaultdict(list)
    for change in changes:
        if change.scope in applied:
            together[applied[change.scope]].append(change.scope)
    found: dict[Scope, Base] = {}
    for base, scopes in together.items():
        alids = {scope.alid for scope in scopes}
        try:
            then = rendered(project.at(base.commit), base.as_of, alids) if base.commit else {}
        except (UsageError, CatalogUnreadable):
            continue  # rewritten history, or a commit that has gone: nobody knows
        undated: Mapping[Scope, Avail] = rendered(project, base.as_of, alids)
        found.update((scope, Base(then.get(scope), undated.get(scope))) for scope in scopes)
    return found


def _signed(project: Project, changes: list[Change]) -> list[Change]:
    if project.repository is None or project.head() is None:
        return changes
    wanted: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        for item in change.fields:
            if item.source is not None and item.source.commit is None:
                wanted[item.source.file].add(item.source.line)
    lines = blame(project.repository, wanted, project.commit)

    def signed(source: Source | None) -> Source | None:
        line = None if source is None else lines.get((source.file, source.line))
        return source if source is None or line is None else _with_line(source, line)

    return [
        replace(change, fields=tuple(replace(item, source=signed(item.source)) for item in change.fields))
        for change in changes
    ]


def _dated_by_change(
    project: Project, changes: list[Change], applied: Mapping[Scope, Applied]
) -> list[Change]:
    """What git changed since the last apply, though its line is older: the commit that made the difference.

    A reverted withdrawal, a deal, a setting or a line that has gone changes a value whose own line stays.
    """
    newest: dict[str, dict[str, Line]] = {}

    def told(change: Change, item: FieldChange) -> FieldChange:
        base = applied.get(change.scope)
        source = item.source
        is_git = item.cause in {Cause.INTENT, Cause.BOTH}
        if project.repository is None or not is_git or source is None or source.commit is None:
            return item
        if base is None or not base.commit or not project.repository.is_ancestor(source.commit, base.commit):
            return item
        if base.commit not in newest:
            newest[base.commit] = last_changes(project.repository, base.commit, project.commit or "HEAD")
        since = newest[base.commit]
        line = since.get(source.file) or max(since.values(), key=lambda one: one.at, default=None)
        return item if line is None else replace(item, source=_with_line(source, line))

    return [replace(change, fields=tuple(told(change, item) for item in change.fields)) for change in changes]


def _with_line(source: Source, line: Line) -> Source:
    return replace(source, commit=line.commit, author=line.author, at=line.at)
