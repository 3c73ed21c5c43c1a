"""What receipts allow a plan of a commit: where git here is older than what was applied, and what was ended."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pvsync.errors import CatalogUnreadable, UsageError
from pvsync.history.commits import Lineage, present
from pvsync.history.repository import Repository
from pvsync.model.outcome import Accepted, Result, Unknown
from pvsync.model.plan import Action, Cause, Change
from pvsync.model.scope import Scope
from pvsync.model.trail import Entry
from pvsync.render.days import day_text
from pvsync.workflows.project import Project
from pvsync.workflows.rendered import rendered

_COMMIT = 9
_SAID_BY_GIT_ALONE = frozenset({Cause.INTENT, Cause.BOTH, Cause.UNKNOWN})
"""Causes that git here gives; where git still says what was applied (drift, a date), its age changes nothing."""
_REMOVALS = frozenset({Action.WITHDRAW, Action.DELETE})


@dataclass(frozen=True, slots=True)
class Ahead:
    """What was applied and is not part of git here.

    Args:
        entry: The run.
        words: How git here stands to its commit.
        is_whole: Whether git here is an earlier state of all that was applied: then nothing it says is newer.
    """

    entry: Entry
    words: str
    is_whole: bool

    @property
    def reason(self) -> str:
        """Why a scope is behind, in words."""
        entry = self.entry
        return f"{self.words}: commit {entry.commit[:_COMMIT]}, applied on {day_text(entry.at.date())} by run {entry.run}"


def with_behind(
    project: Project, entries: Sequence[Entry], changes: Sequence[Change], at: datetime
) -> list[Change]:
    """The changes, those of them marked as `behind` that git here is too old to ask for.

    Args:
        project: The catalog.
        entries: Runs of the service, oldest first.
        changes: What is planned, with its causes.
        at: The instant of the plan.
    """
    ahead = behind(project, entries, {change.scope for change in changes}, at)
    return [_marked(change, ahead.get(change.scope)) for change in changes]


def _marked(change: Change, ahead: Ahead | None) -> Change:
    if ahead is None:
        return change
    fields = tuple(
        replace(item, cause=Cause.BEHIND) if ahead.is_whole or item.cause in _SAID_BY_GIT_ALONE else item
        for item in change.fields
    )
    if fields == change.fields:
        return change
    return replace(change, fields=fields, reason=ahead.reason)


def behind(
    project: Project, entries: Sequence[Entry], scopes: Collection[Scope], at: datetime
) -> dict[Scope, Ahead]:
    """Those of some scopes for which something newer was applied than git here knows.

    That is where the newest run that sent a scope stands at a commit which is not part of git here; and, as a run also
    confirms what it leaves alone, where the newest run at all stands at a later commit, or at one of another branch that
    changed the scope since the two parted.

    Args:
        project: The catalog.
        entries: Runs of the service, oldest first.
        scopes: The scopes.
        at: The instant for which dated values are read.
    """
    head, repository = project.head(), project.repository
    carried = [(entry, sent) for entry in entries if (sent := frozenset(_sent(entry)))]
    if head is None or repository is None or not scopes or not carried:
        return {}
    lineage = Lineage(repository, [head])
    newest = {scope: entry for entry, sent in carried for scope in sent}
    found = {
        scope: _ahead(repository, head, newest[scope])
        for scope in scopes
        if scope in newest and not lineage.includes(head, newest[scope].commit)
    }
    last = carried[-1][0]
    rest = set(scopes) - found.keys()
    if rest and not lineage.includes(head, last.commit):
        ahead = _ahead(repository, head, last)
        changed = rest if ahead.is_whole else _changed_there(project, head, last.commit, rest, at)
        found.update(dict.fromkeys(changed, ahead))
    return found


def _ahead(repository: Repository, head: str, entry: Entry) -> Ahead:
    if not present(repository, [entry.commit]):
        return Ahead(entry, "what was applied is not known to git here", is_whole=True)
    if repository.is_ancestor(head, entry.commit):
        return Ahead(entry, "git here is older than what was applied", is_whole=True)
    return Ahead(entry, "what was applied is not part of git here", is_whole=False)


def _changed_there(
    project: Project, head: str, applied: str, scopes: Collection[Scope], at: datetime
) -> set[Scope]:
    """Scopes that another branch changed since git here parted from it."""
    repository = project.repository
    parted = None if repository is None else repository.attempt("merge-base", head, applied)
    if parted is None:
        return set()  # two histories without a common commit: only what was sent can be told
    alids = {scope.alid for scope in scopes}
    try:
        then = rendered(project.at(parted.strip()), at, alids)
        there = rendered(project.at(applied), at, alids)
    except (UsageError, CatalogUnreadable):
        return set(scopes)
    return {scope for scope in scopes if then.get(scope) != there.get(scope)}


def ended(entries: Sequence[Entry]) -> dict[Scope, Entry]:
    """Scopes whose last action that the service took, or for a removal may have taken, ended them; with that run.

    Args:
        entries: Runs of the service, oldest first.
    """
    found: dict[Scope, Entry] = {}
    for entry in entries:
        for scope, result in entry.results().items():
            if result.action in _REMOVALS and _may_have_arrived(result):
                found[scope] = entry
            elif isinstance(result.outcome, Accepted):
                found.pop(scope, None)
    return found


def taken_down(entries: Sequence[Entry], scopes: Iterable[Scope]) -> Iterator[str]:
    """Scopes that would be offered again after a takedown that nobody has committed, one sentence each.

    Args:
        entries: Runs of the service, oldest first.
        scopes: What a plan offers.
    """
    last = ended(entries)
    for scope in sorted(scopes):
        newest = last.get(scope)
        if newest is not None and newest.is_uncommitted:
            yield (
                f"run {newest.run} took {scope} down from files that were not committed, and git still offers it: "
                "this plan puts it on sale again"
            )


def _sent(entry: Entry) -> Iterator[Scope]:
    """What a run brought to the service, or may have brought."""
    if entry.is_open:
        yield from entry.scopes
    yield from (scope for scope, result in entry.results().items() if _may_have_arrived(result))


def _may_have_arrived(result: Result) -> bool:
    return result.is_half or isinstance(result.outcome, Accepted | Unknown)
