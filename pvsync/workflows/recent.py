"""What was changed in the last 24 hours: by the trail, and by the runs of this machine that left none."""

from collections.abc import Container, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from pvsync.apply.receipt_json import receipt_from_json
from pvsync.apply.runs import RUNS_FOLDER, Runs
from pvsync.config.environment import Environment
from pvsync.errors import JournalError
from pvsync.model.guarded import Recent
from pvsync.model.outcome import Accepted, Receipt, Result, Unknown
from pvsync.model.plan import Action
from pvsync.model.trail import Entry
from pvsync.workflows.project import Project

_LONGEST_RUN = timedelta(days=1)
_ID = "%Y%m%dT%H%M%SZ"


def recent_changes(
    project: Project,
    environment: Environment,
    entries: Sequence[Entry],
    *,
    after: datetime,
    besides: str = "",
    until: datetime | None = None,
) -> tuple[Recent, ...]:
    """Every change that was made: that the service took, or may have taken, after an instant.

    Args:
        project: Where runs of this machine are kept.
        environment: The service.
        entries: Runs of the trail.
        after: The instant.
        besides: A plan whose own runs do not count.
        until: Up to which instant, None for all.
    """
    found: list[Recent] = []
    for entry in entries:
        if entry.at <= after or entry.plan_id == besides or (until is not None and entry.at > until):
            continue
        if entry.receipt is None:
            found.extend(Recent(scope, counted={"delta": 1}) for scope in entry.scopes)
        else:
            found.extend(_of_receipt(entry.receipt))
    known = {entry.run for entry in entries}
    for receipt in own_receipts(project, known, after):
        is_here = environment.service.is_of(receipt)
        is_in_time = receipt.finished_at > after and (until is None or receipt.finished_at <= until)
        if is_here and is_in_time and receipt.plan_id != besides:
            found.extend(_of_receipt(receipt))
    return tuple(found)


def _of_receipt(receipt: Receipt) -> Iterator[Recent]:
    approved = frozenset(receipt.approvals)
    for result in receipt.results:
        if _is_done(result):
            counted = {"delta": 1, **result.counted}
            yield Recent(result.scope, result.action is Action.CREATE, counted, approved)


def _is_done(result: Result) -> bool:
    """Whether the service took it, or may have; what was forgotten was sent nothing, and counts all the same."""
    return isinstance(result.outcome, Accepted | Unknown) or result.is_half


def own_receipts(project: Project, known: Container[str], after: datetime) -> Iterator[Receipt]:
    """Receipts of this machine that no commit carries, such as those outside git, oldest first.

    Args:
        project: Where runs of this machine are kept.
        known: Runs that the trail tells of.
        after: Only runs that may have ended after an instant.
    """
    oldest = (after - _LONGEST_RUN).astimezone(UTC).strftime(_ID)
    for run in Runs(project.root / RUNS_FOLDER).all():
        if run.id < oldest or run.id in known or not run.receipt_path.is_file():
            continue
        try:
            yield receipt_from_json(run.receipt_path.read_bytes())
        except (OSError, JournalError):
            continue  # `verify` and `log` tell of a receipt that cannot be read
