"""The desired state for programs: what `pvsync.load_catalog` gives."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pvsync.diagnostics import Allowed, Finding, has_errors
from pvsync.model.desired import DesiredTitle
from pvsync.model.progress import Silent
from pvsync.workflows.judged import judged_titles
from pvsync.workflows.project import open_project


@dataclass(frozen=True, slots=True)
class LoadedCatalog:
    """A catalog as git says it.

    Args:
        titles: Every title with its avails, in the order of files.
        findings: What is wrong with it, by place; with an error among them, the titles are not to be relied on.
        allowed: What comments in the files let be, by place.
    """

    titles: tuple[DesiredTitle, ...]
    findings: tuple[Finding, ...]
    allowed: tuple[Allowed, ...]

    @property
    def is_valid(self) -> bool:
        """Whether nothing stops a plan."""
        return not has_errors(self.findings)


def load_catalog(path: Path, as_of: datetime | None) -> LoadedCatalog:
    """Read, build and judge the catalog of a folder.

    Args:
        path: A folder below (or equal to) the one that holds `pvsync.yaml`.
        as_of: The instant for which dated values are read; now where not given.

    Raises:
        UsageError: If there is no configuration, or it has errors.
        CatalogUnreadable: If there is no catalog.
    """
    project = open_project(None, path.absolute())
    instant = as_of or datetime.now(UTC)
    catalog = project.catalog(instant)
    titles = tuple(judged_titles(project, catalog, Silent()))
    return LoadedCatalog(titles, catalog.findings, catalog.allowed)
