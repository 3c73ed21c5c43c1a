"""Undo a run: a plan that puts back what was live before it, wherever live is still what the run left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from pvsync.apply.assumed import same_but_for_assumed
from pvsync.apply.reached import is_before
from pvsync.apply.stale import NOTHING_SENT
from pvsync.apply.states import same_state
from pvsync.diagnostics import Finding, in_order
from pvsync.model.audience import Audience
from pvsync.model.avail import Absent, Avail, Present, Reading, Unread
from pvsync.model.normal import Table
from pvsync.model.outcome import Accepted, Result
from pvsync.model.plan import Action, Change, Coverage, Plan, UnreadScope
from pvsync.model.progress import Progress
from pvsync.model.scope import Scope
from pvsync.model.trail import Entry
from pvsync.model.undoing import Undoing
from pvsync.model.unshown import with_unshown
from pvsync.model.verdict import GuardVerdict
from pvsync.plan import codes
from pvsync.plan.assemble import assemble
from pvsync.plan.compare import Setting, not_understood
from pvsync.plan.undo import ended_since, undo
from pvsync.workflows.audience import audience_for
from pvsync.workflows.compared import Reader, together
from pvsync.workflows.desired import Desired, load
from pvsync.workflows.guarded import guard_verdicts
from pvsync.workflows.lease import is_shared
from pvsync.workflows.past_run import PastRun, commits_of, past_run
from pvsync.workflows.plan import circumstances
from pvsync.workflows.project import Project
from pvsync.workflows.request import Request
from pvsync.workflows.selection import Matches
from pvsync.workflows.sent import sent_values
from pvsync.workflows.tied import kept_whole
from pvsync.workflows.trail import trail_of

_NOT_YET = "live shows what was there before the run: it is not visible yet, or somebody has put it back"
_MOVED = "live is no longer what the run left: somebody has changed it since"
_NEXT = "`pvsync plan` says what is to be done about it"
_UNCLEAR = "what was live before the run is not understood, so it is not put back"
_ENDED = "what the run began has ended meanwhile"


@dataclass(slots=True)
class _Undone:
    """What the readings of a run's scopes come to.

    Args:
        changes: What is to be put back.
        unread: Scopes without an answer.
        findings: What is not undone, or not wholly.
        read: Scopes that were answered.
    """

    changes: dict[Scope, Change] = field(default_factory=dict)
    unread: list[UnreadScope] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    read: int = 0

    def leave(self, scope: Scope, why: str, hint: str = _NEXT) -> None:
        """Note that a scope stays as it is."""
        self.say(f"{scope} stays as it is: {why}", hint)

    def say(self, message: str, hint: str) -> None:
        """Note what is not undone."""
        self.findings.append(codes.NOT_UNDONE.at(None, message, hint))


def make_inverse(
    project: Project, run_id: str, request: Request, connect: Callable[[], Reader], progress: Progress
) -> Plan:
    """A plan that undoes what a run had accepted; what is not undone is a finding of the plan.

    Args:
        project: The repository that keeps the run.
        run_id: The run.
        request: Environment, instant and selection.
        connect: Opens the service.
        progress: Told of each scope.

    Raises:
        UsageError: If the run is not kept here.
        PlanUnsafe: If it was made for another environment or licensor.
        ApiError: If the service cannot be read.
    """
    environment = request.environment
    trail = trail_of(project, fetch=is_shared(environment))
    entries = request.known(trail.of(environment.service))
    run = past_run(project, run_id, environment, entries)
    wanted = _wanted(run, request)
    sent = sent_values(project, environment, entries, before=request.before_run)
    setting = Setting(request.as_of, project.config.zones, sent)
    earlier = sent_values(project, environment, entries, before=run.id)
    desired = load(project, request.as_of, progress)
    undone = _Undone()
    if wanted:
        reader = connect()
        _read(undone, run, wanted, earlier, reader, setting, progress)
        if request.again is None:  # what is live around it was read when the plan was made
            for scope, why in kept_whole(desired.bundles, undone.changes, reader, request.as_of).items():
                del undone.changes[scope]
                undone.leave(scope, why, "undo the other one in the same plan, or end it first")
    audience = audience_for(project.config, request, undone.changes.values())
    return assemble(
        circumstances(project, request),
        undone.changes.values(),
        undone.unread,
        Coverage(len(run.results), undone.read, complete=False, selection=request.words),
        guards=_guards(project, request, desired, undone, entries, audience),
        impact=audience,
        diagnostics=in_order(undone.findings),
        undoes=Undoing(run.id, commits_of(project, run, undone.changes)),
    )


def _wanted(run: PastRun, request: Request) -> list[Result]:
    """What of a run is to be undone."""
    matches = Matches(request.selection)
    wanted = [one for one in run.results if matches.takes(one.scope, run.changes[one.scope].kind)]
    matches.require(f"run {run.id}")
    return wanted if request.again is None else [one for one in wanted if one.scope in request.among]


def _read(
    undone: _Undone,
    run: PastRun,
    wanted: Sequence[Result],
    earlier: Mapping[Scope, Table],
    reader: Reader,
    setting: Setting,
    progress: Progress,
) -> None:
    """Hold what the run left against what is live."""
    progress.begin("reading live", len(wanted))
    for result, reading in together(wanted, reader.read([one.scope for one in wanted]), progress):
        _take(undone, run, result, earlier, reading, setting)
    progress.end()


def _guards(
    project: Project,
    request: Request,
    desired: Desired,
    undone: _Undone,
    entries: Sequence[Entry],
    audience: Audience | None,
) -> tuple[GuardVerdict, ...]:
    changes = [*undone.changes.values()]
    here, at, again = request.environment, request.as_of, request.again
    return guard_verdicts(project, here, desired, changes, entries, at, audience, again=again)


def _take(
    undone: _Undone,
    run: PastRun,
    result: Result,
    earlier: Mapping[Scope, Table],
    reading: Reading,
    setting: Setting,
) -> None:
    scope = result.scope
    match reading:
        case Unread():
            undone.unread.append(UnreadScope(scope, reading.why))
        case Present() | Absent():
            undone.read += 1
            change = run.changes[scope]
            why = _kept(change, result, reading, setting)
            if why:
                undone.leave(scope, why)
                return
            before = _before(change, earlier)
            if before is not None and before.not_understood:
                undone.leave(scope, _UNCLEAR)
                return
            unclear = None if before is None else not_understood(before, reading, setting)
            if unclear is not None:
                undone.unread.append(UnreadScope(scope, unclear))
                return
            back = undo(change, before, reading, setting)
            if back is None:
                undone.leave(scope, _ENDED)
                return
            undone.changes[scope] = back
            ended = ended_since(before, run.as_of, setting)
            if ended:
                undone.say(
                    f"{scope} is not put back whole: windows have ended meanwhile ({', '.join(ended)})",
                    "what shall be offered again needs a new window in the catalog",
                )
        case _:
            assert_never(reading)


def _kept(change: Change, result: Result, reading: Present | Absent, setting: Setting) -> str:
    """Why nothing of a scope is put back; empty where it is as the run left it."""
    if change.action is Action.FORGET:
        return "the run only stopped looking at it, and sent nothing"
    if isinstance(result.outcome, Accepted) and NOTHING_SENT in result.note:
        return "it was so already when the run looked, and the run sent nothing"
    left = change.first if result.is_half else change.after
    if same_state(left, reading, setting.at) or same_but_for_assumed(left, reading, setting.at):
        return ""
    return _NOT_YET if is_before(change, reading, setting.at) else _MOVED


def _before(change: Change, earlier: Mapping[Scope, Table]) -> Avail | None:
    """What was live before, with what the run before had sent at places that live never shows."""
    sent = earlier.get(change.scope)
    return with_unshown(change.before, sent) if change.before is not None and sent else change.before
