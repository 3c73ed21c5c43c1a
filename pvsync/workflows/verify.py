"""Read back what a run got accepted, long after the run."""

from collections.abc import Callable, Container
from dataclasses import replace
from datetime import datetime

from pvsync.api.client import AvailsClient
from pvsync.apply.journal import read_journal
from pvsync.apply.ledger import Ledger
from pvsync.apply.receipt_json import receipt_from_json
from pvsync.apply.runs import RUNS_FOLDER, Runs
from pvsync.apply.verify import Written, verify, written_of
from pvsync.config.environment import Environment
from pvsync.errors import PlanUnsafe, UsageError
from pvsync.model.outcome import Accepted, Receipt, Result, Unknown, Verification
from pvsync.model.progress import Progress
from pvsync.model.scope import Scope
from pvsync.plan.file import read_plan
from pvsync.workflows.lease import is_shared
from pvsync.workflows.project import Project
from pvsync.workflows.trail import renew, trail_of


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
            advice=f"go on with it: `pvsync apply --resume {run.id}`; or make a new plan: it shows what is still to do",
        )
    receipt = receipt_from_json(run.receipt_path.read_bytes())
    if receipt.environment != environment.name and not environment.service.is_at(receipt):
        raise PlanUnsafe(
            f"the run {run.id} was made in `{receipt.environment}`, not in `{environment.name}`",
            advice=f"verify it with `pvsync --env {receipt.environment} verify {run.id}`",
        )
    plan = read_plan(run.plan_path.read_bytes())
    ledger = Ledger.of(read_journal(run.journal_path))
    in_doubt = {result.scope for result in receipt.results if isinstance(result.outcome, Unknown)}
    doubtful = tuple(Written(change, ledger.last_at) for change in plan.changes if change.scope in in_doubt)
    written = (*written_of(plan, ledger), *doubtful)
    shown: dict[Scope, Verification] = {}
    progress.begin("reading back", len(written))
    if written:
        with connect() as client:
            for seen in verify(written, client, now=now, propagation=environment.propagation):
                shown[seen.scope] = seen.verification
                progress.advance()
    progress.end()
    return replace(receipt, results=tuple(_seen(result, shown) for result in receipt.results))


def _seen(result: Result, shown: dict[Scope, Verification]) -> Result:
    """A result with what live shows of it; a write without an answer that live shows was accepted after all."""
    verification = shown.get(result.scope, Verification.NOT_CHECKED)
    if not isinstance(result.outcome, Unknown):
        return replace(result, verification=verification)
    if verification is Verification.VERIFIED:
        return replace(
            result,
            outcome=Accepted(),
            verification=verification,
            note="it had no answer; live shows it",
            is_half=False,
        )
    return result


def note_verified(
    project: Project, environment: Environment, seen: Receipt, now: datetime
) -> tuple[str, ...]:
    """Bring what live showed of a run to its note, so that everybody can see it; what cannot be written is told.

    What was verified once stays so: a later run may have changed it since. For the same reason a difference is noted
    only where no later run changed the scope.

    Args:
        project: The repository.
        environment: The service.
        seen: The receipt with what live shows now.
        now: When that was looked at.
    """
    is_wide = is_shared(environment)
    entries = trail_of(project, fetch=is_wide).of(environment.service)
    entry = next((one for one in entries if one.run == seen.run and one.receipt is not None), None)
    if entry is None or entry.receipt is None:
        return ()
    later = {scope for one in entries if one.run > seen.run for scope in one.scopes}
    shown = {result.scope: result for result in seen.results}
    results = tuple(
        _noted(result, shown.get(result.scope, result), later) for result in entry.receipt.results
    )
    if results == entry.receipt.results:
        return ()
    receipt = replace(entry.receipt, results=results, verified_at=now)
    return renew(project, environment, entry.commit, receipt)


def _noted(known: Result, seen: Result, later: Container[Scope]) -> Result:
    """What a note says of a scope, with what live shows."""
    if known.verification is Verification.VERIFIED or seen.verification is Verification.NOT_CHECKED:
        return known
    if known.scope in later and seen.verification is not Verification.VERIFIED:
        return known
    if seen.verification is Verification.SETTLING:
        return replace(known, verification=seen.verification)
    return replace(seen, before="", sent="")
