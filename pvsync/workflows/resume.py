"""Go on with a run that stopped: its order from the journal, its truth from what live shows now."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from pvsync import __version__
from pvsync.api.client import AvailsClient
from pvsync.apply.events import RunFinished, RunResumed
from pvsync.apply.journal import Journal, read_journal
from pvsync.apply.ledger import Ledger
from pvsync.apply.options import Stop
from pvsync.apply.receipt import check_belongs
from pvsync.apply.runs import RUNS_FOLDER, Run, Runs
from pvsync.config.environment import Environment
from pvsync.errors import JournalError, UsageError
from pvsync.model.plan import Plan
from pvsync.model.progress import Progress
from pvsync.model.window import instant_text
from pvsync.plan.large_file import open_plan
from pvsync.workflows.apply import Applied, carry_out, refuse
from pvsync.workflows.approval import Approval, require
from pvsync.workflows.project import Project

_NEW_PLAN = "make a new plan: it shows what is still to do"


def resume_run(
    project: Project,
    environment: Environment,
    run_id: str,
    connect: Callable[[], AvailsClient],
    *,
    now: Callable[[], datetime],
    progress: Progress,
    stop: Stop,
    max_failures: int | None = None,
    steal_lease: str | None = None,
) -> Applied:
    """Go on with a run; what it got accepted stays, what it left in doubt is read first.

    A plan past its date sends nothing new: only what is in doubt is settled.

    Args:
        project: The repository that keeps the run.
        environment: The environment of the command line; must be that of the plan.
        run_id: Id of the run.
        connect: Opens the service.
        now: The clock.
        progress: Told of each stage.
        stop: When set, what is in flight is finished and nothing new starts.
        max_failures: Failures that the run lives through from now on, None for no limit.
        steal_lease: Id of another run whose lease is taken over, None for none.

    Raises:
        UsageError: If there is no such run, or it has nothing to go on with.
        PlanRefused: See `apply_plan`; also where its plan is not what the run began with.
        ApiError: If the service could not be read at all; nothing has been written.
        JournalError: If the run is still open, or its journal does not parse or cannot be written.
    """
    run = Runs(project.root / RUNS_FOLDER).find(run_id)
    plan = _plan_of(run)
    ledger = Ledger.of(read_journal(run.journal_path))
    _refuse_what_is_no_beginning(run, plan, ledger)
    late = _late(plan, now())
    # What may not be begun any more may still be settled; and what was not committed when it began, was allowed then.
    refuse(replace(plan, valid_until=None), project, environment, now(), uncommitted=True)
    approval = Approval(ledger.started.approvals)
    require(plan.guards, approval)
    return carry_out(
        project,
        environment,
        plan,
        run,
        lambda: _reopened(run, now()),
        connect,
        now=now,
        progress=progress,
        stop=stop,
        max_failures=max_failures,
        steal_lease=steal_lease,
        approval=approval,
        begun=bool(ledger.sent),
        nothing_new=late,
    )


def plan_of(project: Project, run_id: str) -> Plan:
    """The plan that a run carries out.

    Raises:
        UsageError: If there is no such run, or its plan cannot be read.
    """
    return _plan_of(Runs(project.root / RUNS_FOLDER).find(run_id))


def _reopened(run: Run, at: datetime) -> Journal:
    journal = Journal.resume(run.journal_path, RunResumed(__version__, at))
    try:
        run.drop_receipt()
    except JournalError:
        journal.close()
        raise
    return journal


def _plan_of(run: Run) -> Plan:
    try:
        return open_plan(run.plan_path)
    except OSError as error:
        raise UsageError(f"the run {run.id} has no plan that can be read", advice=_NEW_PLAN) from error


def _refuse_what_is_no_beginning(run: Run, plan: Plan, ledger: Ledger) -> None:
    """Make sure that plan and journal are of this run, and that it had begun."""
    check_belongs(plan, ledger)
    _refuse_of_another(run, ledger)
    _refuse_without_beginning(run, ledger)


def _refuse_of_another(run: Run, ledger: Ledger) -> None:
    """A plan can be carried out twice: its other run's journal tells another story."""
    if ledger.started.run != run.id:
        raise JournalError(
            f"the journal in the folder of run {run.id} is that of run {ledger.started.run}", advice=_NEW_PLAN
        )


def _refuse_without_beginning(run: Run, ledger: Ledger) -> None:
    """A run that ended by itself before it sent anything has said so to everybody: it cannot begin after all."""
    if isinstance(ledger.end, RunFinished) and not ledger.sent and not ledger.outcomes:
        raise UsageError(f"the run {run.id} ended before it sent anything", advice=_NEW_PLAN)


def _late(plan: Plan, now: datetime) -> str | None:
    if plan.valid_until is None or now < plan.valid_until:
        return None
    return f"its plan was valid until {instant_text(plan.valid_until)}: a window has begun or ended since"
