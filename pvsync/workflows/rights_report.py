"""Hold what is offered against what is held, and say what could still be sold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pvsync.diagnostics import Finding, has_errors
from pvsync.model.desired import DesiredTitle
from pvsync.model.licence import TRANSACTIONAL, License
from pvsync.model.progress import Progress
from pvsync.model.rights import Right
from pvsync.model.rights_report import RightsReport, Unoffered
from pvsync.model.stretch import Stretch, joined, missing
from pvsync.model.titles import BoxSet, Collection, Episode, Season, Title
from pvsync.model.zones import Zones
from pvsync.workflows.judged import judged_titles
from pvsync.workflows.project import Project


@dataclass(frozen=True, slots=True)
class MadeRightsReport:
    """A report, or why there is none.

    Args:
        report: None where the catalog has errors.
        findings: Everything the rules say, by place.
    """

    report: RightsReport | None
    findings: tuple[Finding, ...]


def report_rights(project: Project, as_of: datetime, progress: Progress) -> MadeRightsReport:
    """Every day from today on for which something is held and nothing offers it, title by title.

    Raises:
        CatalogUnreadable: If there is no catalog.
    """
    catalog = project.catalog(as_of)
    zones = project.config.zones
    held: set[str] = set()
    found: list[Unoffered] = []
    for title in judged_titles(project, catalog, progress):
        if title.rights:
            held.add(title.title.alid)
            found.extend(_of_title(title, as_of, zones))
    for alid, rights in catalog.rights_without_title().items():
        held.add(alid)
        found.extend(_of_nobody(alid, rights, as_of, zones))
    if has_errors(catalog.findings):
        return MadeRightsReport(None, catalog.findings)
    report = RightsReport(project.config.licensor, as_of, len(held), tuple(found))
    return MadeRightsReport(report, catalog.findings)


def _of_title(title: DesiredTitle, as_of: datetime, zones: Zones) -> Iterator[Unoffered]:
    offered: dict[tuple[str, str], list[Stretch]] = {}
    for avail in title.avails:
        for row in avail.transactions:
            offered.setdefault((row.license, row.territory), []).append(Stretch.of(row.window))
    own = title.title
    for license_type, territory in _named(title.rights):
        if not _can_be(own, license_type):
            continue
        for gap in _gaps(
            title.rights, license_type, territory, offered, zones.start_of(as_of.date(), territory)
        ):
            yield _unoffered(own, own.alid, license_type, territory, gap, title.rights, zones)


def _of_nobody(alid: str, rights: Sequence[Right], as_of: datetime, zones: Zones) -> Iterator[Unoffered]:
    for license_type, territory in _named(rights):
        for gap in _gaps(rights, license_type, territory, {}, zones.start_of(as_of.date(), territory)):
            yield _unoffered(None, alid, license_type, territory, gap, rights, zones)


def _named(rights: Sequence[Right]) -> list[tuple[str, str]]:
    return sorted(
        {
            (license_type, territory)
            for right in rights
            for license_type in right.licenses
            for territory in right.territories
        }
    )


def _can_be(title: Title, license_type: str) -> bool:
    """Whether a kind of title has an offer of its own under a licence type (validation-rules A11, bundles.md)."""
    match title:
        case BoxSet() | Collection():
            return license_type == License.EST
        case Season():
            return license_type in TRANSACTIONAL
        case _:
            return True


def _gaps(
    rights: Sequence[Right],
    license_type: str,
    territory: str,
    offered: dict[tuple[str, str], list[Stretch]],
    since: datetime,
) -> Iterator[Stretch]:
    held = [
        Stretch(max(stretch.first, since), stretch.until)
        for right in rights
        if license_type in right.licenses and territory in right.windows
        if (stretch := Stretch.of(right.windows[territory])).until > since
    ]
    for whole in joined(held):
        yield from missing(whole, offered.get((license_type, territory), ()))


def _unoffered(
    title: Title | None,
    alid: str,
    license_type: str,
    territory: str,
    gap: Stretch,
    rights: Sequence[Right],
    zones: Zones,
) -> Unoffered:
    giving = [
        right
        for right in rights
        if license_type in right.licenses
        and territory in right.windows
        and Stretch.of(right.windows[territory]).meets(gap)
    ]
    episode = title if isinstance(title, Episode) else None
    return Unoffered(
        alid=alid,
        title="" if title is None else title.title,
        kind="" if title is None else str(title.work_type),
        season="" if episode is None else episode.season.title,
        number=None if episode is None else episode.number,
        license=license_type,
        territory=territory,
        first=zones.day_of(gap.first, territory),
        last=None if gap.is_endless else zones.day_of(gap.last, territory),
        days=None if gap.is_endless else gap.days,
        contracts=tuple((right.reference, right.place) for right in giving),
    )
