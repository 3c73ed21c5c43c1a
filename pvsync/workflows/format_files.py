"""Give files of the catalog their canonical layout."""

from dataclasses import dataclass
from pathlib import Path

from pvsync.catalog.editing.layout import formatted
from pvsync.catalog.editing.store import write_file
from pvsync.catalog.source import file_names, read_file
from pvsync.diagnostics import Finding, in_order
from pvsync.errors import UsageError
from pvsync.model.progress import Progress
from pvsync.workflows.project import Project


@dataclass(frozen=True, slots=True)
class Layouts:
    """What came of it.

    Args:
        changed: Files that had another layout.
        left: Why files were left alone.
        files: Files looked at.
    """

    changed: tuple[str, ...]
    left: tuple[Finding, ...]
    files: int


def format_files(project: Project, paths: list[Path], progress: Progress, *, write: bool) -> Layouts:
    """Lay out the files of the given paths, of the whole catalog where there are none.

    Args:
        project: The project.
        paths: Files or folders.
        progress: Hears how far it is.
        write: Whether to write; otherwise only to tell.

    Raises:
        UsageError: If a path is not in the catalog's repository.
        CatalogUnreadable: If there is no catalog, or a file cannot be written.
    """
    names = _names(project, paths)
    changed: list[str] = []
    left: list[Finding] = []
    progress.begin("laying out", len(names))
    for name in names:
        before = read_file(project.root, name)
        after = before if isinstance(before, Finding) else formatted(before)
        if isinstance(before, Finding):
            left.append(before)
        elif isinstance(after, Finding):
            left.append(after)
        elif after.data != before.data:
            changed.append(name)
            if write:
                write_file(project.root, before, after)
        progress.advance()
    progress.end()
    return Layouts(tuple(changed), in_order(left), len(names))


def _names(project: Project, paths: list[Path]) -> list[str]:
    if not paths:
        return project.names()
    found: dict[str, None] = {}
    for path in paths:
        absolute = path.resolve()
        if not absolute.exists():
            raise UsageError(
                f"there is no file or folder {path}", advice="name files or folders of the catalog"
            )
        if not absolute.is_relative_to(project.root):
            raise UsageError(
                f"{path} is outside the repository of this catalog", advice="name files of the catalog"
            )
        found.update(dict.fromkeys(file_names(project.root, absolute)))
    return list(found)
