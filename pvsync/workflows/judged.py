"""Every title of a catalog, judged as it goes by: the one loop that all commands share."""

from collections.abc import Iterator
from datetime import datetime

from pvsync.catalog.build import Catalog
from pvsync.model.desired import DesiredTitle
from pvsync.model.progress import Progress
from pvsync.plan.held_members import HeldMembers
from pvsync.rules.judge import judge
from pvsync.workflows.project import Project


def judged_titles(
    project: Project, catalog: Catalog, as_of: datetime, progress: Progress
) -> Iterator[DesiredTitle]:
    """Each title once; when the last has gone by, the catalog holds every finding.

    Raises:
        CatalogUnreadable: If there is no catalog.
    """
    members = HeldMembers(as_of)
    progress.begin("checking the catalog", None)
    for title in catalog.titles():
        catalog.report(judge(title))
        members.take(title)
        yield title
        progress.advance()
    catalog.report(members.findings())
    project.judge_empty(catalog)
    progress.end()
