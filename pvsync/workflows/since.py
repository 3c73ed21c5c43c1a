"""Which scopes a range of commits touches: those that git renders otherwise than it did, and what bundles tie to them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pvsync.model.licence import BusinessLine
from pvsync.model.progress import Progress, Silent
from pvsync.model.scope import Scope
from pvsync.workflows.desired import Desired, load
from pvsync.workflows.project import Project
from pvsync.workflows.request import Request


def touched(
    project: Project, desired: Desired, request: Request, progress: Progress
) -> frozenset[Scope] | None:
    """The scopes whose desired state differs from that of a commit, with the parts of their bundles.

    Args:
        project: The catalog.
        desired: The same, judged.
        request: Names the commit; None where it names none.
        progress: Told of the stage.

    Returns:
        The scopes, those that have left among them; None where no commit was named.

    Raises:
        UsageError: If there is no such commit, or no configuration in it.
    """
    if request.since is None:
        return None
    progress.begin(f"reading the catalog at {request.since}", None)
    before = {
        record.scope: record.digest
        for record in load(project.at(request.since), request.as_of, Silent()).records
    }
    progress.end()
    now = {record.scope: record.digest for record in desired.records}
    differing = {scope for scope in before.keys() | now.keys() if before.get(scope) != now.get(scope)}
    return frozenset({*differing, *tied(desired.bundles, differing)})


def tied(bundles: Mapping[str, frozenset[str]], scopes: Iterable[Scope]) -> Iterator[Scope]:
    """What a bundle ties to scopes: its parts to a bundle, its bundles to a part, where they are sold.

    Args:
        bundles: ALIDs of what each bundle holds, by the bundle's own.
        scopes: The scopes.
    """
    places: dict[str, set[str]] = {}
    for scope in scopes:
        if scope.business_line is BusinessLine.TVOD:
            places.setdefault(scope.alid, set()).add(scope.territory)
    for bundle, parts in bundles.items():
        together = {bundle, *parts}
        territories = {place for alid in together for place in places.get(alid, ())}
        for alid in together:
            for territory in territories:
                yield Scope(alid, territory, BusinessLine.TVOD)


def within(desired: Desired, among: frozenset[Scope] | None) -> Desired:
    """The catalog with those scopes alone; all of it where none are named."""
    if among is None:
        return desired
    return replace(desired, records=tuple(record for record in desired.records if record.scope in among))
