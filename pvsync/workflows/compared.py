"""Every scope that git declares, or declared once, held against what is live."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, assert_never

from pvsync.diagnostics import Finding
from pvsync.model.avail import Absent, Present, Reading, Unread
from pvsync.model.desired import Removal
from pvsync.model.normal import Table, digest
from pvsync.model.outcome import Result
from pvsync.model.plan import Action, Change, UnreadScope
from pvsync.model.progress import Progress
from pvsync.model.scope import Scope
from pvsync.model.standing import ExtraChange, KeptRow, Settling
from pvsync.model.tombstone import Tombstone
from pvsync.model.transaction import Transaction, names_of
from pvsync.plan import codes
from pvsync.plan.compare import Setting, compare, not_understood
from pvsync.plan.foreign import delete_of_kept, kept_in_the_way
from pvsync.plan.membership import changed_members
from pvsync.plan.removal import delete, may_delete, withdraw
from pvsync.workflows.departed import departed
from pvsync.workflows.desired import Desired, Rebuilt, Record
from pvsync.workflows.foreign import Strangers
from pvsync.workflows.project import Project
from pvsync.workflows.request import Request
from pvsync.workflows.sent import Extras


class Reader(Protocol):
    """Reads scopes from the service."""

    def read(self, scopes: Iterable[Scope]) -> Iterator[tuple[Scope, Reading]]:
        """Each scope with its reading, in the order asked."""


HasScopeT = TypeVar("HasScopeT", Record, Tombstone, Result)


@dataclass(slots=True)
class Compared:
    """What the readings of all scopes come to.

    Args:
        changes: What is to be done, in no meaningful order.
        unread: Scopes without an answer.
        findings: Why some changes cannot be made.
        read: Scopes that were answered.
        orphans: What has left the catalog and is live, whatever is planned for it.
        left_out: What was asked to be left out, one sentence each.
        kept: Transactions that others own and that stay.
        settling: Scopes that do not show yet what a run sent.
        extra: What live says under names that nobody knows, and was not so after the last apply.
    """

    changes: list[Change] = field(default_factory=list)
    unread: list[UnreadScope] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    read: int = 0
    orphans: list[tuple[Tombstone, Present]] = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    kept: list[KeptRow] = field(default_factory=list)
    settling: list[Settling] = field(default_factory=list)
    extra: list[ExtraChange] = field(default_factory=list)


def compare_all(
    project: Project,
    desired: Desired,
    gone: Sequence[Tombstone],
    sent: Mapping[Scope, Table],
    extras: Extras,
    request: Request,
    strangers: Strangers,
    connect: Callable[[], Reader],
    progress: Progress,
) -> Compared:
    """Read each scope and say what it needs.

    Args:
        project: The catalog.
        desired: The same, judged.
        gone: Scopes that have left it.
        sent: What the last run sent at places that live never shows.
        extras: What it sent under names that nobody knows.
        request: What the plan is asked for.
        strangers: Tells what is ours from what is not.
        connect: Opens the service, once it is clear that there is something to read.
        progress: Told of each scope.
    """
    found = Compared()
    wanted = [record for record in desired.records if _is_wanted(record, request)]
    if not wanted and not gone:
        return found
    setting = Setting(request.as_of, project.config.zones, sent)
    reader = connect()
    progress.begin("reading live", len(wanted) + len(gone))
    # Readings come in the order asked, so each meets its record without a table of all scopes.
    scopes = [*(record.scope for record in wanted), *(tombstone.scope for tombstone in gone)]
    readings = reader.read(scopes)
    rebuilt = Rebuilt(project, desired.catalog)
    for record, reading in together(wanted, readings, progress):
        _take(found, record, reading, _Look(rebuilt, setting, strangers, extras))
    left = departed(project, together(gone, readings, progress), setting, desired.catalog.place_of, strangers)
    found.changes += left.changes
    found.unread += left.unread
    found.findings += left.findings
    found.orphans = left.orphans
    found.kept = strangers.kept
    progress.end()
    return found


@dataclass(frozen=True, slots=True)
class _Look:
    """What every scope is looked at with."""

    rebuilt: Rebuilt
    setting: Setting
    strangers: Strangers
    extras: Extras


def _take(found: Compared, record: Record, reading: Reading, look: _Look) -> None:
    match reading:
        case Unread():
            found.unread.append(UnreadScope(record.scope, reading.why))
        case Present() | Absent():
            outcome = _change(record, reading, look)
            found.read += not isinstance(outcome, UnreadScope)
            if isinstance(reading, Present) and (extra := look.extras.changed(reading.avail, look.setting)):
                found.extra.append(extra)
            match outcome:
                case Change():
                    found.changes.append(outcome)
                case UnreadScope():
                    found.unread.append(outcome)
                case Finding():
                    found.findings.append(outcome)
                case None:
                    pass
                case _:
                    assert_never(outcome)
        case _:
            assert_never(reading)


def together(
    items: Sequence[HasScopeT], readings: Iterator[tuple[Scope, Reading]], progress: Progress
) -> Iterator[tuple[HasScopeT, Reading]]:
    """Each item with its own reading, taken from a stream that goes on after the last."""
    for item in items:
        scope, reading = next(readings)
        if item.scope != scope:
            raise RuntimeError("readings out of order")
        progress.advance()
        yield item, reading


def _is_wanted(record: Record, request: Request) -> bool:
    return request.selection.takes(record.scope, record.kind) and (request.observed or not record.is_observed)


def _change(record: Record, reading: Present | Absent, look: _Look) -> Change | UnreadScope | Finding | None:
    """The change that a reading asks for, or why none follows from it, or why the one of git cannot be made."""
    if record.removal is not None:
        return _removal(record, record.removal, reading, look)
    setting = look.setting
    known = Present(setting.known(reading.avail)) if isinstance(reading, Present) else reading
    if isinstance(known, Present) and digest(known.avail) == record.digest:
        return None
    avail, places = look.rebuilt(record)
    foreign = _foreign(record, known, avail.transactions, look)
    why = not_understood(avail, reading, setting, foreign)
    if why is not None:
        return UnreadScope(record.scope, why)
    refused = changed_members(avail, places, known)
    if refused is not None:
        return refused
    change = compare(avail, places, reading, setting, foreign)
    if change is None or not foreign:
        return change
    return kept_in_the_way(change, places.transaction(record.scope, 0, ""), setting.zones) or change


def _foreign(
    record: Record, known: Present | Absent, desired: Iterable[Transaction], look: _Look
) -> frozenset[int]:
    """Which live transactions of a scope are kept for others."""
    if isinstance(known, Absent):
        return frozenset()
    alid = record.scope.alid
    declared = {name for row in desired for name in names_of(alid, row)}
    once = frozenset[str]() if record.removal is None else record.removal.once
    return look.strangers.of(known.avail, record.foreign, declared | once, look.setting.at)


def _removal(
    record: Record, removal: Removal, reading: Present | Absent, look: _Look
) -> Change | Finding | None:
    setting = look.setting
    foreign = _foreign(record, reading, (), look)
    match removal.action:
        case Action.WITHDRAW:
            return withdraw(reading, removal.place, setting, foreign)
        case Action.DELETE:
            if foreign and isinstance(reading, Present):
                return delete_of_kept(removal.place, reading.avail, foreign, setting.zones)
            if may_delete(reading, setting):
                return delete(reading, removal.place)
            return codes.DELETE_OF_LIVE.at(
                removal.place,
                f"{removal.scope} cannot be deleted: live, a window of it has started",
                "write `withdrawn`: it ends what customers see",
            )
        case _:
            assert_never(removal.action)
