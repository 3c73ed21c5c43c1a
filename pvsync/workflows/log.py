"""Tell a title's history: which commit changed what about it, by whom, and where it has arrived."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fnmatch import fnmatchcase
from itertools import groupby

from pvsync.catalog.scalars import suggestion
from pvsync.errors import CatalogUnreadable, UsageError
from pvsync.history.commits import Commit, Lineage, commits, present
from pvsync.history.repository import Repository
from pvsync.history.walk import Step, steps
from pvsync.model.log import Edit, Log, LogEntry, TitleLog
from pvsync.model.progress import Progress
from pvsync.model.scope import is_alid
from pvsync.model.trail import Entry, Trail
from pvsync.model.zones import EASTERN_MOST
from pvsync.plan.compare import Setting
from pvsync.plan.edits import edits
from pvsync.workflows.log_arrivals import with_arrivals
from pvsync.workflows.log_states import Blobs, State, States, declared_alids
from pvsync.workflows.project import Project
from pvsync.workflows.selection import require_territory

_SHORT = 9
_NAMED = 3


@dataclass(frozen=True, slots=True)
class LogRequest:
    """What is asked for.

    Args:
        pattern: An ALID, or a glob on ALIDs and titles.
        territories: Only these, or all where there are none; groups of the configuration may be named.
        since: Only commits from then on, None for all.
        now: The instant for which today's titles are read.
    """

    pattern: str
    territories: tuple[str, ...]
    since: datetime | None
    now: datetime


@dataclass(frozen=True, slots=True)
class _History:
    """Everything that a branch holds.

    Args:
        repository: The repository.
        tip: Its last commit.
        steps: Every commit against its parents, parents first.
    """

    repository: Repository
    tip: str
    steps: tuple[Step, ...]


def make_log(project: Project, request: LogRequest, trail: Trail, progress: Progress) -> Log:
    """The history of the titles that a pattern stands for.

    Args:
        project: The project, of the work tree.
        request: What is asked for.
        trail: What is known of runs.
        progress: Told of each commit.

    Raises:
        UsageError: If there is no history, or nothing in it has that name.
        CatalogUnreadable: If only a part of the history is here.
    """
    progress.begin("reading the history", None)
    history = _history(project)
    alids, blobs = _titles(project, request, history)
    runs = [run for run in trail.entries if any(scope.alid in alids for scope in run.scopes)]
    here = present(history.repository, {run.commit for run in runs})
    lineage = Lineage(history.repository, {history.tip, *here})
    told = _Telling(project, request, history, States(project, history.repository, blobs, alids), lineage)
    told.read(blobs, progress)
    progress.end()
    titles = tuple(told.title(alid, runs) for alid in sorted(alids))
    return Log(
        tuple(title for title in titles if title.entries) or titles[:1],
        {territory: project.config.zones.name(territory) for territory in EASTERN_MOST},
        (*told.notes(), *_strangers(runs, lineage, history.tip), *trail.problems),
        told.looked_at,
    )


def _history(project: Project) -> _History:
    repository, tip = project.repository, project.head()
    if repository is None:
        raise UsageError(
            "this folder is not in a git repository, so its titles have no history",
            advice="run `git init` and commit the catalog",
        )
    if tip is None:
        raise UsageError("nothing is committed yet, so no title has a history", advice="commit the catalog")
    if repository.is_shallow():
        raise CatalogUnreadable(
            "this clone has only a part of the history, so who changed what cannot be told",
            advice="run `git fetch --unshallow`; in a workflow, check out with `fetch-depth: 0`",
        )
    return _History(repository, tip, tuple(steps(repository, tip)))


def _titles(project: Project, request: LogRequest, history: _History) -> tuple[set[str], Blobs]:
    """The ALIDs that a pattern stands for, and the versions of files that matter to them."""
    pattern = request.pattern
    if is_alid(pattern):
        blobs = Blobs(history.repository, history.steps, {pattern})
        if blobs.declares:
            return {pattern}, blobs
    known = declared_alids(history.repository, history.steps)
    alids = {alid for alid in known if is_alid(alid) and fnmatchcase(alid, pattern)}
    wanted = pattern.casefold()
    today = project.at(history.tip).catalog(request.now)
    alids |= {
        title.title.alid for title in today.titles() if fnmatchcase(title.title.title.casefold(), wanted)
    }
    if not alids:
        raise UsageError(
            f"no commit of this branch knows a title `{pattern}`",
            advice=suggestion(pattern, sorted(known), what="titles of a similar name"),
        )
    return alids, Blobs(history.repository, history.steps, alids)


class _Telling:
    def __init__(
        self, project: Project, request: LogRequest, history: _History, states: States, lineage: Lineage
    ) -> None:
        self._project = project
        self._request = request
        self._history = history
        self._states = states
        self._lineage = lineage
        self._merges = lineage.merges(history.tip)
        self._entries: dict[str, list[LogEntry]] = {}
        self._names: dict[str, tuple[str, str]] = {}
        self._broken: list[str] = []
        self.looked_at = 0
        groups = project.config.groups
        for asked in request.territories:
            require_territory(asked, groups)
        self._territories = {name for asked in request.territories for name in groups.get(asked, (asked,))}

    def read(self, blobs: Blobs, progress: Progress) -> None:
        """Go through every commit that can matter, oldest first."""
        wanted = list(_candidates(self._history.steps, blobs, self._project.config.file))
        brought = {self._merges[commit] for commit, _ in wanted if commit in self._merges}
        facts = commits(self._history.repository, {*(commit for commit, _ in wanted), *brought})
        since = self._request.since
        for commit, parents in wanted:
            if since is not None and facts[commit].committed_at < since:
                continue
            self.looked_at += 1
            self._tell(facts[commit], parents, facts.get(self._merges.get(commit, "")))
            progress.advance()

    def title(self, alid: str, runs: Sequence[Entry]) -> TitleLog:
        """One title, newest first."""
        told = with_arrivals(self._entries.get(alid, []), self._of_ours(runs), self._lineage)
        name, kind = self._names.get(alid, (alid, ""))
        return TitleLog(alid, name, kind, tuple(filter(None, map(self._of_territories, reversed(told)))))

    def notes(self) -> Iterator[str]:
        """Commits that say nothing, because nobody can read them."""
        if self._broken:
            said = (
                "the catalog had errors at commit"
                if len(self._broken) == 1
                else "the catalog had errors at commits"
            )
            yield f"{said} {_few(self._broken)}: what changed there is told of the next commit that can be read"

    def _tell(self, commit: Commit, parents: Sequence[str], merge: Commit | None) -> None:
        after = self._states.at(commit.id, commit.committed_at)
        if after is None:
            self._broken.append(commit.id)
            return
        self._names |= after.titles
        setting = Setting(commit.committed_at, self._project.config.zones)
        found: list[Edit] | None = None
        for parent in parents or ("",):
            changed = list(_edits(self._before(parent, commit.committed_at), after, setting))
            # What a merge changed is what it has from none of its parents.
            known = {edit.key for edit in changed}
            found = changed if found is None else [edit for edit in found if edit.key in known]
        number = commit.pull_request or (None if merge is None else merge.pull_request)
        for alid, group in groupby(found or (), key=lambda edit: edit.scope.alid):
            self._entries.setdefault(alid, []).append(
                LogEntry(
                    commit.id,
                    commit.author,
                    commit.authored_at,
                    commit.committed_at,
                    commit.subject,
                    number,
                    tuple(group),
                )
            )

    def _before(self, parent: str, as_of: datetime) -> State:
        """What was said before: by the nearest commit on the line of a parent that can be read."""
        while parent:
            state = self._states.at(parent, as_of)
            if state is not None:
                return state
            parent = next(iter(self._lineage.parents(parent)), "")
        return State()

    def _of_territories(self, entry: LogEntry) -> LogEntry | None:
        kept = tuple(
            edit for edit in entry.edits if not self._territories or edit.scope.territory in self._territories
        )
        return None if not kept else replace(entry, edits=kept)

    def _of_ours(self, runs: Sequence[Entry]) -> Iterator[Entry]:
        known = self._project.config.environments
        for run in runs:
            environment = known.get(run.environment)
            if environment is None or environment.alias == run.licensor:
                yield run


def _candidates(walked: Sequence[Step], blobs: Blobs, config: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Commits in which something that matters differs from every parent, each with its parents; oldest first."""
    for commit, group in groupby(walked, key=lambda step: step.commit):
        own = list(group)
        if all(
            any(
                change.path == config or change.old in blobs.data or change.new in blobs.data
                for change in step.changes
            )
            for step in own
        ):
            yield commit, tuple(step.parent for step in own if step.parent is not None)


def _edits(before: State, after: State, setting: Setting) -> Iterator[Edit]:
    for scope in sorted(before.scopes.keys() | after.scopes.keys()):
        yield from edits(scope, before.scopes.get(scope), after.scopes.get(scope), setting)


def _strangers(runs: Collection[Entry], lineage: Lineage, tip: str) -> Iterator[str]:
    """Runs that applied something which is not part of what is told."""
    gone = [run.run for run in runs if not lineage.includes(tip, run.commit)]
    if gone:
        said = "run" if len(gone) == 1 else "runs"
        commit = "a commit that is" if len(gone) == 1 else "commits that are"
        yield (
            f"{said} {', '.join(gone[:_NAMED])}{_more(len(gone))} applied {commit} not part of this branch: "
            "it was written anew since, or the run was made from another"
        )


def _few(ids: Sequence[str]) -> str:
    return ", ".join(commit[:_SHORT] for commit in ids[:_NAMED]) + _more(len(ids))


def _more(count: int) -> str:
    return f" and {count - _NAMED} more" if count > _NAMED else ""
