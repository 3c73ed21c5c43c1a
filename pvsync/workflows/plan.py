"""Load the catalog, judge it, read what is live, say the difference."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from pvsync import __version__
from pvsync.diagnostics import Finding, has_errors, in_order
from pvsync.errors import CatalogUnreadable
from pvsync.model.audience import Audience
from pvsync.model.drift import Drift
from pvsync.model.plan import Action, Change, Coverage, Plan
from pvsync.model.progress import Progress, Silent
from pvsync.model.scope import Scope
from pvsync.model.standing import ExtraChange
from pvsync.model.tombstone import Tombstone
from pvsync.model.trail import Entry, Trail
from pvsync.model.verdict import GuardVerdict
from pvsync.plan.assemble import Circumstances, assemble
from pvsync.plan.drift import drift_of
from pvsync.workflows.audience import audience_for
from pvsync.workflows.behind import taken_down, with_behind
from pvsync.workflows.compared import Compared, Reader, compare_all
from pvsync.workflows.desired import Desired, load
from pvsync.workflows.explained import Applied, explained, last_applied
from pvsync.workflows.foreign import Strangers
from pvsync.workflows.git_state import NO_HISTORY, on_no_branch, rewritten, without_receipts
from pvsync.workflows.guarded import bases, guard_verdicts, switched_off
from pvsync.workflows.held_back import hold_back
from pvsync.workflows.lease import is_shared
from pvsync.workflows.left_out import leave_out_removals
from pvsync.workflows.past import Past, past_of, without_done
from pvsync.workflows.project import Project
from pvsync.workflows.request import Request
from pvsync.workflows.season_moves import season_moves
from pvsync.workflows.selection import Matches
from pvsync.workflows.sent import Extras, sent_values
from pvsync.workflows.settling import leave_out_settling, unseen
from pvsync.workflows.since import touched, within
from pvsync.workflows.tied import hold_torn
from pvsync.workflows.trail import trail_of, unfinished
from pvsync.workflows.trust import loosened

_OFFERS = frozenset({Action.CREATE, Action.REPLACE})


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, or why there is none.

    Args:
        plan: None where the catalog has errors.
        findings: Everything the rules say, by place.
        drift: The changes of an observed plan in their groups; None of a plan that can be applied.
    """

    plan: Plan | None
    findings: tuple[Finding, ...]
    drift: Drift | None = None


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
    project.provenance()  # a catalog that is not here whole is refused, whatever else is wrong with it
    if has_errors(desired.findings):
        return Planned(None, desired.findings)
    trail = trail_of(project, fetch=is_shared(request.environment))
    entries = request.known(trail.of(request.environment.service))
    among = touched(project, desired, request, progress) if request.again is None else request.among
    past = _past(project, request, desired, progress)
    strangers = Strangers(project, request.environment, entries, partial(_known_past, project, past))
    gone = _gone(project, desired, past, request, entries, among)
    sent = sent_values(project, request.environment, entries, before=request.before_run)
    extras = Extras(project, request.environment, entries, before=request.before_run)
    connect = cache(connect)
    compared = compare_all(
        project, within(desired, among), gone, sent, extras, request, strangers, connect, progress
    )
    hold_back(project, desired, past, compared, entries, request.selection)
    hold_torn(desired, compared, request, connect)
    _leave_out(project, compared, request, entries)
    changes = _explained(project, entries, compared, request)
    audience = audience_for(project.config, request, changes)
    findings = in_order((*desired.findings, *compared.findings))
    plan = assemble(
        circumstances(project, request, _loosens(project, request, entries)),
        changes,
        compared.unread,
        _coverage(project, desired, past, compared, trail, request),
        guards=_guards(project, desired, changes, entries, request, audience),
        dated=desired.dated,
        diagnostics=findings,
        seasons=season_moves(project, desired, compared, request),
        kept=compared.kept,
        settling=compared.settling,
        extra=_extra(compared),
        impact=audience,
    )
    return Planned(plan, findings, _drift(project, desired, plan) if request.observed else None)


def _leave_out(project: Project, compared: Compared, request: Request, entries: Sequence[Entry]) -> None:
    """What is not visible yet is sent by no second run, and removals wait where that was asked."""
    if request.again is None:
        leave_out_settling(compared, unseen(project, request.environment, entries, request.as_of), request)
    leave_out_removals(compared, request, project.config.zones)


def _past(project: Project, request: Request, desired: Desired, progress: Progress) -> Past:
    """What has left the catalog; drift is about what it declares.

    Raises:
        UsageError: If the selection finds nothing there and nothing in the catalog: "no changes" would be said of nothing.
    """
    past = Past() if request.observed else past_of(project, progress)
    matches = Matches(request.selection)
    matches.add((record.scope, record.kind) for record in desired.records)
    matches.add((scope, "") for scope in past.tombstones)
    matches.require()
    return past


def _extra(compared: Compared) -> list[ExtraChange]:
    """What live says under names that nobody knows, but for scopes that do not show yet what was sent."""
    hidden = {one.scope for one in compared.settling}
    return [one for one in compared.extra if one.scope not in hidden]


