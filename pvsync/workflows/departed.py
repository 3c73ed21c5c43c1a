"""What becomes of scopes that have left the catalog without a word, and are live."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from pvsync.catalog.farewell import farewell, household, removed_entries, series_again
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Finding, Place
from pvsync.errors import CatalogUnreadable, UsageError
from pvsync.model.avail import Absent, Present, Reading, Unread
from pvsync.model.plan import Change, Source, UnreadScope
from pvsync.model.standing import Foreign
from pvsync.model.titles import BoxSet, Episode, Season, Series
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
    loosened: dict[str, list[Tombstone]] = defaultdict(list)
    policies = _Policies(project)
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
                policy = policies.of(tombstone)
                change = _planned(policy, tombstone, reading, setting, foreign)
                if isinstance(change, Change):
                    found.changes.append(change)
                elif change is not None:
                    found.findings.append(change)
                else:
                    left = refused if policy is policies.now else loosened
                    left[tombstone.scope.alid].append(tombstone)
            case _:
                assert_never(reading)
    found.findings += _refused(project, refused, declared, setting.at)
    found.findings += (
        _as_loosened(one, policies.now) for one in _refused(project, loosened, declared, setting.at)
    )
    return found


class _Policies:
    """What becomes of each scope: a commit that drops it and loosens `on_removal` decides nothing."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._known: dict[str, OnRemoval | None] = {}
        self.now = OnRemoval(project.config.on_removal)

    def of(self, tombstone: Tombstone) -> OnRemoval:
        """The policy for one scope; `refuse` where only the commit that dropped it says otherwise."""
        if self.now is OnRemoval.REFUSE or self._at(tombstone.parent) is not OnRemoval.REFUSE:
            return self.now
        if tombstone.commit and self._at(tombstone.commit) is OnRemoval.REFUSE:
            return self.now
        return OnRemoval.REFUSE

    def _at(self, commit: str) -> OnRemoval | None:
        if commit not in self._known:
            try:
                self._known[commit] = OnRemoval(self._project.at(commit).config.on_removal)
            except (UsageError, CatalogUnreadable):
                self._known[commit] = None  # no such commit, or no configuration in it
        return self._known[commit]


def _as_loosened(finding: Finding, now: OnRemoval) -> Finding:
    """A refusal with why the configuration does not decide it."""
    why = f"`on_removal: {now}` came with the same change: merge the change of `on_removal` first"
    return replace(finding, message=f"{finding.message}; {why}")


def _refused(
    project: Project,
    refused: dict[str, list[Tombstone]],
    declared: Callable[[str], Place | None],
    at: datetime,
) -> Iterator[Finding]:
    """A finding a title; where its document is gone as well, one for all that it takes to say farewell."""
    gone: dict[str, dict[str, list[Tombstone]]] = defaultdict(dict)
    series: set[str] = set()
    for alid, left in sorted(refused.items()):
        place = declared(alid)
        if place is not None:
            words = removed_entries(tombstone.scope for tombstone in left)
            hint = f"say what shall become of it, below the keys of `{alid}`:\n{words}"
            yield codes.LEFT_IN_SILENCE.at(place, _message({alid: left}), hint)
            continue
        stood = household(_last_file(project, left[-1]), alid)
        season = declared(stood.head) if stood.head != alid else None
        if season is not None:
            whole = farewell(_last_file(project, left[-1]), {alid: [tombstone.scope for tombstone in left]})
            words = whole.partition("episodes:\n")[2]
            hint = f"say what shall become of it, below `episodes` of `{stood.head}`:\n{words}"
            yield codes.LEFT_IN_SILENCE.at(season, _message({alid: left}), hint)
        elif stood.series and declared(stood.series) is None:
            series.add(stood.series)
            gone[stood.series][alid] = left
        else:
            gone[stood.head][alid] = left
    for name, titles in gone.items():
        documents = _farewells(project, titles)
        if name in series:
            documents = [*_series_documents(project, name, titles, at), *documents]
        words = "\n---\n".join(documents)
        one = "this document" if len(documents) == 1 else "these documents"
        yield codes.LEFT_IN_SILENCE.at(
            None, _message(titles), f"add {one} to say what happens to it:\n{words}"
        )


def _farewells(project: Project, titles: dict[str, list[Tombstone]]) -> list[str]:
    """The documents that titles need, each season once with all its episodes."""
    files = {alid: _last_file(project, left[-1]) for alid, left in titles.items()}
    heads: dict[str, list[str]] = defaultdict(list)
    for alid, file in files.items():
        heads[household(file, alid).head].append(alid)
    documents = (
        farewell(files[alids[0]], {alid: [each.scope for each in titles[alid]] for alid in alids})
        for alids in heads.values()
    )
    return [words for words in documents if words]


def _series_documents(
    project: Project, alid: str, titles: dict[str, list[Tombstone]], at: datetime
) -> Iterator[str]:
    """The series of titles that have left with it, as the commit before that had it."""
    parent = next(iter(titles.values()))[-1].parent
    try:
        for built in titles_of(project.at(parent), at, titles.keys()):
            match built.title:
                case Season(series=series) | Episode(season=Season(series=series)):
                    yield series_again(alid, series)
                    return
                case BoxSet(content_id=content_id, title=title, season_count=count):
                    yield series_again(alid, Series(content_id, title, count))
                    return
                case _:
                    pass
    except (UsageError, CatalogUnreadable):
        return


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


def _message(titles: dict[str, list[Tombstone]]) -> str:
    tombstones = [tombstone for left in titles.values() for tombstone in left]
    scopes = {f"{each.scope.territory} {each.scope.business_line}" for each in tombstones}
    names = ", ".join(f"`{alid}`" for alid in titles)
    are, them = ("are", "them") if len(titles) > 1 else ("is", "it")
    commits = ", ".join(sorted({_commit(tombstone) for tombstone in tombstones}))
    where = ", ".join(sorted(scopes))
    return f"{names} {are} still live in {where}, and the catalog says nothing of {them} since {commits}"


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
