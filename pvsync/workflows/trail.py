"""The trail of a run: a note on its commit before the first write, the receipt in its place at the end."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from pvsync.apply.receipt_json import receipt_from_json, receipt_to_json
from pvsync.config.environment import Environment
from pvsync.errors import PvsyncError, RemoteUnreachable
from pvsync.history.note_lines import Started, nothing_line, receipt_line, started_line
from pvsync.history.notes import NOTES, OWN_NOTES, Notes, read_trail
from pvsync.history.remote import Remote
from pvsync.model.outcome import Receipt
from pvsync.model.plan import Plan
from pvsync.model.scope import Scope
from pvsync.model.trail import Entry, Trail
from pvsync.model.window import instant_text
from pvsync.workflows.lease import is_shared, remote_of
from pvsync.workflows.project import Project


@dataclass(slots=True)
class Keeper:
    """Writes the trail of one run.

    Args:
        notes: Where to, None where no commit can carry it.
        commit: The commit of the plan, empty where there is none.
        remote: Who else is told, None for nobody.
        sentences: For the receipt: what could not be kept so far.
        remarks: What came up after the receipt was written.
    """

    notes: Notes | None
    commit: str
    remote: Remote | None
    sentences: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def put(self, line: str, problems: list[str]) -> None:
        """Write a line and bring it to the remote; what fails is told, and stops nothing."""
        if self.notes is None:
            return
        try:
            self.notes.put(self.commit, line)
        except PvsyncError as error:
            problems.append(f"the note on commit {self.commit[:9]} could not be written: {error.message}")
            return
        if self.remote is not None:
            try:
                self.notes.share(self.remote)
            except PvsyncError as error:
                problems.append(
                    f"the trail of this run is on this machine only: {error.message}; "
                    "the next apply from here brings it along"
                )

    def finish(self, receipt: Receipt) -> None:
        """The receipt, in place of the word that the run began."""
        self.put(receipt_line(receipt_to_json(receipt)), self.remarks)


@contextmanager
def kept(
    project: Project,
    environment: Environment,
    plan: Plan,
    run: str,
    now: Callable[[], datetime],
    *,
    begun: bool = False,
    anyway: bool = False,
) -> Iterator[Keeper]:
    """Say that a run begins or goes on; whoever is inside says what became of it.

    Args:
        project: The repository.
        environment: What is applied to.
        plan: The plan.
        run: Id of the run.
        now: The clock.
        begun: Whether an earlier part of the run may have written something.
        anyway: Whether a plan of uncommitted files leaves its trail all the same, as a takedown's does.

    Raises:
        UsageError: If the configuration names a remote that is not there.
    """
    keeper = _keeper(project, environment, plan, anyway=anyway)
    started = Started(
        run,
        plan.environment,
        plan.licensor,
        plan.plan_id,
        plan.as_of,
        now(),
        tuple(change.scope for change in plan.changes),
        plan.url or environment.url,
        plan.tree,
    )
    keeper.put(started_line(started), keeper.sentences)
    try:
        yield keeper
    except PvsyncError:
        # Only what stops a run before its first write is raised; anything later ends in a receipt.
        if not begun:
            keeper.put(nothing_line(run), keeper.remarks)
        raise


def trail_of(project: Project, *, fetch: bool) -> Trail:
    """Every run that the notes of a project tell of.

    Args:
        project: The project.
        fetch: Whether the remote is asked for what other machines wrote. Where it does not answer, a problem says so.
    """
    if project.repository is None:
        return Trail(problems=("this folder is not in a git repository, so no run has left a trail",))
    problems = tuple(_fetched(project)) if fetch else ()
    found = read_trail(project.repository, receipt_from_json)
    return Trail(found.entries, (*problems, *found.problems))


def renew(project: Project, environment: Environment, commit: str, receipt: Receipt) -> tuple[str, ...]:
    """Put a receipt in the place of the one that a note holds, here and on the remote.

    Args:
        project: The repository.
        environment: What was applied to.
        commit: The commit whose note it is.
        receipt: The receipt.

    Returns:
        What could not be done, one plain sentence each.
    """
    if project.repository is None:
        return ()
    is_wide = is_shared(environment)
    notes = Notes(project.repository, NOTES if is_wide else OWN_NOTES)
    keeper = Keeper(notes, commit, remote_of(project) if is_wide else None)
    keeper.finish(receipt)
    return tuple(keeper.remarks)


def unfinished(entries: Sequence[Entry]) -> Iterator[str]:
    """Runs that began and never said what became of them, as long as no later run has said something of their scopes.

    Args:
        entries: Runs of one environment, oldest first.
    """
    later: set[Scope] = set()
    found: list[str] = []
    for entry in reversed(entries):
        scopes = set(entry.scopes) - later
        if entry.is_open and scopes:
            count = "1 scope" if len(scopes) == 1 else f"{len(scopes):,} scopes"
            found.append(
                f"run {entry.run} began on {instant_text(entry.at)} and has not said what became of it: it goes on, or "
                f"its machine is gone; why {count} of it differ from git is not known"
            )
        later |= scopes
    yield from reversed(found)


def _fetched(project: Project) -> Iterator[str]:
    remote = remote_of(project)
    if remote is None or project.repository is None:
        return
    try:
        Notes(project.repository, NOTES).fetch(remote)
    except RemoteUnreachable as error:
        yield f"what other machines applied since the last fetch is not known: {error.message}"


def _keeper(project: Project, environment: Environment, plan: Plan, *, anyway: bool) -> Keeper:
    if project.repository is None or plan.commit is None:
        where = (
            "this folder is not in a git repository" if project.repository is None else "nothing is committed"
        )
        return Keeper(None, "", None, [f"{where}: no commit carries this receipt"])
    why = "the plan was made from files that are not committed"
    is_wide = is_shared(environment)
    if plan.dirty and not is_wide and not anyway:
        return Keeper(None, "", None, [f"{why}: no commit carries this receipt"])
    # Only a takedown comes here with such a plan; everybody shall know of it before it is committed.
    beside = f"{why}: this receipt stands at commit {plan.commit[:9]} before them, and says so"
    notes = Notes(project.repository, NOTES if is_wide else OWN_NOTES)
    keeper = Keeper(notes, plan.commit, remote_of(project) if is_wide else None)
    keeper.sentences += [beside] if plan.dirty else []
    return keeper
