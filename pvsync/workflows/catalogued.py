"""What is catalogued on Prime Video and in no YAML, and what no dataset has; live is said only after a read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from pvsync.config.load import Config
from pvsync.datasets.answers import catalogued, ever_catalogued, standings
from pvsync.datasets.store import Store
from pvsync.diagnostics import has_errors
from pvsync.errors import CatalogUnreadable
from pvsync.model.avail import Absent, Present, Unread
from pvsync.model.catalogued import Catalogued, Uncatalogued, Unmanaged
from pvsync.model.licence import BusinessLine, WorkType
from pvsync.model.progress import Progress
from pvsync.model.scope import Scope
from pvsync.model.window import WindowState
from pvsync.workflows.catalog_join import Join, join, unmanaged_of
from pvsync.workflows.compared import Reader
from pvsync.workflows.desired import Desired, load
from pvsync.workflows.project import Project
from pvsync.workflows.rendered import titles_of
from pvsync.workflows.request import Request

_KINDS = frozenset({WorkType.MOVIE, WorkType.SHORT, WorkType.EPISODE})


@dataclass(slots=True)
class _Read:
    live: dict[str, list[Scope]] = field(default_factory=dict)
    unread: list[tuple[str, str]] = field(default_factory=list)


def catalogued_against(
    project: Project, request: Request, connect: Callable[[], Reader], progress: Progress
) -> Catalogued:
    """The catalog dataset held against the YAML.

    Args:
        project: The catalog.
        request: Environment, instant and selection.
        connect: Opens the service, once it is clear that there is something to read.
        progress: Told of each stage.

    Raises:
        CatalogUnreadable: If the catalog has errors: what it declares is not known then.
        StoreError: If nothing was pulled yet.
        UsageError: If the engine of the store is not installed.
    """
    desired = load(project, request.as_of, progress)
    if has_errors(desired.findings):
        raise CatalogUnreadable(
            "the catalog has errors, so it is not known what it declares",
            advice="`pvsync validate` lists them",
        )
    store = Store(project.config.root / project.config.datasets_of(request.environment).store)
    found = join(catalogued(store), desired.identities)
    asked = list(_asked(found, project.config, request))
    read = _read([scope for one in asked for scope in one.asked], request, connect, progress)
    missing = _missing(desired, ever_catalogued(store) | found.near, request)
    uncatalogued, later = _uncatalogued(project, request, missing)
    late = [one.dataset for one in standings(store, request.now) if one.dataset == "catalog" and one.behind]
    return Catalogued(
        target=f"{request.environment.alias} in {request.environment.name}",
        rows=found.rows,
        joined=len(found.joined),
        unmanaged=tuple(replace(one, live=tuple(read.live.get(one.sku, ()))) for one in asked),
        uncatalogued=uncatalogued,
        doubtful=tuple(sorted(found.doubtful, key=lambda one: (one.doubt, one.sku, one.title))),
        outside=sum(not _may_be_told(record.scope, record.kind) for record in desired.records),
        later=later,
        unread=tuple(read.unread),
        remarks=("the store is behind with the catalog: `pvsync datasets pull`",) if late else (),
    )


def _asked(found: Join, config: Config, request: Request) -> Iterator[Unmanaged]:
    """What is in no YAML, with the scopes to ask for; nothing of what the selection leaves out altogether."""
    for one in unmanaged_of(found):
        scopes = list(_scopes(one, config))
        taken = tuple(scope for scope in scopes if request.selection.takes(scope, ""))
        if taken or not scopes:
            yield replace(one, asked=taken)


def _scopes(one: Unmanaged, config: Config) -> Iterator[Scope]:
    """Where to ask for a title: its channels in the territories of its marketplaces."""
    places = config.datasets.marketplaces
    territories = {territory for number in one.marketplaces for territory in places.get(number, ())}
    return (Scope(one.sku, territory, BusinessLine.CHANNELS) for territory in sorted(territories))


def _read(scopes: list[Scope], request: Request, connect: Callable[[], Reader], progress: Progress) -> _Read:
    found = _Read()
    if not scopes:
        return found
    progress.begin("reading live", len(scopes))
    for scope, reading in connect().read(scopes):
        progress.advance()
        match reading:
            case Present():
                rows = reading.avail.transactions
                if any(not row.window.is_over(request.as_of) for row in rows):
                    found.live.setdefault(scope.alid, []).append(scope)
            case Unread():
                found.unread.append((str(scope), reading.why))
            case Absent():
                pass
    progress.end()
    return found


def _may_be_told(scope: Scope, kind: str) -> bool:
    return scope.business_line is BusinessLine.CHANNELS and kind in _KINDS


def _missing(desired: Desired, known: frozenset[str], request: Request) -> set[str]:
    """ALIDs that the YAML offers on channels and that no row names."""
    return {
        record.scope.alid
        for record in desired.records
        if record.removal is None
        and _may_be_told(record.scope, record.kind)
        and record.scope.alid not in known
        and request.selection.takes(record.scope, record.kind)
    }


def _uncatalogued(
    project: Project, request: Request, missing: set[str]
) -> tuple[tuple[Uncatalogued, ...], int]:
    """Those that are open now, and how many others there are."""
    found = []
    for title in titles_of(project, request.as_of, missing) if missing else ():
        here = {
            avail.scope.territory
            for avail in title.avails
            if avail.scope.business_line is BusinessLine.CHANNELS
            and any(row.window.state(request.as_of) is WindowState.OPEN for row in avail.transactions)
        }
        if here:
            found.append(Uncatalogued(title.title.alid, title.title.title, title.file, tuple(sorted(here))))
    return tuple(sorted(found, key=lambda one: one.alid)), len(missing) - len(found)
