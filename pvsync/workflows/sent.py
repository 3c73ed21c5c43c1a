"""What the last runs sent at places that live never shows, by scope."""

from collections.abc import Iterable, Sequence

from pvsync.apply.journal import read_journal
from pvsync.apply.ledger import Ledger
from pvsync.apply.receipt import build_receipt
from pvsync.apply.receipt_json import receipt_from_json
from pvsync.apply.runs import RUNS_FOLDER, Run, Runs
from pvsync.config.environment import Environment
from pvsync.errors import JournalError, PlanTampered
from pvsync.model.normal import Table
from pvsync.model.outcome import Accepted, Receipt, Result, Unknown
from pvsync.model.scope import Scope
from pvsync.model.trail import Entry
from pvsync.plan.file import read_plan
from pvsync.workflows.project import Project


def sent_values(
    project: Project, environment: Environment, entries: Sequence[Entry], *, before: str | None = None
) -> dict[Scope, Table]:
    """What the newest run that was accepted sent of each scope; nothing where a later one left it in doubt.

    Args:
        project: The repository that keeps the runs of this machine.
        environment: The service.
        entries: Runs of this environment that the notes tell of, those of other machines too.
        before: Only runs that are older than this one, None for all.
    """
    own = {run.id: run for run in Runs(project.root / RUNS_FOLDER).all()}
    noted = {entry.run: entry for entry in entries}
    if not _is_anything_unshown(own.values(), entries):
        return {}
    found: dict[Scope, Table] = {}
    settled: set[Scope] = set()
    for name in sorted({*own, *noted}, reverse=True):
        if before is not None and name >= before:
            continue
        try:
            receipt = _receipt(own.get(name), noted.get(name))
        except (JournalError, PlanTampered, OSError):
            break  # what a run did that cannot be read is not known, so nothing before it holds for certain
        if receipt is None:
            settled.update(noted[name].scopes)
        elif environment.service.is_of(receipt):
            _take(receipt.results, found, settled)
    return found


def _is_anything_unshown(own: Iterable[Run], entries: Iterable[Entry]) -> bool:
    """Whether any receipt knows of a value that live did not show; a look at the bytes, as almost none does."""
    return any(result.assumed for entry in entries for result in entry.results().values()) or any(
        b'"assumed"' in run.receipt_path.read_bytes() for run in own if run.receipt_path.is_file()
    )


def _receipt(run: Run | None, entry: Entry | None) -> Receipt | None:
    """The receipt of a run, or the one that its journal yields; None for a run of another machine that never said."""
    if entry is not None and entry.receipt is not None:
        return entry.receipt
    if run is None:
        return None
    if run.receipt_path.is_file():
        return receipt_from_json(run.receipt_path.read_bytes())
    return build_receipt(read_plan(run.plan_path.read_bytes()), Ledger.of(read_journal(run.journal_path)))


def _take(results: Iterable[Result], found: dict[Scope, Table], settled: set[Scope]) -> None:
    for result in results:
        if result.scope in settled:
            continue
        if isinstance(result.outcome, Accepted):
            settled.add(result.scope)
            if result.assumed:
                found[result.scope] = result.assumed
        elif isinstance(result.outcome, Unknown) or result.is_half:
            settled.add(result.scope)
