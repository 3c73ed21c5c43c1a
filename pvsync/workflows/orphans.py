"""Every scope ever declared in the history of this branch and no longer, still live."""

from collections.abc import Callable

from pvsync.diagnostics import has_errors
from pvsync.errors import CatalogUnreadable
from pvsync.model.avail import Absent, Present, Unread
from pvsync.model.orphan import Orphan, Orphans
from pvsync.model.progress import Progress
from pvsync.model.tombstone import Tombstone
from pvsync.plan.compare import Setting
from pvsync.plan.removal import withdraw
from pvsync.workflows.compared import Reader, together
from pvsync.workflows.departed import last_word, place_of
from pvsync.workflows.desired import load
from pvsync.workflows.foreign import Strangers
from pvsync.workflows.lease import is_shared
from pvsync.workflows.past import Past, forgotten, past_of, without_removed
from pvsync.workflows.project import Project
from pvsync.workflows.request import Request
from pvsync.workflows.selection import Matches
from pvsync.workflows.trail import trail_of


def orphans(
    project: Project, request: Request, connect: Callable[[], Reader], progress: Progress, *, every: bool
) -> Orphans:
    """What has left the catalog and is still offered.

    Args:
        project: The catalog.
        request: Environment, instant and selection.
        connect: Opens the service.
        progress: Told of each stage.
        every: Whether scopes are asked for whose removal a receipt has shown.

    Raises:
        CatalogUnreadable: If the catalog has errors: what it declares is not known then; or if the clone is shallow.
    """
    desired = load(project, request.as_of, progress)
    if has_errors(desired.findings):
        raise CatalogUnreadable(
            "the catalog has errors, so it is not known what has left it",
            advice="`pvsync validate` lists them",
        )
    past = _known_past(project, progress)
    matches = Matches(request.selection)
    matches.add((record.scope, record.kind) for record in desired.records)
    left = past.left({record.scope for record in desired.records})
    left = tuple(one for one in left if matches.takes(one.scope, ""))
    matches.require("the catalog and its history")
    entries = trail_of(project, fetch=is_shared(request.environment)).of(request.environment.service)
    asked = left if every else tuple(without_removed(project, left, entries))
    kept = forgotten(project, left, entries)
    setting = Setting(request.as_of, project.config.zones)
    strangers = Strangers(project, request.environment, entries, lambda: past)
    found: list[Orphan] = []
    unread: list[tuple[str, str]] = []
    if asked:
        progress.begin("reading live", len(asked))
        readings = connect().read([one.scope for one in asked])
        for tombstone, reading in together(asked, readings, progress):
            match reading:
                case Present() if _is_live(project, tombstone, reading, setting, strangers):
                    found.append(Orphan(tombstone, reading.avail, tombstone.scope in kept))
                case Unread():
                    unread.append((str(tombstone.scope), reading.why))
                case Present() | Absent():
                    pass
        progress.end()
    target = f"{request.environment.alias} in {request.environment.name}"
    return Orphans(target, tuple(found), tuple(unread), len(left), len(asked))


def _known_past(project: Project, progress: Progress) -> Past:
    past = past_of(project, progress)
    if not past.is_known:
        raise CatalogUnreadable(
            "this folder has no git history, so what has left the catalog is not known",
            advice="run the command in the repository of the catalog, with its commits",
        )
    return past


def _is_live(
    project: Project, tombstone: Tombstone, reading: Present, setting: Setting, strangers: Strangers
) -> bool:
    """Whether anything of a scope that was ours is open or to come; what is kept for others is no orphan."""
    foreign = strangers.of(reading.avail, last_word(project, tombstone, setting.at), (), setting.at)
    return withdraw(reading, place_of(tombstone), setting, foreign) is not None
