"""The guards on a plan: what they need to know of git and of earlier runs, and what they say."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from pvsync.config.environment import Environment
from pvsync.errors import CatalogUnreadable, UsageError
from pvsync.model.audience import Audience
from pvsync.model.guarded import LOOKS_BACK, GuardedPlan, Recent
from pvsync.model.outcome import Accepted
from pvsync.model.plan import Change, Plan
from pvsync.model.progress import Progress
from pvsync.model.trail import Entry
from pvsync.model.verdict import GuardVerdict
from pvsync.rules.safety.pv915_protected import losses
from pvsync.rules.verdicts import all_guards, verdicts
from pvsync.workflows.behind import ended, with_behind
from pvsync.workflows.desired import Desired, load
from pvsync.workflows.lease import is_shared
from pvsync.workflows.project import Project
from pvsync.workflows.recent import recent_changes
from pvsync.workflows.rendered import titles_of
from pvsync.workflows.trail import trail_of
from pvsync.workflows.trust import strictest

_ALL = 100


def guard_verdicts(
    project: Project,
    environment: Environment,
    desired: Desired,
    changes: Sequence[Change],
    entries: Sequence[Entry],
    as_of: datetime,
    audience: Audience | None = None,
    *,
    again: Plan | None = None,
) -> tuple[GuardVerdict, ...]:
    """What the guards say of changes.

    Args:
        project: The catalog.
        environment: The service.
        desired: The whole catalog, whatever was selected.
        changes: What is planned.
        entries: Runs of the environment, oldest first.
        as_of: The instant of the plan.
        audience: Who watched what they hit, None where nobody asked.
        again: A saved plan that is made once more: its own runs, and those after it, do not count.
    """
    until, besides = (None, "") if again is None else (again.created_at, again.plan_id)
    after = as_of - LOOKS_BACK
    recent = (
        recent_changes(project, environment, entries, after=after, besides=besides, until=until)
        if changes
        else ()
    )
    return verdicts(_guarded(project, desired, changes, entries, as_of, recent, audience))


def verdicts_now(
    project: Project, environment: Environment, plan: Plan, progress: Progress
) -> tuple[GuardVerdict, ...]:
    """What the guards say of a plan at the moment of its apply: other runs may have come in between.

    Args:
        project: The catalog at the plan's commit.
        environment: The service.
        plan: The plan.
        progress: Told where the catalog has to be read again.
    """
    entries = trail_of(project, fetch=is_shared(environment)).of(environment.service)
    later = recent_changes(project, environment, entries, after=plan.created_at, besides=plan.plan_id)
    changes = _as_old_as_now(project, entries, plan)
    if not later and changes == plan.changes:
        return plan.guards
    recent = recent_changes(
        project, environment, entries, after=plan.as_of - LOOKS_BACK, besides=plan.plan_id
    )
    desired = load(project, plan.as_of, progress)
    return verdicts(_guarded(project, desired, changes, entries, plan.as_of, recent, plan.impact))


def _as_old_as_now(project: Project, entries: Sequence[Entry], plan: Plan) -> tuple[Change, ...]:
    """The changes of a plan, marked as `behind` what was applied by now; an undo says nothing that git says."""
    if plan.undoes is not None:
        return plan.changes
    others = [entry for entry in entries if entry.plan_id != plan.plan_id]
    return tuple(with_behind(project, others, plan.changes, plan.as_of))


def switched_off(project: Project) -> Iterator[str]:
    """Guards that never refuse, one sentence each: nobody shall take their silence for a yes."""
    for guard in all_guards():
        threshold = project.config.guards[guard.key]
        if guard.usual.is_off:
            continue  # it is on only where somebody asks for it
        if threshold.is_off or (threshold.count is None and threshold.share == _ALL):
            yield f"Guard {guard.key} is off in {project.config.file}."


def _guarded(
    project: Project,
    desired: Desired,
    changes: Sequence[Change],
    entries: Sequence[Entry],
    as_of: datetime,
    recent: tuple[Recent, ...],
    audience: Audience | None,
) -> GuardedPlan:
    managed = [record for record in desired.records if not record.is_observed] if changes else []
    losing = {change.scope.alid for change in changes if any(losses(change, as_of, project.config.zones))}
    return GuardedPlan(
        as_of=as_of,
        changes=tuple(changes),
        offered=frozenset(record.scope for record in managed),
        on_sale=frozenset(record.scope for record in managed if record.on_sale),
        recent=recent,
        protected=frozenset(_protected(project, entries, as_of, losing) if losing else ()),
        ended=frozenset(ended(entries)),
        thresholds=strictest(project, bases(project, entries)),
        audience={} if audience is None else audience.by_scope,
        bundled=desired.bundled,
        zones=project.config.zones,
    )


def _protected(
    project: Project, entries: Sequence[Entry], as_of: datetime, losing: set[str]
) -> Iterator[str]:
    """Those of the titles that are protected now, or were in a commit that the change is judged by."""
    yield from _protected_in(project, as_of, losing)
    for commit in dict.fromkeys(bases(project, entries)):
        try:
            yield from _protected_in(project.at(commit), as_of, losing)
        except (UsageError, CatalogUnreadable):
            continue  # rewritten history, or a commit before the first catalog: nothing was protected there


def _protected_in(project: Project, as_of: datetime, alids: set[str]) -> Iterable[str]:
    return (title.title.alid for title in titles_of(project, as_of, alids) if title.is_protected)


def bases(project: Project, entries: Sequence[Entry]) -> Iterator[str]:
    """The commits that a change is judged by: the one that is trusted, the one before, and the newest that was applied."""
    head = project.head()
    if head is None or project.repository is None:
        return
    if project.config.trust:
        yield project.config.trust
    yield head if project.is_dirty() else f"{head}^"
    for entry in reversed(entries):
        results = () if entry.receipt is None else entry.receipt.results
        if any(isinstance(result.outcome, Accepted) for result in results):
            yield entry.commit
            return
