"""Load the catalog, judge it, read what is live, say the difference."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, assert_never

from pvsync import __version__
from pvsync.config.environment import Environment
from pvsync.diagnostics import Finding, Severity, has_errors, in_order
from pvsync.model.avail import Absent, Present, Reading, Unread
from pvsync.model.desired import Removal
from pvsync.model.normal import digest
from pvsync.model.plan import Action, Change, Coverage, Plan, UnreadScope
from pvsync.model.progress import Progress
from pvsync.model.scope import Scope
from pvsync.plan.assemble import Circumstances, assemble
from pvsync.plan.compare import Setting, compare
from pvsync.plan.held_members import refused_moves
from pvsync.plan.membership import changed_members
from pvsync.plan.removal import delete, may_delete, withdraw
from pvsync.workflows.desired import Desired, Rebuilt, Record, load
from pvsync.workflows.project import Project
from pvsync.workflows.selection import Selection

NOT_CHECKED = (
    "Scopes and titles that have left the catalog are not checked: what they offer on Prime Video stays as it is.",
)
"""What a plan of this version cannot know."""


class Reader(Protocol):
    """Reads scopes from the service."""

    def read(self, scopes: Iterable[Scope]) -> Iterator[tuple[Scope, Reading]]:
        """Each scope with its reading, in the order asked."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a plan is asked for.

    Args:
        environment: The service to compare with.
        as_of: The instant it is made for.
        simulated: Whether a person gave that instant.
        now: When it is made.
        selection: Which scopes are looked at.
        observed: Whether titles that are only observed are compared too; what is planned for them is never applied.
    """

    environment: Environment
    as_of: datetime
    simulated: bool
    now: datetime
    selection: Selection
    observed: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, or why there is none.

    Args:
        plan: None where the catalog has errors.
        findings: Everything the rules say, by place.
    """

    plan: Plan | None
    findings: tuple[Finding, ...]


def make_plan(
    project: Project, request: Request, connect: Callable[[], Reader], progress: Progress
) -> Planned:
    """A frozen plan.

    Args:
        project: The catalog.
        request: What is asked for.
        connect: Opens the service, once the catalog has been judged; a catalog with errors costs no request.
        progress: Told of each stage.

    Raises:
        PvsyncError: If the catalog cannot be read or the service cannot be reached.
    """
    desired = load(project, request.as_of, progress)
    if has_errors(desired.findings):
        return Planned(None, desired.findings)
    compared = _compare(project, desired, request, connect, progress)
    compared.refuse(dict(refused_moves(compared.changes)))
    findings = in_order((*desired.findings, *compared.findings))
    coverage = Coverage(
        scopes_desired=len(desired.records),
        scopes_read=compared.read,
        complete=bool(desired.records)
        and request.selection.is_all
        and not compared.unread
        and not compared.findings,
        selection=request.selection.words,
        not_checked=(*NOT_CHECKED, *_observed(desired, request)),
    )
    plan = assemble(
        _circumstances(project, request),
        compared.changes,
        compared.unread,
        coverage,
        dated=desired.dated,
        diagnostics=findings,
    )
    return Planned(plan, findings)


@dataclass(slots=True)
class _Compared:
    changes: list[Change]
    unread: list[UnreadScope]
    findings: list[Finding]
    read: int = 0

    def refuse(self, refused: dict[Scope, Finding]) -> None:
        """Leave changes out, and say why."""
        self.changes = [change for change in self.changes if change.scope not in refused]
        self.findings.extend(refused.values())


def _compare(
    project: Project,
    desired: Desired,
    request: Request,
    connect: Callable[[], Reader],
    progress: Progress,
) -> _Compared:
    found = _Compared([], [], [])
    wanted = [record for record in desired.records if _is_wanted(record, request)]
    if not wanted:
        return found
    rebuilt = Rebuilt(project, desired.catalog)
    setting = Setting(request.as_of, project.config.zones)
    reader = connect()
    progress.begin("reading live", len(wanted))
    # Readings come in the order asked, so each meets its record without a table of all scopes.
    readings = reader.read(record.scope for record in wanted)
    for record, (scope, reading) in zip(wanted, readings, strict=True):
        if record.scope != scope:
            raise RuntimeError("readings out of order")
        progress.advance()
        match reading:
            case Unread():
                found.unread.append(UnreadScope(scope, reading.why))
            case Present() | Absent():
                found.read += 1
                outcome = _change(record, reading, rebuilt, setting)
                if isinstance(outcome, Change):
                    found.changes.append(outcome)
                elif outcome is not None:
                    found.findings.append(outcome)
            case _:
                assert_never(reading)
    progress.end()
    return found


def _is_wanted(record: Record, request: Request) -> bool:
    return request.selection.takes(record.scope, record.kind) and (request.observed or not record.is_observed)


def _change(
    record: Record, reading: Present | Absent, rebuilt: Rebuilt, setting: Setting
) -> Change | Finding | None:
    """The change that a reading asks for, or why the one that git asks for cannot be made."""
    if record.removal is not None:
        return _removal(record.removal, reading, setting)
    if isinstance(reading, Present) and digest(reading.avail) == record.digest:
        return None
    avail, places = rebuilt(record)
    return changed_members(avail, places, reading) or compare(avail, places, reading, setting)


def _removal(removal: Removal, reading: Present | Absent, setting: Setting) -> Change | Finding | None:
    match removal.action:
        case Action.WITHDRAW:
            return withdraw(reading, removal.place, setting)
        case Action.DELETE:
            if may_delete(reading, setting):
                return delete(reading, removal.place)
            return Finding(
                "PV902",
                "delete-of-a-live-window",
                Severity.ERROR,
                f"{removal.scope} cannot be deleted: live, a window of it has started",
                "write `withdrawn`: it ends what customers see",
                removal.place,
            )
        case _:
            assert_never(removal.action)


def _observed(desired: Desired, request: Request) -> Iterator[str]:
    count = sum(record.is_observed for record in desired.records)
    if count and not request.observed:
        scopes = "1 scope is" if count == 1 else f"{count} scopes are"
        yield f"{scopes} only observed and not planned: `pvsync drift` compares them."


def _circumstances(project: Project, request: Request) -> Circumstances:
    return Circumstances(
        pvsync_version=__version__,
        environment=request.environment.name,
        licensor=request.environment.alias,
        commit=project.head(),
        dirty=project.is_dirty(),
        base=None,
        as_of=request.as_of,
        simulated=request.simulated,
        created_at=request.now,
        batch_size=request.environment.batch,
        requests_per_second=request.environment.rate,
        zones=project.config.zones,
    )
