"""Every title of a catalog, judged as it goes by: the one loop that all commands share."""

from collections.abc import Iterator

from pvsync.catalog.build import Catalog
from pvsync.model.desired import DesiredTitle
from pvsync.model.progress import Progress
from pvsync.plan.held_members import HeldMembers
from pvsync.rules.judge import judge
from pvsync.rules.rule import Setting
from pvsync.workflows.all_codes import all_codes
from pvsync.workflows.families import Families
from pvsync.workflows.project import Project


def judged_titles(project: Project, catalog: Catalog, progress: Progress) -> Iterator[DesiredTitle]:
    """Each title once; when the last has gone by, the catalog holds every finding.

    Raises:
        CatalogUnreadable: If there is no catalog.
    """
    setting = rule_setting(project, catalog)
    members = HeldMembers(setting.as_of)
    families = Families(catalog)
    progress.begin("checking the catalog", None)
    for title in catalog.titles():
        catalog.report(judge(title, setting))
        for season in families.take(title):
            catalog.report(judge(season, setting))
        members.take(title)
        yield title
        progress.advance()
    for family in families.rest():
        catalog.report(judge(family, setting))
    catalog.report(members.findings())
    project.judge_empty(catalog)
    catalog.allow(all_codes())
    progress.end()


def rule_setting(project: Project, catalog: Catalog) -> Setting:
    """What rules need to know beside the titles."""
    return Setting(
        as_of=catalog.settings.as_of,
        zones=catalog.settings.zones,
        classic_territories=project.config.classic_territories,
        licensor=project.config.licensor,
        asks_for_fan_out=project.config.asks_for_fan_out,
        bundled=catalog.bundled,
    )
