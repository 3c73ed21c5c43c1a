"""Take a title down now: edit the YAML, plan those scopes only, apply, and leave a trace."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

from pvsync.api.client import AvailsClient
from pvsync.apply.options import Stop
from pvsync.catalog.editing.store import write_file
from pvsync.config.environment import Environment
from pvsync.diagnostics import Finding
from pvsync.model.plan import Plan
from pvsync.model.progress import Progress
from pvsync.workflows.apply import Applied, apply_plan
from pvsync.workflows.approval import Approval, own_approval
from pvsync.workflows.plan import Planned, make_plan
from pvsync.workflows.project import Project
from pvsync.workflows.request import Request
from pvsync.workflows.selection import Selection
from pvsync.workflows.takedown_edit import Takedown, TakedownEdit, takedown_edit, write_takedown


@dataclass(frozen=True, slots=True)
class Prepared:
    """A takedown that is written to the file and planned, waiting for a word.

    Args:
        edit: What was written.
        planned: The plan of the scopes concerned.
    """

    edit: TakedownEdit
    planned: Planned


def prepare(
    project: Project,
    takedown: Takedown,
    environment: Environment,
    now: datetime,
    connect: Callable[[], AvailsClient],
    progress: Progress,
) -> Prepared | Finding:
    """Edit the file and plan; where no plan comes about, the file is as it was.

    Raises:
        PvsyncError: If there is no such title, or the service or the catalog cannot be read.
    """
    made = takedown_edit(project, takedown, now)
    if isinstance(made, Finding):
        return made
    write_takedown(project, made)
    try:
        with ExitStack() as stack:
            request = Request(
                environment, as_of=now, simulated=False, now=now, selection=_selection(project, made, now)
            )
            planned = make_plan(project, request, lambda: stack.enter_context(connect()), progress)
    except BaseException:
        take_back(project, made)
        raise
    if planned.plan is None:
        take_back(project, made)
    return Prepared(made, planned)


def take_back(project: Project, made: TakedownEdit) -> None:
    """Put the file back as it was before the edit.

    Raises:
        CatalogUnreadable: If it has changed meanwhile, or cannot be written.
    """
    if made.edited.is_changed:
        write_file(project.root, made.edited.after, made.edited.before)


def carry_out(
    project: Project,
    environment: Environment,
    plan: Plan,
    connect: Callable[[], AvailsClient],
    *,
    now: Callable[[], datetime],
    progress: Progress,
    stop: Stop,
    steal_lease: str | None = None,
) -> Applied:
    """Apply the plan of a takedown; the edit need not be committed first, since a takedown cannot wait.

    Raises:
        PvsyncError: See `apply_plan`.
    """
    return apply_plan(
        project,
        environment,
        plan,
        connect,
        now=now,
        progress=progress,
        stop=stop,
        uncommitted=True,
        steal_lease=steal_lease,
        approval=approval_of(plan),
        just_made=True,
    )


def approval_of(plan: Plan) -> Approval:
    """A takedown is its own approval, of exactly the counts that it shows."""
    return own_approval(plan.guards, "takedown")


def _selection(project: Project, made: TakedownEdit, now: datetime) -> Selection:
    """Exactly the scopes that the edit removes; with a season, those of its episodes."""
    named = {(scope.territory, scope.business_line) for scope in (*made.added, *made.present)}
    return Selection(
        scopes=frozenset(
            removal.scope
            for title in project.catalog(now).titles()
            if title.file == made.edited.before.name
            for removal in title.removals
            if (removal.scope.territory, removal.scope.business_line) in named
        )
    )
