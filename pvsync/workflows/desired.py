"""The desired state as records: what stays of each scope once its title has been built, judged and dropped."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from pvsync.catalog.build import Catalog
from pvsync.diagnostics import Finding
from pvsync.errors import CatalogUnreadable
from pvsync.model.avail import Avail
from pvsync.model.desired import DesiredTitle, Places, Removal
from pvsync.model.drift import KnownDrift
from pvsync.model.family import bundle_keys
from pvsync.model.identity import Identity, identity_of
from pvsync.model.licence import BusinessLine
from pvsync.model.normal import digest
from pvsync.model.on_sale import is_on_sale
from pvsync.model.progress import Progress
from pvsync.model.scope import Scope
from pvsync.model.standing import Foreign
from pvsync.model.titles import BoxSet, Collection, Season
from pvsync.workflows.judged import judged_titles
from pvsync.workflows.project import Project


@dataclass(frozen=True, slots=True)
class Record:
    """What stays of one scope.

    Args:
        scope: The scope.
        digest: Digest of its normal form.
        kind: Kind of its title.
        file: File that declares it.
        blob: Git's object id of that file.
        removal: That and how the scope shall go, None where it is offered.
        is_observed: Whether it is compared and never written.
        foreign: What its document says of what others made there, None for nothing.
        known_drift: Differences that its document expects until a day.
        on_sale: Whether any of it is open, or opens within the guards' horizon.
    """

    scope: Scope
    digest: str
    kind: str
    file: str
    blob: str
    removal: Removal | None = None
    is_observed: bool = False
    foreign: Foreign | None = None
    known_drift: tuple[KnownDrift, ...] = ()
    on_sale: bool = False


@dataclass(frozen=True, slots=True)
class Desired:
    """A judged catalog.

    Args:
        catalog: The catalog, ready to build titles again.
        records: One for each scope, file by file.
        dated: Instants at which git says something else by itself.
        findings: By place.
        bundles: ALIDs of what each bundle holds, by the bundle's own.
        identities: Who each title is, by ALID.
        bundled: What is offered for purchase of bundles and of what they may hold; of nothing else an avail is kept.
    """

    catalog: Catalog
    records: tuple[Record, ...]
    dated: tuple[datetime, ...]
    findings: tuple[Finding, ...]
    bundles: Mapping[str, frozenset[str]]
    identities: Mapping[str, Identity]
    bundled: tuple[Avail, ...] = ()


def load(project: Project, as_of: datetime, progress: Progress) -> Desired:
    """Build and judge every title once.

    Raises:
        CatalogUnreadable: If there is no catalog.
    """
    catalog = project.catalog(as_of)
    records: list[Record] = []
    dated: set[datetime] = set()
    identities: dict[str, Identity] = {}
    holds: dict[str, set[str]] = {}
    seasons: dict[str, set[str]] = {}
    bundled: list[Avail] = []
    for title in judged_titles(project, catalog, progress):
        records.extend(_records(title, as_of))
        dated.update(title.dated)
        identities[title.title.alid] = identity_of(title.title)
        bundled.extend(_bundled(title, catalog))
        match title.title:
            case Collection(alid=alid, members=members):
                holds[alid] = set(members)
            case BoxSet(alid=alid):
                holds[alid] = set()
            case Season(alid=alid):
                seasons.setdefault(title.unsent.series, set()).add(alid)
            case _:
                pass
    bundles = {alid: frozenset(parts or seasons.get(alid, set())) for alid, parts in holds.items()}
    return Desired(
        catalog, tuple(records), tuple(sorted(dated)), catalog.findings, bundles, identities, tuple(bundled)
    )


def _bundled(title: DesiredTitle, catalog: Catalog) -> Iterator[Avail]:
    """What a title is offered for purchase as, where it is a bundle or a bundle may hold it."""
    names = {title.title.alid, title.unsent.series} if isinstance(title.title, Season) else {title.title.alid}
    if bundle_keys(title.title) or any(name in catalog.bundled for name in names):
        yield from (avail for avail in title.avails if avail.scope.business_line is BusinessLine.TVOD)


class Rebuilt:
    """Desired avails again, from the files they came from; one file is held at a time.

    Args:
        project: Reads the files.
        catalog: Builds their titles.
    """

    def __init__(self, project: Project, catalog: Catalog) -> None:
        self._project = project
        self._catalog = catalog
        self._file = ""
        self._avails: dict[Scope, tuple[Avail, Places]] = {}

    def __call__(self, record: Record) -> tuple[Avail, Places]:
        """The avail of a record and its places.

        Raises:
            CatalogUnreadable: If the file has changed since it was judged.
        """
        if record.file != self._file:
            source = self._project.source(record.file, record.blob)
            titles = self._catalog.rebuild(source)
            self._avails = {avail.scope: (avail, title.places) for title in titles for avail in title.avails}
            self._file = record.file
        found = self._avails.get(record.scope)
        if found is None:
            raise CatalogUnreadable(
                f"{record.file} changed while it was being read", advice="run the command again"
            )
        return found


def _records(title: DesiredTitle, at: datetime) -> Iterator[Record]:
    kind = str(title.title.work_type)
    for avail in title.avails:
        mark = digest(avail)
        yield Record(
            avail.scope,
            mark,
            kind,
            title.file,
            title.blob,
            None,
            title.is_observed,
            title.foreign,
            title.known_drift,
            is_on_sale(avail, at),
        )
    for removal in title.removals:
        yield Record(
            removal.scope,
            "",
            kind,
            title.file,
            title.blob,
            removal,
            foreign=title.foreign,
            known_drift=title.known_drift,
        )
