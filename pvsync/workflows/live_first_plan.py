"""What the first plan after an import would say, told before a file is written: it should say nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from pvsync.catalog import codes as catalog_codes
from pvsync.catalog.build import Catalog
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Finding, Place, Severity
from pvsync.formats.live import codes
from pvsync.model.avail import Avail, Present
from pvsync.model.plan import Change
from pvsync.model.progress import Progress
from pvsync.model.scope import Scope
from pvsync.plan.compare import Setting, compare
from pvsync.workflows.judged import judged_titles
from pvsync.workflows.project import Project

_SHOWN = 3


@dataclass(slots=True)
class FirstPlan:
    """What the catalog with the new files would differ in from live.

    Args:
        changes: By scope.
        undeclared: Scopes that are live, and that the new files do not declare.
        findings: What is wrong with the new files.
    """

    changes: dict[Scope, Change] = field(default_factory=dict)
    undeclared: list[Scope] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()

    @property
    def alids(self) -> frozenset[str]:
        """Titles that would change."""
        return frozenset(scope.alid for scope in self.changes)


def first_plan(
    project: Project,
    there: Sequence[SourceFile],
    new: Sequence[SourceFile],
    live: Mapping[Scope, Avail],
    at: datetime,
    progress: Progress,
) -> FirstPlan:
    """Hold the catalog with new files against live.

    Args:
        project: The catalog's configuration.
        there: The files that are there.
        new: Those that are to be.
        live: What the service says of the titles in the new files, scopes that are over left out.
        at: The instant.
        progress: Told of each title.
    """
    names = {source.name for source in new}
    sources = sorted((*there, *new), key=lambda source: source.name)
    catalog = Catalog(lambda: iter(sources), project.config.catalog_settings(at))
    setting = Setting(at, project.config.zones)
    found = FirstPlan()
    seen: set[Scope] = set()
    for title in judged_titles(project, catalog, progress):
        for avail in title.avails if title.file in names else ():
            seen.add(avail.scope)
            if avail.scope in live:
                change = compare(avail, title.places, Present(live[avail.scope]), setting)
                if change is not None:
                    found.changes[avail.scope] = change
    found.undeclared = sorted(live.keys() - seen)
    found.findings = tuple(one for one in catalog.findings if one.place and one.place.file in names)
    return found


def findings_of(plan: FirstPlan, files: Mapping[str, str], told: Iterable[Finding]) -> Iterator[Finding]:
    """What is worth saying of it.

    Args:
        plan: The first plan.
        files: The new file of each ALID.
        told: What was said of the new files already; a key that live does not tell is not said to be missing as well.
    """
    explained = {one.place.file for one in told if one.place and one.code == codes.NOT_TOLD.code}
    errors = [one for one in plan.findings if one.severity is Severity.ERROR]
    for one in errors:
        if one.code != catalog_codes.MISSING_KEY.code or one.place is None or one.place.file not in explained:
            yield one
    broken = {_folder(one.place.file) for one in errors if one.place}
    yield from _changes(plan.changes.values(), files)
    for scope in plan.undeclared:
        file = files.get(scope.alid, "")
        if _folder(file) not in broken and file not in broken:
            message = f"{scope} is live, and the catalog cannot say so; the first plan leaves it alone"
            hint = "end it on Prime Video, or leave the title out; a season's own offer is for purchase and rental only"
            yield codes.NO_WORD.at(Place(file) if file else None, message, hint)


def _folder(file: str) -> str:
    """What stands or falls together: a movie's file, or the folder of a series."""
    path = PurePosixPath(file)
    return path.parent.as_posix() if "series" in path.parts else file


def _changes(changes: Iterable[Change], files: Mapping[str, str]) -> Iterator[Finding]:
    alike: dict[tuple[str, str], list[Scope]] = defaultdict(list)
    for change in changes:
        alike[change.scope.alid, _words(change)].append(change.scope)
    for (alid, words), scopes in sorted(alike.items()):
        where = ", ".join(f"{scope.territory} {scope.business_line}" for scope in sorted(scopes))
        file = files.get(alid, "")
        yield codes.NO_WORD.at(
            Place(file) if file else None,
            f"the catalog cannot say all that is live of {alid} in {where}: the first plan would change {words}",
            "look at the plan before the first apply, correct live, or write `manage: observe`",
        )


def _words(change: Change) -> str:
    fields = [f"{one.path} from `{_shown(one.before)}` to `{_shown(one.after)}`" for one in change.fields]
    more = f", and {len(fields) - _SHOWN:,} more" if len(fields) > _SHOWN else ""
    return ", ".join(fields[:_SHOWN]) + more


def _shown(value: object) -> str:
    return "nothing" if value is None else ", ".join(value) if isinstance(value, tuple) else str(value)
