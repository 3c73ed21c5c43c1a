"""What a catalog offers for a few titles: only the files that name them, and what others refer to, are read."""

import re
from collections.abc import Collection, Iterator
from datetime import datetime

from pvsync.catalog.build import REFERRED_TO, Catalog
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Finding
from pvsync.model.avail import Avail
from pvsync.model.desired import DesiredTitle
from pvsync.model.scope import Scope
from pvsync.workflows.project import Project

_NAMES_AT_ONCE = 500


def rendered(project: Project, as_of: datetime, alids: Collection[str]) -> dict[Scope, Avail]:
    """The avails of titles, by scope.

    Args:
        project: The catalog, of the work tree or of a commit.
        as_of: The instant for which dated values are read.
        alids: The titles; of others nothing is said.
    """
    return {avail.scope: avail for title in titles_of(project, as_of, alids) for avail in title.avails}


def titles_of(project: Project, as_of: datetime, alids: Collection[str]) -> Iterator[DesiredTitle]:
    """A few titles of a catalog.

    Args:
        project: The catalog, of the work tree or of a commit.
        as_of: The instant for which dated values are read.
        alids: The titles; of others nothing is said.
    """
    wanted = [
        re.compile(b"|".join(re.escape(alid.encode()) for alid in part)) for part in _parts(sorted(alids))
    ]

    def files() -> Iterator[SourceFile | Finding]:
        for source in project.sources():
            if (
                isinstance(source, Finding)
                or REFERRED_TO.search(source.data)
                or any(names.search(source.data) for names in wanted)
            ):
                yield source

    kept = list(files())
    catalog = Catalog(lambda: kept, project.config.catalog_settings(as_of))
    yield from (title for title in catalog.titles() if title.title.alid in alids)


def _parts(names: list[str]) -> Iterator[list[str]]:
    for first in range(0, len(names), _NAMES_AT_ONCE):
        yield names[first : first + _NAMES_AT_ONCE]
