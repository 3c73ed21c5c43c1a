"""Carry a plan out: refuse what may not be, journal what is done, and write the receipt."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from pvsync import __version__
from pvsync.api.client import AvailsClient
from pvsync.apply.events import RunStarted
from pvsync.apply.execute import execute
from pvsync.apply.journal import Journal
from pvsync.apply.options import Clock, Options, Stop
from pvsync.apply.receipt_json import receipt_to_json
from pvsync.apply.runs import RUNS_FOLDER, Run, Runs
from pvsync.config.environment import Environment
from pvsync.errors import JournalError, PlanStale, PlanUnsafe
from pvsync.model.clocks import clock_text, skew_sentence
from pvsync.model.outcome import NotTried, Receipt
from pvsync.model.plan import Plan
from pvsync.model.progress import Progress
from pvsync.model.scope import Scope
from pvsync.model.window import instant_text
from pvsync.plan.file import plan_parts
from pvsync.plan.order import pack
from pvsync.workflows.approval import Approval, require, require_still
from pvsync.workflows.guarded import verdicts_now
from pvsync.workflows.lease import Hold, alone
from pvsync.workflows.project import Project
from pvsync.workflows.proof import prove
from pvsync.workflows.trail import kept

NO_APPROVAL = Approval()
_SETTLE_POLL = 1.0
_TIMELESS = (
    "the service did not say what time it is, so this machine's clock could not be compared with its own"
)


@dataclass(frozen=True, slots=True)
class Applied:
    """A run and its receipt.

    Args:
        receipt: What became of every change.
        folder: Where plan, journal and receipt are, relative to the repository; empty where nothing was to do.
        remarks: What came up after the receipt was written, one plain sentence each.
        lost: Whether another machine may have taken the place of this run before its end.
        refused: Whether nothing was written at all, because the plan is past its date or two clocks disagree.
    """

    receipt: Receipt
    folder: str
    remarks: tuple[str, ...] = ()
    lost: bool = False
    refused: bool = False


class _Clocks:
    """This machine's clock held against the service's before each write.

    Whether the plan is past its date is asked once: a run that began in time goes on.

    Args:
        plan: The plan.
        client: The open service.
        now: This machine's clock.

    Attributes:
        why: Why nothing may be written, None where it may.
        notes: What the receipt says of a service that does not tell the time.
    """

    def __init__(self, plan: Plan, client: AvailsClient, now: Callable[[], datetime]) -> None:
        self.why: str | None = None
        self.notes: tuple[str, ...] = ()
        self._until = plan.valid_until
        self._client = client
        self._now = now

    def doubt(self) -> str | None:
        """Why nothing may be written by what the last answer shows; where it does not say, a note is kept."""
        there = self._client.service_time
        if there is None:
            self.notes = (_TIMELESS,)
            return None
        why = skew_sentence(there, self._now())
        if why is None and self._until is not None and there >= self._until:
            why = (
                f"this plan was valid until {instant_text(self._until)}, and the service's clock shows "
                f"{clock_text(there)}; make a new plan"
            )
        self._until = None if why is None else self._until
        self.why = self.why or why
        return why


def refuse(
    plan: Plan, project: Project, environment: Environment, now: datetime, *, uncommitted: bool = False
) -> None:
    """Refuse a plan that may not be carried out here and now.

    Raises:
        PlanUnsafe: If it is a simulation, was made for another environment or licensor, or from uncommitted files.
        PlanStale: If it is past its date, or git stands at another commit.
    """
    if plan.simulated:
        raise PlanUnsafe(
            f"this plan is a simulation for {instant_text(plan.as_of)}",
            advice="plan without `--as-of` and apply that",
        )
    if plan.environment != environment.name or plan.licensor != environment.alias:
        raise PlanUnsafe(
            f"this plan was made for `{plan.licensor}` in `{plan.environment}`, not for `{environment.alias}` in `{environment.name}`",
            advice=f"apply it with `pvsync --env {plan.environment} apply`, or make a new plan",
        )
    if plan.dirty and environment.name != "local" and not uncommitted:
        raise PlanUnsafe(
            f"this plan was made from files that are not committed{_listed(plan.uncommitted)}",
            advice="commit them, plan again, and apply that plan",
        )
    if plan.valid_until is not None and now >= plan.valid_until:
        raise PlanStale(
            f"this plan was valid until {instant_text(plan.valid_until)}: a window has begun or ended since",
        )
    head = project.head()
    if plan.commit != head:
        raise PlanStale(
            f"this plan was made at commit {_short(plan.commit)}, and git stands at {_short(head)}",
            advice="check the plan's commit out, or make a new plan",
        )
    _refuse_other_files(plan, project)


def _refuse_other_files(plan: Plan, project: Project) -> None:
    """Hold the files of a plan against those that stand here; a plan of an earlier version does not name its own.

    Raises:
        PlanStale: If they are others.
    """
    if not plan.tree:
        return
    here = project.provenance()
    if here.tree == plan.tree:
        return
    raise PlanStale(
        f"the files here are not those that this plan was made from{_listed(here.uncommitted)}",
        advice="put the files back as the commit has them, or make a new plan",
    )


def apply_plan(
    project: Project,
    environment: Environment,
    plan: Plan,
    connect: Callable[[], AvailsClient],
    *,
    now: Callable[[], datetime],
    progress: Progress,
    stop: Stop,
    max_failures: int | None = None,
    steal_lease: str | None = None,
    approval: Approval = NO_APPROVAL,
    just_made: bool = False,
) -> Applied:
    """Carry out a plan that is not refused.

    Args:
        project: The repository that keeps the run.
        environment: The service.
        plan: The plan.
        connect: Opens the service.
        now: The clock.
        progress: Told of each stage.
        stop: When set, what is in flight is finished and nothing new starts.
        max_failures: Failures that the run lives through, None for no limit.
        steal_lease: Id of the run whose lease is taken over, None for none.
        approval: What is approved of what its guards refuse, and otherwise.
        just_made: Whether this process made it and nobody could put another in its place; any other proves itself.

    Raises:
        PlanRefused: See `refuse`, `prove` and `require`; or another machine applies. Nothing has been written.
        ApiError: If the service could not be read at all; nothing has been written.
        JournalError: If another run is open, or the journal cannot be written.
    """
    refuse(plan, project, environment, now(), uncommitted=approval.uncommitted)
    remarks = () if just_made else prove(project, environment, plan, now(), progress)
    require(plan.guards, approval)
    if not plan.changes:
        return Applied(_nothing(plan, now()), "", remarks)
    run = Runs(project.root / RUNS_FOLDER).begin(plan_parts(plan), at=now())
    applied = carry_out(
        project,
        environment,
        plan,
        run,
        lambda: Journal.create(run.journal_path, _started(run.id, plan, approval, now())),
        connect,
        now=now,
        progress=progress,
        stop=stop,
        max_failures=max_failures,
        steal_lease=steal_lease,
        approval=approval,
    )
    return replace(applied, remarks=(*remarks, *applied.remarks))


def carry_out(
    project: Project,
    environment: Environment,
    plan: Plan,
    run: Run,
    opened: Callable[[], Journal],
    connect: Callable[[], AvailsClient],
    *,
    now: Callable[[], datetime],
    progress: Progress,
    stop: Stop,
    max_failures: int | None,
    steal_lease: str | None,
    approval: Approval,
    begun: bool = False,
    nothing_new: str | None = None,
) -> Applied:
    """Carry out a run that is new, or go on with one; see `apply_plan` and `workflows.resume`.

    Args:
        project: The repository that keeps the run.
        environment: The service.
        plan: The plan.
        run: The run.
        opened: Opens its journal, once nobody else can be at it.
        connect: Opens the service.
        now: The clock.
        progress: Told of each stage.
        stop: When set, what is in flight is finished and nothing new starts.
        max_failures: Failures that the run lives through, None for no limit.
        steal_lease: Id of the run whose lease is taken over, None for none.
        approval: What is approved of what its guards refuse.
        begun: Whether an earlier part of the run may have written something.
        nothing_new: Why nothing may be sent any more, None where it may.

    Raises:
        PvsyncError: See `apply_plan`.
    """
    with (
        Runs(project.root / RUNS_FOLDER).alone(run),
        alone(project, environment, run.id, now=now, steal=steal_lease) as hold,
        _still_approved(project, environment, plan, approval, progress),
        connect() as client,
        opened() as journal,
        kept(project, environment, plan, run.id, now, begun=begun, anyway=approval.uncommitted) as keeper,
    ):
        clocks = _Clocks(plan, client, now)
        options = _options(environment, max_failures, approval.blind)
        receipt = _executed(
            plan, environment, client, journal, options, clocks, hold, (now, progress, stop), nothing_new
        )
        receipt = _kept(run, receipt, [*approval.notes, *hold.notes, *keeper.sentences, *clocks.notes])
        keeper.finish(receipt)
    refused = (nothing_new or clocks.why) is not None and _is_untouched(receipt)
    return Applied(
        receipt, f"{RUNS_FOLDER}/{run.id}", (*keeper.remarks, *hold.remarks), hold.is_lost, refused
    )


def _executed(
    plan: Plan,
    environment: Environment,
    client: AvailsClient,
    journal: Journal,
    options: Options,
    clocks: _Clocks,
    hold: Hold,
    person: tuple[Callable[[], datetime], Progress, Stop],
    nothing_new: str | None,
) -> Receipt:
    """What became of the plan; `person` is the clock on the wall, the screen, and who may stop it."""
    now, progress, stop = person
    return execute(
        plan,
        pack(plan.changes, environment.batch, one_alid=environment.batch_same_alid),
        client,
        journal,
        options=options,
        clock=Clock(now, time.monotonic, time.sleep),
        progress=progress,
        stop=stop,
        leave=hold.lease,
        nothing_new=nothing_new,
        doubt=clocks.doubt,
    )


@contextmanager
def _still_approved(
    project: Project, environment: Environment, plan: Plan, approval: Approval, progress: Progress
) -> Iterator[None]:
    """Once nobody else applies, see that nothing has come in between; a takedown ends what live shows, whoever came."""
    if not approval.uncommitted:
        require_still(verdicts_now(project, environment, plan, progress), approval)
    yield


def _is_untouched(receipt: Receipt) -> bool:
    return all(isinstance(result.outcome, NotTried) for result in receipt.results)


def _options(environment: Environment, max_failures: int | None, blind: frozenset[Scope]) -> Options:
    return Options(
        workers=environment.open,
        settle_after=environment.settling.total_seconds(),
        settle_poll=min(_SETTLE_POLL, environment.settling.total_seconds()),
        propagation=environment.propagation,
        max_failures=max_failures,
        blind=blind,
    )


def _started(run: str, plan: Plan, approval: Approval, at: datetime) -> RunStarted:
    return RunStarted(
        run=run,
        plan_id=plan.plan_id,
        environment=plan.environment,
        licensor=plan.licensor,
        commit=plan.commit,
        as_of=plan.as_of,
        version=__version__,
        at=at,
        approvals=approval.counts,
        url=plan.url,
        tree=plan.tree,
    )


def _kept(run: Run, receipt: Receipt, notes: Iterable[str]) -> Receipt:
    """The receipt, written beside its journal; where the disk refuses, it is still shown and says so."""
    receipt = replace(receipt, notes=(*receipt.notes, *notes))
    try:
        run.write_receipt(receipt_to_json(receipt))
    except JournalError as error:
        return replace(receipt, notes=(*receipt.notes, f"this receipt could not be kept: {error.message}"))
    return receipt


def _nothing(plan: Plan, at: datetime) -> Receipt:
    return Receipt(
        "", plan.plan_id, __version__, plan.environment, plan.licensor, plan.commit, plan.as_of, at, at, ()
    )


def _listed(reasons: Iterable[str]) -> str:
    said = "; ".join(reasons)
    return f": {said}" if said else ""


def _short(commit: str | None) -> str:
    return "none" if commit is None else commit[:12]
