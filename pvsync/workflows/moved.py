"""A title that comes under a new ALID while it is live under its old one: the old one goes first, or the new one waits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pvsync.diagnostics import Finding, Place, Severity
from pvsync.model.avail import Present
from pvsync.model.plan import Action, Change
from pvsync.model.scope import Scope
from pvsync.model.titles import Episode, Title
from pvsync.model.tombstone import Tombstone
from pvsync.plan import codes
from pvsync.workflows.desired import Desired

_REMOVALS = frozenset({Action.WITHDRAW, Action.DELETE})


def moved(
    desired: Desired, changes: Sequence[Change], orphans: Iterable[tuple[Tombstone, Present]]
) -> tuple[list[Change], list[Finding]]:
    """The changes, each new ALID tied to the removal of the old one, or held back where that is not planned.

    Args:
        desired: The catalog, judged.
        changes: What is to be done.
        orphans: What has left the catalog and is live, whatever is planned for it.
    """
    created = {change.scope.alid: change for change in changes if change.action is Action.CREATE}
    if not created:
        return list(changes), []
    files = {record.scope.alid: record.file for record in desired.records if record.scope.alid in created}
    planned = {change.scope for change in changes}
    going = [change for change in changes if change.action in _REMOVALS]
    left = [one for one in orphans if one[0].scope not in planned]
    kept, findings = list[Change](), list[Finding]()
    stays = {alid: _staying(change, left, files[alid]) for alid, change in created.items()}
    leaves = {alid: [one for one in going if _is_moved(one, change)] for alid, change in created.items()}
    for change in changes:
        alid = change.scope.alid
        if change.action is not Action.CREATE:
            kept.append(change)
        elif not stays[alid]:
            needs = {*change.needs, *(one.scope for one in leaves[alid])}
            kept.append(replace(change, needs=tuple(sorted(needs))))
    for alid in sorted(created):
        findings += _findings(alid, stays[alid], leaves[alid], desired.catalog.place_of(alid))
    return kept, findings


def _staying(change: Change, left: Iterable[tuple[Tombstone, Present]], file: str) -> list[Scope]:
    """Where the title is live under another ALID, and nothing is planned for that one."""
    title = None if change.after is None else change.after.title
    return [
        tombstone.scope
        for tombstone, reading in left
        if tombstone.scope.alid != change.scope.alid
        and title is not None
        and _is_same(reading.avail.title, title, is_same_file=tombstone.path == file)
    ]


def _is_moved(removal: Change, change: Change) -> bool:
    old, new = removal.before, change.after
    if old is None or new is None or removal.scope.alid == change.scope.alid:
        return False
    return _is_same(old.title, new.title, is_same_file=True)


def _is_same(old: Title, new: Title, *, is_same_file: bool) -> bool:
    """Whether two ALIDs stand for one title: by its content id, or, from one file, by its name."""
    if old.work_type is not new.work_type:
        return False
    return old.content_id == new.content_id or (is_same_file and _name(old) == _name(new))


def _name(title: Title) -> tuple[object, ...]:
    if isinstance(title, Episode):
        return (title.title, title.number, title.season.title)
    return (title.title,)


def _findings(
    alid: str, stays: Sequence[Scope], leaves: Sequence[Change], place: Place | None
) -> Iterator[Finding]:
    if stays:
        old, where = stays[0].alid, ", ".join(f"{scope.territory} {scope.business_line}" for scope in stays)
        yield codes.ALID_CHANGED.at(
            place,
            f"`{alid}` is the title that is live as `{old}` in {where}: a title cannot have two ALIDs, so it waits "
            f"until the catalog says what shall become of `{old}`",
            f"say so with the lines that PV905 gives, or write `alid: {old}` again",
        )
    withdrawn = sorted({change.scope.alid for change in leaves if change.action is Action.WITHDRAW})
    if withdrawn and not stays:
        finding = codes.ALID_CHANGED.at(
            place,
            f"`{alid}` is the title that was live as `{withdrawn[0]}`, which is withdrawn first; the help says that it "
            "must be fully deleted before the title can launch under another ALID",
            f"ask Prime Video before you apply this, or write `alid: {withdrawn[0]}` again",
        )
        yield replace(finding, severity=Severity.WARNING)
