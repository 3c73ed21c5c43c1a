"""The folder of the catalog that an import writes to."""

from pathlib import Path

from pvsync.catalog.source import SUFFIXES
from pvsync.errors import UsageError
from pvsync.workflows.project import Project


def catalog_folder(project: Project, into: Path) -> Path:
    """A folder of the catalog, relative to the repository root; it need not be there yet.

    Raises:
        UsageError: If it is outside the catalog.
    """
    absolute, catalog = into.resolve(), (project.root / project.config.catalog).resolve()
    if not absolute.is_relative_to(catalog) or absolute.suffix in SUFFIXES:
        raise UsageError(
            f"{into} is not a folder of the catalog, which is in `{project.config.catalog}`",
            advice=f"write `--into {project.config.catalog}`, or a folder below it",
        )
    return absolute.relative_to(project.root.resolve())
