"""Load the catalog, and keep what a timeline shows of it."""

from dataclasses import dataclass
from datetime import datetime

from pvsync.diagnostics import Finding, has_errors
from pvsync.model.picture import Picture, PicturedTitle
from pvsync.model.progress import Progress
from pvsync.workflows.judged import judged_titles
from pvsync.workflows.project import Project
from pvsync.workflows.selection import Matches, Selection


@dataclass(frozen=True, slots=True)
class MadePicture:
    """A picture, or why there is none.

    Args:
        picture: None where the catalog has errors.
        findings: Everything the rules say, by place.
    """

    picture: Picture | None
    findings: tuple[Finding, ...]


def make_picture(
    project: Project, licensor: str, as_of: datetime, selection: Selection, progress: Progress
) -> MadePicture:
    """What the selected scopes offer, from the files alone.

    Raises:
        CatalogUnreadable: If there is no catalog.
    """
    catalog = project.catalog(as_of)
    titles: list[PicturedTitle] = []
    matches = Matches(selection)
    for title in judged_titles(project, catalog, progress):
        kind = str(title.title.work_type)
        avails = tuple(avail for avail in title.avails if matches.takes(avail.scope, kind))
        if avails:
            titles.append(PicturedTitle(title.title, avails))
    if has_errors(catalog.findings):
        return MadePicture(None, catalog.findings)
    matches.require()
    picture = Picture(licensor, as_of, selection.words, tuple(titles), project.config.zones.overrides)
    return MadePicture(picture, catalog.findings)
