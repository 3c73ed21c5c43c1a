"""Where the ids of an import come from: a list that somebody keeps, the history of the catalog, any ids at all."""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import SourceFile
from pvsync.catalog.territories import expand_name
from pvsync.diagnostics import Finding
from pvsync.errors import UsageError
from pvsync.formats.live.ids import read_ids
from pvsync.history.repository import Repository
from pvsync.model.licence import WorkType
from pvsync.model.listed import ListedId
from pvsync.model.progress import Progress
from pvsync.workflows.live_asked import Anywhere, Standing, text
from pvsync.workflows.past import past_of
from pvsync.workflows.project import Project
from pvsync.workflows.request import Request

_KINDS = {
    "movie": WorkType.MOVIE,
    "collection": WorkType.COLLECTION,
    "supplemental": WorkType.BONUS,
    "season": WorkType.SEASON,
}


@dataclass(frozen=True, slots=True)
class FoundIds:
    """Ids to look for.

    Args:
        ids: The ids.
        findings: What is wrong with where they come from; with an error among them nothing is asked.
    """

    ids: Sequence[ListedId]
    findings: tuple[Finding, ...] = ()


Finder = Callable[[Project, Standing, Anywhere, Request, Progress], FoundIds]


@dataclass(frozen=True, slots=True)
class IdSource:
    """A source of ids.

    Args:
        name: What tells it from others: an import of the same source goes on where the last one was stopped.
        find: Finds them, once it is known what the catalog has.
    """

    name: str
    find: Finder


def of_list(path: Path) -> IdSource:
    """The ids of a file: text, CSV or xlsx."""

    def find(
        project: Project, _standing: Standing, _where: Anywhere, request: Request, _progress: Progress
    ) -> FoundIds:
        settings = project.config.catalog_settings(request.as_of)
        read = read_ids(path, lambda name: expand_name(name, settings))
        return FoundIds(read.ids, read.findings)

    return IdSource(str(path.resolve()), find)


def of_ids(name: str, ids: Iterable[ListedId]) -> IdSource:
    """Ids that are known already, such as those of a dataset."""
    known = tuple(ids)
    return IdSource(name, lambda *_given: FoundIds(known))


def of_history() -> IdSource:
    """Every id that some commit declared and the files do not any more, where it was declared."""
    return IdSource("the history", _of_history)


def _of_history(
    project: Project, standing: Standing, where: Anywhere, _request: Request, progress: Progress
) -> FoundIds:
    if project.repository is None or project.head() is None:
        raise UsageError(
            "this folder has no git history, so nothing has left the catalog",
            advice="name the ids: `--ids FILE`",
        )
    left = [
        tombstone
        for scope, tombstone in sorted(past_of(project, progress).tombstones.items())
        if scope.alid not in standing.offered
    ]
    said = _last_words(project.repository, {one.blob for one in left})
    found: dict[ListedId, None] = {}
    for scope in (one.scope for one in left):
        words = said.get(scope.alid, ListedId(scope.alid))
        exact = replace(words, territories=(scope.territory,), business_line=scope.business_line)
        found[words if where.territories else exact] = None
    return FoundIds(list(found))


def _last_words(repository: Repository, blobs: AbstractSet[str]) -> dict[str, ListedId]:
    """What files that are gone said of their titles, and live never tells."""
    found: dict[str, ListedId] = {}
    names = sorted(blobs)
    for name, data in zip(names, repository.blobs(names), strict=True):
        for raw in read_documents(SourceFile(name, data, name))[0]:
            words = {key: text(raw.data, key) for key in ("alid", "kind", "title", "of", "complete")}
            if words["alid"]:
                found[words["alid"]] = ListedId(
                    words["alid"], words["title"], _KINDS.get(words["kind"]), words["of"], words["complete"]
                )
    return found
