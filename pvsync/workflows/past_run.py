"""A run that was made before: what it changed, what was accepted of it, and which commits had asked for it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pvsync.apply.journal import read_journal
from pvsync.apply.ledger import Ledger
from pvsync.apply.receipt import build_receipt
from pvsync.apply.receipt_json import receipt_from_json
from pvsync.apply.runs import RUNS_FOLDER, Run, Runs
from pvsync.config.environment import Environment
from pvsync.errors import PlanUnsafe, UsageError
from pvsync.history.commits import present
from pvsync.model.outcome import Accepted, Receipt, Result, Unknown
from pvsync.model.plan import Cause, Change, Plan
from pvsync.model.scope import Scope
from pvsync.model.trail import Entry
from pvsync.plan.file import read_plan
from pvsync.workflows.project import Project

_ASKED_BY_GIT = frozenset({Cause.INTENT, Cause.BOTH, Cause.UNKNOWN})


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run that is kept on this machine.

    Args:
        id: Its id.
        as_of: The instant that its plan was made for.
        changes: What it was to do.
        results: What of that was accepted, or may have been: writes without an answer, and halves, are among them.
    """

    id: str
    as_of: datetime
    changes: dict[Scope, Change]
    results: tuple[Result, ...]


def past_run(project: Project, run_id: str, environment: Environment, entries: Sequence[Entry]) -> PastRun:
    """A run with the states before it, from its folder.

    Args:
        project: The repository that keeps the run.
        run_id: The run.
        environment: The environment of the command line; must be that of the run.
        entries: Runs of this environment that the notes tell of, those of other machines too.

    Raises:
        UsageError: If it is not kept here.
        PlanUnsafe: If it was made for another environment or licensor.
    """
    runs = Runs(project.root / RUNS_FOLDER)
    if run_id not in {run.id for run in runs.all()} and run_id in {entry.run for entry in entries}:
        raise UsageError(
            f"the run {run_id} was made on another machine, and what was live before it is kept only there",
            advice=f"run this where {RUNS_FOLDER}/{run_id} is, or copy that folder here",
        )
    run = runs.find(run_id)
    plan = read_plan(run.plan_path.read_bytes())
    if not environment.service.is_of(plan):
        raise PlanUnsafe(
            f"the run {run_id} was made for `{plan.licensor}` in `{plan.environment}`, "
            f"not for `{environment.alias}` in `{environment.name}`",
            advice=f"undo it with `pvsync --env {plan.environment} inverse {run_id}`",
        )
    results = tuple(result for result in _receipt(run, plan).results if _may_have_arrived(result))
    return PastRun(run.id, plan.as_of, {change.scope: change for change in plan.changes}, results)


def commits_of(project: Project, run: PastRun, scopes: Collection[Scope]) -> tuple[str, ...]:
    """The commits that asked for what a run changed, newest first; those that are gone are left out.

    Args:
        project: The repository.
        run: The run.
        scopes: What of it counts.
    """
    if project.repository is None:
        return ()
    asked = present(project.repository, _asked(run.changes[scope] for scope in scopes))
    if not asked:
        return ()
    return tuple(project.repository.run("rev-list", "--no-walk=sorted", *sorted(asked)).split())


def _asked(changes: Iterable[Change]) -> set[str]:
    return {
        item.source.commit
        for change in changes
        for item in change.fields
        if item.source is not None and item.source.commit and item.cause in _ASKED_BY_GIT
    }


def _receipt(run: Run, plan: Plan) -> Receipt:
    if run.receipt_path.is_file():
        return receipt_from_json(run.receipt_path.read_bytes())
    return build_receipt(plan, Ledger.of(read_journal(run.journal_path)))


def _may_have_arrived(result: Result) -> bool:
    return result.is_half or isinstance(result.outcome, Accepted | Unknown)