def _drift(project: Project, desired: Desired, plan: Plan) -> Drift:
    """What differs, by whether somebody changed it, git waits for an apply, or it is known."""
    changed = {change.scope for change in plan.changes} | {one.scope for one in plan.extra}
    stated = project.config.drift_known
    known = {
        record.scope: (*record.known_drift, *(entry for entry in stated if entry.covers(record.scope)))
        for record in desired.records
        if record.scope in changed
    }
    return drift_of(plan.changes, known, plan.as_of, project.config.zones, plan.extra)


def _coverage(
    project: Project, desired: Desired, past: Past, compared: Compared, trail: Trail, request: Request
) -> Coverage:
    entries = trail.of(request.environment.service)
    offered = [one.scope for one in compared.changes if one.action in _OFFERS]
    return Coverage(
        scopes_desired=len(desired.records),
        scopes_read=compared.read,
        complete=bool(desired.records)
        and not request.words
        and not compared.left_out
        and not compared.unread
        and not has_errors(compared.findings),
        selection=request.words,
        not_checked=(
            *(() if request.observed else taken_down(entries, offered)),
            *_unknown(project),
            *project.provenance().remarks,
            *on_no_branch(project),
            *trail.problems,
            *without_receipts(request.environment, entries, compared.changes),
            *rewritten(project, entries, past, {record.scope for record in desired.records}),
            *unfinished(entries),
            *compared.left_out,
            *_observed(desired, request),
            *(() if request.observed else switched_off(project)),
        ),
    )


def _guards(
    project: Project,
    desired: Desired,
    changes: Sequence[Change],
    entries: Sequence[Entry],
    request: Request,
    audience: Audience | None,
) -> tuple[GuardVerdict, ...]:
    """What the guards say; drift is nothing that is applied."""
    if request.observed:
        return ()
    here = request.environment
    return guard_verdicts(
        project, here, desired, changes, entries, request.as_of, audience, again=request.again
    )


def _explained(
    project: Project, entries: Sequence[Entry], compared: Compared, request: Request
) -> list[Change]:
    hidden = {one.scope for one in compared.settling}
    applied = _applied(project, entries, compared.changes, request)
    found = explained(project, compared.changes, applied, request.as_of, hidden)
    return with_behind(project, entries, found, request.as_of)


def _applied(
    project: Project, entries: Sequence[Entry], changes: Sequence[Change], request: Request
) -> dict[Scope, Applied]:
    """What each scope was last accepted as: by its receipts, or by the commit that was named."""
    scopes = [change.scope for change in changes]
    if request.base is None or project.repository is None:
        return last_applied(entries, scopes)
    base = Applied(project.repository.resolve(request.base), request.as_of)
    return dict.fromkeys(scopes, base)


def _gone(
    project: Project,
    desired: Desired,
    past: Past,
    request: Request,
    entries: Sequence[Entry],
    among: frozenset[Scope] | None,
) -> list[Tombstone]:
    """Scopes that have left the catalog and may still be live; of some scopes alone where they are named."""
    declared = {record.scope for record in desired.records}
    # Which removals were verified is no question of a saved plan: what it removes was live when it was made.
    verified = entries if request.again is None else ()
    return [
        tombstone
        for tombstone in without_done(project, past.left(declared), verified)
        if request.selection.takes(tombstone.scope, "") and (among is None or tombstone.scope in among)
    ]


def _known_past(project: Project, past: Past) -> Past:
    """What earlier versions declared, as far as it can be known: of a part of a history nothing follows."""
    if past.is_known:
        return past
    try:
        return past_of(project, Silent())
    except CatalogUnreadable:
        return past


def _unknown(project: Project) -> Iterator[str]:
    if project.repository is None or project.head() is None:
        yield NO_HISTORY


def _observed(desired: Desired, request: Request) -> Iterator[str]:
    count = sum(record.is_observed for record in desired.records)
    if count and not request.observed:
        scopes = "1 scope is" if count == 1 else f"{count} scopes are"
        yield f"{scopes} only observed and not planned: `pvsync drift` compares them."


def _loosens(project: Project, request: Request, entries: Sequence[Entry]) -> tuple[str, ...]:
    """What the change loosens of the trust settings; drift is nothing that is applied."""
    return () if request.observed else tuple(loosened(project, bases(project, entries), request))


def circumstances(project: Project, request: Request, loosens: tuple[str, ...] = ()) -> Circumstances:
    """What a plan that is made here and now says about itself."""
    source = project.provenance()
    return Circumstances(
        pvsync_version=__version__,
        environment=request.environment.name,
        licensor=request.environment.alias,
        commit=source.commit,
        dirty=bool(source.uncommitted),
        base=None
        if request.base is None or project.repository is None
        else project.repository.resolve(request.base),
        as_of=request.as_of,
        simulated=request.simulated,
        created_at=request.now,
        batch_size=request.environment.batch,
        requests_per_second=request.environment.rate,
        zones=project.config.zones,
        url=request.environment.url,
        tree=source.tree,
        uncommitted=source.uncommitted,
        trust=project.config.trust,
        loosens=loosens,
    )
