"""What becomes of scopes that have left the catalog without a word, and are live."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from pvsync.catalog.farewell import farewell, removed_entries
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Finding, Place
from pvsync.errors import CatalogUnreadable, UsageError
from pvsync.model.avail import Absent, Present, Reading, Unread
from pvsync.model.plan import Change, Source, UnreadScope
from pvsync.model.standing import Foreign
from pvsync.model.tombstone import Tombstone
from pvsync.plan import codes
from pvsync.plan.compare import Setting
from pvsync.plan.foreign import delete_of_kept
from pvsync.plan.removal import delete, forget, may_delete, withdraw
from pvsync.workflows.foreign import Strangers
from pvsync.workflows.project import Project
from pvsync.workflows.rendered import titles_of

_COMMIT = 9
_FOREIGN = b"foreign"


class OnRemoval(StrEnum):
    """What happens to a scope that has left the catalog: the key `on_removal` of the configuration."""

    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    DELETE = "delete"
    FORGET = "forget"


@dataclass(slots=True)
class Departed:
    """What the readings of tombstones come to.

    Args:
        changes: What is planned for them.
        unread: Those without an answer.
        findings: Those that are refused, one finding a title.
        orphans: Those that are live, whatever is planned.
    """

    changes: list[Change] = field(default_factory=list)
    unread: list[UnreadScope] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    orphans: list[tuple[Tombstone, Present]] = field(default_factory=list)


def departed(
    project: Project,
    readings: Iterable[tuple[Tombstone, Reading]],
    setting: Setting,
    declared: Callable[[str], Place | None],
    strangers: Strangers,
) -> Departed:
    """Judge every tombstone by what is live.

    Args:
        project: Its configuration decides, and its history holds the last words of each title.
        readings: Tombstones with what a read says of them.
        setting: The instant of the plan.
        declared: Where the catalog still declares an ALID, None where it does not.
        strangers: Tells what is ours from what is not.
    """
    found = Departed()
    refused: dict[str, list[Tombstone]] = defaultdict(list)
    policy = OnRemoval(project.config.on_removal)
    for tombstone, reading in readings:
        match reading:
            case Unread():
                found.unread.append(UnreadScope(tombstone.scope, reading.why))
            case Absent():
                pass
            case Present():
                foreign = strangers.of(
                    reading.avail, last_word(project, tombstone, setting.at), (), setting.at
                )
                if withdraw(reading, place_of(tombstone), setting, foreign) is None:
                    continue
                found.orphans.append((tombstone, reading))
                change = _planned(policy, tombstone, reading, setting, foreign)
                if isinstance(change, Change):
                    found.changes.append(change)
                elif change is not None:
                    found.findings.append(change)
                else:
                    refused[tombstone.scope.alid].append(tombstone)
            case _:
                assert_never(reading)
    found.findings += [
        _finding(project, alid, left, declared(alid)) for alid, left in sorted(refused.items())
    ]
    return found


def last_word(project: Project, tombstone: Tombstone, at: datetime) -> Foreign | None:
    """What the document that has gone said of what others made; where it cannot be read, that it stays."""
    if project.repository is None:
        return None
    (data,) = project.repository.blobs([tombstone.blob])
    if _FOREIGN not in data:
        return None
    alid = tombstone.scope.alid
    try:
        titles = titles_of(project.at(tombstone.parent), at, {alid})
        return next((title.foreign for title in titles if title.title.alid == alid), None)
    except (UsageError, CatalogUnreadable):
        return Foreign.KEEP


def _planned(
    policy: OnRemoval, tombstone: Tombstone, reading: Present, setting: Setting, foreign: frozenset[int]
) -> Change | Finding | None:
    """The change that the configuration asks for, or why it cannot be; None where it asks for a word in the catalog."""
    place = place_of(tombstone)
    match policy:
        case OnRemoval.REFUSE:
            return None
        case OnRemoval.WITHDRAW:
            change = withdraw(reading, place, setting, foreign)
        case OnRemoval.DELETE if foreign:
            return delete_of_kept(None, reading.avail, foreign, setting.zones)
        case OnRemoval.DELETE:
            change = delete(reading, place) if may_delete(reading, setting) else None
        case OnRemoval.FORGET:
            change = forget(reading)
        case _:
            assert_never(policy)
    return None if change is None else _as_left(change, tombstone)


def _as_left(change: Change, tombstone: Tombstone) -> Change:
    """The change with what git says of it: the commit that dropped the scope."""
    source = Source(tombstone.path, 1, 1, commit=tombstone.commit or None, removed=True)
    return replace(
        change,
        reason=f"left the catalog in {_commit(tombstone)}",
        fields=tuple(replace(item, source=source) for item in change.fields),
    )


def _finding(project: Project, alid: str, left: list[Tombstone], place: Place | None) -> Finding:
    scopes = [tombstone.scope for tombstone in left]
    where = ", ".join(sorted({f"{scope.territory} {scope.business_line}" for scope in scopes}))
    commits = ", ".join(sorted({_commit(tombstone) for tombstone in left}))
    message = f"`{alid}` is still live in {where}, and the catalog says nothing of it since {commits}"
    if place is not None:
        words = removed_entries(scopes)
        return codes.LEFT_IN_SILENCE.at(
            place, message, f"say what shall become of it, below the keys of `{alid}`:\n{words}"
        )
    last = left[-1]
    words = farewell(_last_file(project, last), alid, scopes)
    hint = f"add this document to say what happens to it:\n{words}"
    return codes.LEFT_IN_SILENCE.at(None, message, hint)


def _last_file(project: Project, tombstone: Tombstone) -> SourceFile:
    if project.repository is None:
        raise RuntimeError("a tombstone without a history")
    (data,) = project.repository.blobs([tombstone.blob])
    return SourceFile(tombstone.path, data, tombstone.blob)


def place_of(tombstone: Tombstone) -> Place:
    """The file that declared it last."""
    return Place(tombstone.path)


def _commit(tombstone: Tombstone) -> str:
    return tombstone.commit[:_COMMIT] or "changes that are not committed yet"
