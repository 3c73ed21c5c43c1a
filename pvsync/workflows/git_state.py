"""What the state of the repository hides from a plan, one plain sentence each."""

from collections.abc import Collection, Iterator, Sequence

from pvsync.config.environment import Environment
from pvsync.history.commits import Lineage, present
from pvsync.history.notes import NOTES
from pvsync.history.provenance import few
from pvsync.model.outcome import Accepted
from pvsync.model.plan import Action, Change
from pvsync.model.scope import Scope
from pvsync.model.trail import Entry
from pvsync.workflows.lease import is_shared
from pvsync.workflows.past import Past
from pvsync.workflows.project import Project

NO_HISTORY = "This folder has no git history: what has left the catalog is not known, and stays on Prime Video as it is."

_COMMIT = 9


def on_no_branch(project: Project) -> Iterator[str]:
    """That git stands at a commit and on no branch, as a checkout of CI does: then its own history counts."""
    tip = project.head()
    if project.repository is None or tip is None or project.commit is not None:
        return
    if project.repository.attempt("symbolic-ref", "--quiet", "HEAD") is None:
        yield f"git stands at commit {tip[:_COMMIT]} and on no branch: what that commit and those before it declared counts"


def without_receipts(
    environment: Environment, entries: Sequence[Entry], changes: Sequence[Change]
) -> Iterator[str]:
    """That nothing tells why live differs: no run of the environment has left a receipt.

    Args:
        environment: The service.
        entries: Its runs that the notes tell of.
        changes: What is planned.
    """
    differs = any(change.before is not None and change.action is Action.REPLACE for change in changes)
    if entries or not differs:
        return
    missing = f"or its notes (`{NOTES}`) are not here and not on the remote" if is_shared(environment) else ""
    yield (
        f"no run has left a receipt for {environment.name}: nothing was applied from this repository yet"
        f"{', ' if missing else ''}{missing}; why live differs from git is not known"
    )


def rewritten(
    project: Project, entries: Sequence[Entry], past: Past, declared: Collection[Scope]
) -> Iterator[str]:
    """Runs that brought what this branch does not hold any more: history was written anew, or they came from another.

    Args:
        project: The catalog.
        entries: Runs of the environment, oldest first.
        past: What earlier commits of the branch declared.
        declared: What it declares now.
    """
    tip, repository = project.head(), project.repository
    accepted = [entry for entry in entries if any(True for _ in _sent(entry))]
    if repository is None or tip is None or not accepted:
        return
    lineage = Lineage(repository, [tip])
    strangers = [entry for entry in accepted if not lineage.includes(tip, entry.commit)]
    if not strangers:
        return
    runs = "run" if len(strangers) == 1 else "runs"
    here = present(repository, {entry.commit for entry in strangers})
    gone = ", and the commit itself has gone" if len(strangers) == 1 and not here else ""
    yield (
        f"{runs} {few([entry.run for entry in strangers])} applied what is not part of git here{gone}: git here is older, "
        "another branch was applied, or history was written anew since; what differs in what they sent is behind"
    )
    known = past.tombstones.keys() | set(declared)
    lost = sorted({scope for entry in strangers for scope in _sent(entry)} - known) if past.is_known else []
    if lost:
        scopes = "1 scope" if len(lost) == 1 else f"{len(lost):,} scopes"
        yield (
            f"{scopes} of what they sent no commit of this branch declares: {few([str(scope) for scope in lost])}; "
            "if they are still offered, this plan does not end them: declare them again, or take them down"
        )


def _sent(entry: Entry) -> Iterator[Scope]:
    """What a run brought and the service accepted, as far as it was offered."""
    for scope, result in entry.results().items():
        if isinstance(result.outcome, Accepted) and result.action in {Action.CREATE, Action.REPLACE}:
            yield scope
