"""Bring in what is live: read it, write the catalog's files, and say of everything what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pvsync.diagnostics import has_errors, in_order
from pvsync.model.imported_live import Asked, ImportedLive
from pvsync.model.listed import ListedId, merged
from pvsync.model.progress import Progress
from pvsync.workflows.compared import Reader
from pvsync.workflows.into import catalog_folder
from pvsync.workflows.live_asked import (
    Anywhere,
    Standing,
    asked_scopes,
    refuse_nowhere,
    standing_of,
    territories_of,
)
from pvsync.workflows.live_ids import IdSource
from pvsync.workflows.live_kept import KeptReadings
from pvsync.workflows.live_read import LiveRead, read_live
from pvsync.workflows.live_titles import LiveTitles, titles_of
from pvsync.workflows.live_written import Target, Written, write_titles
from pvsync.workflows.project import Project
from pvsync.workflows.request import Request


@dataclass(frozen=True, slots=True)
class LiveImport:
    """What is to be brought in.

    Args:
        request: Environment and instant.
        into: Folder of the catalog that the files go to.
        ids: The ids to look for: `of_list`, `of_history`, or `of_ids` for any others.
        where: Territories and business lines to look in.
        observe: Whether the documents are compared only, and never written to Prime Video.
    """

    request: Request
    into: Path
    ids: IdSource
    where: Anywhere = field(default_factory=Anywhere)
    observe: bool = False


def import_live(
    project: Project, wanted: LiveImport, connect: Callable[[], Reader], progress: Progress
) -> ImportedLive:
    """Write a file for each title that is live and not in the catalog.

    Args:
        project: The project.
        wanted: What is to be brought in.
        connect: Opens the service, once it is clear that there is something to read.
        progress: Told of each stage.

    Raises:
        PvsyncError: If the folder is not the catalog's, it is not known where to look, the service cannot be
            reached, or a file cannot be written.
    """
    request = wanted.request
    folder = catalog_folder(project, wanted.into)
    standing = standing_of(project)
    listed = wanted.ids.find(project, standing, wanted.where, request, progress)
    territories = territories_of(project, standing, request, wanted.where.territories)
    asked = _asked(wanted, standing, listed.ids, territories)
    if has_errors(listed.findings):
        return ImportedLive(asked, findings=in_order(listed.findings))
    refuse_nowhere(listed.ids, territories)
    scopes = asked_scopes(listed.ids, standing, territories, wanted.where.lines)
    kept = KeptReadings(project.config, request.environment, wanted.ids.name)
    read = read_live(scopes, kept, connect, request.now, progress)
    known = {alid: one for alid, one in merged(listed.ids).items() if alid not in standing.offered}
    found = titles_of(read, known, request.as_of)
    target = Target(project, folder, standing, request.as_of)
    made = write_titles(target, found.titles, read.present, progress, observe=wanted.observe)
    if not read.unread:
        kept.forget()
    where = tuple(sorted({scope.territory for scope in scopes}))
    asked = replace(asked, territories=where, scopes=len(scopes), kept=read.kept, since=read.since)
    return replace(
        _outcome(asked, read, found, made),
        observed=wanted.observe,
        kept_in=kept.name if read.unread else "",
        findings=in_order((*listed.findings, *made.findings)),
    )


def _outcome(asked: Asked, read: LiveRead, found: LiveTitles, made: Written) -> ImportedLive:
    return ImportedLive(
        asked=asked,
        present=len(read.present),
        absent=read.absent,
        unread=tuple(read.unread),
        titles=len(found.titles),
        nowhere=tuple(found.nowhere),
        ended=tuple(found.ended),
        over=found.over,
        waiting=tuple(found.waiting),
        written=made.files,
    )


def _asked(
    wanted: LiveImport, standing: Standing, ids: Sequence[ListedId], territories: tuple[str, ...]
) -> Asked:
    alids = sorted({one.alid for one in ids})
    environment = wanted.request.environment
    return Asked(
        target=f"{environment.alias} in {environment.name}",
        ids=len(alids),
        territories=territories,
        lines=wanted.where.lines,
        scopes=0,
        declared=tuple((alid, standing.offered[alid]) for alid in alids if alid in standing.offered),
    )
