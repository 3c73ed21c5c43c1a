"""Judge a catalog offline: every finding at once, each at its place."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from pvsync.diagnostics import Finding
from pvsync.errors import UsageError
from pvsync.model.progress import Progress
from pvsync.workflows.judged import judged_titles
from pvsync.workflows.project import Project


@dataclass(frozen=True, slots=True)
class Judged:
    """What validation found.

    Args:
        findings: By place.
        documents: Documents read.
        files: Files read.
    """

    findings: tuple[Finding, ...]
    documents: int
    files: int


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
    findings = tuple(finding for finding in catalog.findings if not chosen or _concerns(finding, chosen))
    return Judged(findings, catalog.documents, catalog.files)


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
    file = PurePosixPath(finding.place.file)
    return any(file == path or path in file.parents for path in chosen)
