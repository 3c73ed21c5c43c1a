"""Read back what a run got accepted, long after the run."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from pvsync.api.client import AvailsClient
from pvsync.apply.journal import read_journal
from pvsync.apply.ledger import Ledger
from pvsync.apply.receipt_json import receipt_from_json
from pvsync.apply.runs import Runs
from pvsync.apply.verify import verify, written_of
from pvsync.config.environment import Environment
from pvsync.errors import PlanUnsafe, UsageError
from pvsync.model.outcome import Receipt, Verification
from pvsync.model.progress import Progress
from pvsync.plan.file import read_plan
from pvsync.workflows.apply import RUNS_FOLDER
from pvsync.workflows.project import Project


def verify_run(
    project: Project,
    environment: Environment,
    run_id: str | None,
    connect: Callable[[], AvailsClient],
    *,
    now: Callable[[], datetime],
    progress: Progress,
) -> Receipt:
    """The receipt of a run with what live shows of it now.

    Args:
        project: The repository that holds the run.
        environment: The environment of the command line; must be that of the run.
        run_id: Id of the run, None for the newest.
        connect: Opens the service.
        now: The clock.
        progress: Told of each scope.

    Raises:
        UsageError: If there is no such run, or it has no receipt.
        PlanUnsafe: If the run was made in another environment.
        ApiError: If the service cannot be read.
    """
    runs = Runs(project.root / RUNS_FOLDER)
    run = runs.latest() if run_id is None else runs.find(run_id)
    if not run.receipt_path.is_file():
        raise UsageError(
            f"the run {run.id} has no receipt: it was stopped before it could write one",
            advice="make a new plan: it shows what is still to do",
        )
    receipt = receipt_from_json(run.receipt_path.read_bytes())
    if receipt.environment != environment.name:
        raise PlanUnsafe(
            f"the run {run.id} was made in `{receipt.environment}`, not in `{environment.name}`",
            advice=f"verify it with `pvsync --env {receipt.environment} verify {run.id}`",
        )
    plan = read_plan(run.plan_path.read_bytes())
    written = written_of(plan, Ledger.of(read_journal(run.journal_path)))
    shown: dict[object, Verification] = {}
    progress.begin("reading back", len(written))
    if written:
        with connect() as client:
            for seen in verify(written, client, now=now, propagation=environment.propagation):
                shown[seen.scope] = seen.verification
                progress.advance()
    progress.end()
    results = tuple(
        replace(result, verification=shown.get(result.scope, Verification.NOT_CHECKED))
        for result in receipt.results
    )
    return replace(receipt, results=results)
