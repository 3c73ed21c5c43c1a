"""Judge a catalog, offline or with the service as well: every finding at once, each at its place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from pvsync.catalog.build import Catalog
from pvsync.diagnostics import Allowed, Finding, in_order
from pvsync.errors import UsageError
from pvsync.history.repository import top_of
from pvsync.model.progress import Progress
from pvsync.workflows.desired import Record, load
from pvsync.workflows.judged import judged_titles
from pvsync.workflows.online import Asked, Judge, ask
from pvsync.workflows.project import Project
from pvsync.workflows.selection import Matches, Selection


@dataclass(frozen=True, slots=True)
class Judged:
    """What validation found.

    Args:
        findings: By place.
        documents: Documents read.
        files: Files read.
        allowed: What comments in the files let be, by place.
    """

    findings: tuple[Finding, ...]
    documents: int
    files: int
    allowed: tuple[Allowed, ...]


def validate(project: Project, paths: list[Path], as_of: datetime, progress: Progress) -> Judged:
    """Judge the whole catalog and tell what concerns the given paths (all of it where there are none).

    Raises:
        UsageError: If a path is not below the catalog's repository.
        CatalogUnreadable: If there is no catalog.
    """
    chosen = [_relative(project, path) for path in paths]
    catalog = project.catalog(as_of)
    for _ in judged_titles(project, catalog, progress):
        pass
    return _judged(catalog, catalog.findings, chosen)


def validate_online(
    project: Project,
    paths: list[Path],
    as_of: datetime,
    chosen: Selection,
    connect: Callable[[], Judge],
    progress: Progress,
) -> tuple[Judged, Asked]:
    """Judge as `validate` does, then have the service judge the scopes of the given paths and selection.

    Raises:
        ApiError: If the service cannot be asked at all.
        UsageError, CatalogUnreadable: As `validate`.
    """
    files = [_relative(project, path) for path in paths]
    desired = load(project, as_of, progress)

    def takes(record: Record) -> bool:
        return chosen.takes(record.scope, record.kind) and (not files or _is_below(record.file, files))

    matches = Matches(chosen)
    matches.add((record.scope, record.kind) for record in desired.records)
    matches.require()
    asked = ask(project, desired, takes, connect, progress)
    return _judged(desired.catalog, in_order((*desired.findings, *asked.findings)), files), asked


def _judged(catalog: Catalog, findings: tuple[Finding, ...], chosen: list[PurePosixPath]) -> Judged:
    """What is said of the chosen files, of all where none are."""
    kept = tuple(finding for finding in findings if not chosen or _concerns(finding, chosen))
    allowed = tuple(one for one in catalog.allowed if not chosen or _concerns(one.finding, chosen))
    return Judged(kept, catalog.documents, catalog.files, allowed)


def folder_of(root: Path) -> str:
    """The folder of a configuration as its git repository calls it, with `/` last; empty at the top and outside git."""
    top = top_of(root)
    below = "." if top is None else root.resolve().relative_to(top).as_posix()
    return "" if below == "." else f"{below}/"


def _relative(project: Project, path: Path) -> PurePosixPath:
    absolute = path.resolve()
    if not absolute.exists():
        raise UsageError(f"there is no file or folder {path}", advice="name files or folders of the catalog")
    if not absolute.is_relative_to(project.root):
        raise UsageError(
            f"{path} is outside the repository of this catalog", advice="name files of the catalog"
        )
    return PurePosixPath(absolute.relative_to(project.root).as_posix())


def _concerns(finding: Finding, chosen: list[PurePosixPath]) -> bool:
    if finding.place is None:
        return True
    return _is_below(finding.place.file, chosen)


def _is_below(name: str, chosen: list[PurePosixPath]) -> bool:
    file = PurePosixPath(name)
    return any(file == path or path in file.parents for path in chosen)
