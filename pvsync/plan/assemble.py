"""Changes into a plan: ordered, dated, frozen."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from pvsync.diagnostics import Finding
from pvsync.model.audience import Audience
from pvsync.model.plan import Change, Coverage, Plan, RowFate, UnreadScope
from pvsync.model.scope import Scope
from pvsync.model.season_move import SeasonMove
from pvsync.model.standing import ExtraChange, KeptRow, Settling
from pvsync.model.undoing import Undoing
from pvsync.model.verdict import GuardVerdict
from pvsync.model.zones import Zones
from pvsync.plan.file import freeze
from pvsync.plan.order import estimate, in_order


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a plan says about itself.

    Args:
        pvsync_version: Version that makes it.
        environment: Name of the environment.
        licensor: Alias in the path of every request.
        commit: Commit of the catalog, None outside git.
        dirty: Whether catalog or configuration have uncommitted changes.
        base: Commit that differences are explained against.
        as_of: The instant the plan is made for.
        simulated: Whether a person gave `as_of`.
        created_at: Now.
        batch_size: Changes in a request.
        requests_per_second: The environment's rate.
        zones: Days of the territories.
        url: Address of the service.
        tree: Hash of the files that the plan is made from; empty where no commit holds them.
        uncommitted: Why no commit holds them, one plain sentence each.
        trust: Commit whose trust settings were taken; empty where they are the files' own.
        loosens: What the change loosens or alters of the trust settings.
    """

    pvsync_version: str
    environment: str
    licensor: str
    commit: str | None
    dirty: bool
    base: str | None
    as_of: datetime
    simulated: bool
    created_at: datetime
    batch_size: int
    requests_per_second: float
    zones: Zones
    url: str = ""
    tree: str = ""
    uncommitted: tuple[str, ...] = ()
    trust: str = ""
    loosens: tuple[str, ...] = ()


def assemble(
    circumstances: Circumstances,
    changes: Iterable[Change],
    unread: Iterable[UnreadScope],
    coverage: Coverage,
    *,
    guards: Iterable[GuardVerdict] = (),
    dated: Iterable[datetime] = (),
    diagnostics: Iterable[Finding] = (),
    seasons: Iterable[SeasonMove] = (),
    undoes: Undoing | None = None,
    kept: Iterable[KeptRow] = (),
    settling: Iterable[Settling] = (),
    extra: Iterable[ExtraChange] = (),
    impact: Audience | None = None,
) -> Plan:
    """A frozen plan.

    Args:
        circumstances: What the plan says about itself.
        changes: In any order.
        unread: In any order.
        coverage: What was looked at.
        guards: Verdicts on these changes.
        dated: Instants at which git says something else by itself.
        diagnostics: Warnings and notices about the catalog.
        seasons: Seasons that come to be sold otherwise.
        undoes: The run that the plan undoes, None for one that comes from the catalog.
        kept: Live transactions that others own and that stay.
        settling: Scopes that do not show yet what a run sent.
        extra: What live says under names that nobody knows, and was not so after the last apply.
        impact: Who watched what the plan hits, None where nobody asked.
    """
    here = circumstances
    ordered = in_order(changes, here.as_of, here.zones)
    moved = tuple(sorted(seasons, key=lambda move: move.scope))
    stays = tuple(sorted(kept, key=lambda row: (row.scope, row.offer, str(row.start))))
    scopes = [*(one.scope for one in ordered), *(one.scope for one in moved), *(one.scope for one in stays)]
    return freeze(
        replace(
            _bare(here, coverage),
            valid_until=valid_until(ordered, dated, here.as_of),
            changes=ordered,
            unread=tuple(sorted(unread, key=lambda item: item.scope)),
            guards=tuple(guards),
            diagnostics=tuple(diagnostics),
            estimate=estimate(_writes(ordered), here.batch_size, here.requests_per_second),
            zones=_zones_of(scopes, here.zones),
            seasons=moved,
            undoes=undoes,
            kept=stays,
            settling=tuple(sorted(settling, key=lambda one: one.scope)),
            extra=tuple(sorted(extra, key=lambda one: one.scope)),
            impact=impact,
        )
    )


def _bare(here: Circumstances, coverage: Coverage) -> Plan:
    """A plan that says nothing yet but what it says about itself."""
    return Plan(
        plan_id="",
        pvsync_version=here.pvsync_version,
        environment=here.environment,
        licensor=here.licensor,
        commit=here.commit,
        dirty=here.dirty,
        base=here.base,
        as_of=here.as_of,
        simulated=here.simulated,
        valid_until=None,
        created_at=here.created_at,
        coverage=coverage,
        changes=(),
        url=here.url,
        tree=here.tree,
        uncommitted=here.uncommitted,
        trust=here.trust,
        loosens=here.loosens,
    )


def _writes(changes: Collection[Change]) -> int:
    return len(changes) + sum(change.first is not None for change in changes)


def _zones_of(scopes: Iterable[Scope], zones: Zones) -> dict[str, str]:
    territories = sorted({scope.territory for scope in scopes})
    return {territory: str(zones.zone(territory)) for territory in territories}


def valid_until(changes: Iterable[Change], dated: Iterable[datetime], as_of: datetime) -> datetime | None:
    """The earliest instant at which the same plan would come out differently, None for never.

    That is the end of a window of a changed scope (it drops out when it is over), the start of a transaction that
    is being left out, if only from the first of two writes (once started it must be ended instead), and any date on
    which git says something else.
    """
    instants = {*dated, *(instant for change in changes for instant in _boundaries(change))}
    return min((instant for instant in instants if instant > as_of), default=None)


def _boundaries(change: Change) -> Iterator[datetime]:
    for avail in (change.before, change.after):
        for row in () if avail is None else avail.transactions:
            if row.window.end is not None:
                yield row.window.end
    for item in change.rows:
        if item.fate is RowFate.OMITTED and item.before is not None and change.before is not None:
            start = change.before.transactions[item.before].window.start
            if start is not None:
                yield start
    if change.first is not None and change.before is not None:
        yield from (row.window.start for row in change.before.transactions if row.window.start is not None)
