"""Every title of a catalog, judged as it goes by: the one loop that all commands share."""

from collections.abc import Iterator, Sequence

from pvsync.catalog.build import Catalog
from pvsync.catalog.codes import FAMILY_WITHHELD
from pvsync.diagnostics import Finding
from pvsync.model.desired import DesiredTitle
from pvsync.model.family import BundleFamily, SeasonFamily
from pvsync.model.progress import Progress
from pvsync.plan.held_members import HeldMembers
from pvsync.rules.judge import judge
from pvsync.rules.rule import Setting
from pvsync.workflows.all_codes import all_codes
from pvsync.workflows.families import Families
from pvsync.workflows.project import Project

_NAMED = 5
"""Bundles that one remark names."""


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
            if catalog.is_whole(season.season):
                catalog.report(judge(season, setting))
        members.take(title)
        yield title
        progress.advance()
    withheld: list[DesiredTitle] = []
    for family in families.rest():
        whole = family.season if isinstance(family, SeasonFamily) else family.bundle
        if catalog.is_whole(whole):
            catalog.report(judge(family, setting))
        elif isinstance(family, BundleFamily):
            withheld.append(whole)
    if withheld:
        catalog.report([_withheld(withheld)])
    catalog.report(members.findings())
    project.judge_empty(catalog)
    catalog.allow(all_codes())
    progress.end()


def _withheld(bundles: Sequence[DesiredTitle]) -> Finding:
    """Say once that bundles are not judged by what they hold."""
    names = ", ".join(f"`{bundle.title.alid}`" for bundle in bundles[:_NAMED])
    more = f" and {len(bundles) - _NAMED} more" if len(bundles) > _NAMED else ""
    return FAMILY_WITHHELD.at(
        bundles[0].places.title("alid"),
        f"something that {names}{more} may hold could not be read, so nothing is said of prices, dates and parts there",
        "correct the errors first, then validate again",
    )


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
