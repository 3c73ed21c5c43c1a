"""What an import asks for: ids by territories by business lines, without those that the catalog has already."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pvsync.catalog.raw import RawDocument
from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import SourceFile
from pvsync.catalog.territories import expand_name, unknown_territory
from pvsync.errors import UsageError
from pvsync.formats.live.declared import DeclaredSeries
from pvsync.model.licence import BusinessLine
from pvsync.model.listed import ListedId
from pvsync.model.scope import Scope
from pvsync.workflows.project import Project
from pvsync.workflows.request import Request

_OFFERED = frozenset({"movie", "season", "supplemental", "collection"})


@dataclass(slots=True)
class Standing:
    """What the files that are there declare, whether or not anything is wrong with them.

    Args:
        files: The files.
        offered: File by ALID of what may be offered there.
        series: ALIDs of series, by ALID and metadata id.
        seasons: ALIDs and files of seasons, by ALID and metadata id.
        complete: How many seasons of a series say that they are complete, by the ALID of the series.
        territories: Names of territories and groups that they use.
    """

    files: list[SourceFile] = field(default_factory=list)
    offered: dict[str, str] = field(default_factory=dict)
    series: dict[str, str] = field(default_factory=dict)
    seasons: dict[str, tuple[str, str]] = field(default_factory=dict)
    complete: Counter[str] = field(default_factory=Counter)
    territories: set[str] = field(default_factory=set)

    @property
    def declared(self) -> DeclaredSeries:
        """The series and seasons."""
        return DeclaredSeries(self.series, self.seasons, self.complete)


def standing_of(project: Project) -> Standing:
    """What the catalog has already; nothing where its folder is not there yet."""
    found = Standing()
    if not (project.root / project.config.catalog).exists():
        return found
    for source in project.sources():
        if isinstance(source, SourceFile):
            found.files.append(source)
            for raw in read_documents(source)[0]:
                _take(found, raw)
    return found


@dataclass(frozen=True, slots=True)
class Anywhere:
    """Where to look.

    Args:
        territories: Names of territories and groups; none for all that the catalog and its configuration name.
        lines: Business lines.
    """

    territories: tuple[str, ...] = ()
    lines: tuple[BusinessLine, ...] = tuple(BusinessLine)


def asked_scopes(
    ids: Iterable[ListedId],
    standing: Standing,
    territories: Sequence[str],
    lines: Sequence[BusinessLine],
) -> list[Scope]:
    """Every scope to ask for, sorted; none of a title that the catalog has.

    Args:
        ids: The list.
        standing: The catalog.
        territories: Where to look for ids whose line names no territory.
        lines: The business lines.
    """
    found = {
        Scope(one.alid, territory, line)
        for one in ids
        if one.alid not in standing.offered
        for territory in one.territories or territories
        for line in lines
        if one.business_line in (None, line)
    }
    return sorted(found)


def territories_of(
    project: Project, standing: Standing, request: Request, named: Sequence[str]
) -> tuple[str, ...]:
    """The territories that are looked in.

    Args:
        project: Its configuration has groups of territories.
        standing: The catalog, which names territories too.
        request: The instant.
        named: What the command line says, names of groups included; where it says nothing, all of the above count.

    Raises:
        UsageError: If a name is not one of a territory.
    """
    settings = project.config.catalog_settings(request.as_of)
    found: set[str] = set()
    for name in named:
        territories = expand_name(name, settings)
        if not territories:
            message, hint = unknown_territory(name, settings)
            raise UsageError(message, advice=hint)
        found.update(territories)
    if not named:
        known = (*standing.territories, *project.config.groups)
        found = {territory for name in known for territory in expand_name(name, settings)}
    return tuple(sorted(found))


def refuse_nowhere(ids: Iterable[ListedId], territories: Sequence[str]) -> None:
    """Refuse ids that would be looked for in no territory.

    Raises:
        UsageError: If there are any.
    """
    if not territories and any(not one.territories for one in ids):
        raise UsageError(
            "it is not known in which territories to look: neither the catalog nor `territory_groups` in pvsync.yaml names any",
            advice="name them: `--territories US CA`; there is no way to ask Prime Video where a title is live",
        )


def _take(found: Standing, raw: RawDocument) -> None:
    data = raw.data
    if not isinstance(data, dict):
        return
    alid, kind = text(data, "alid"), data.get("kind")
    ids = [one for one in (alid, text(data, "content_id")) if one]
    if kind in _OFFERED and alid:
        found.offered.setdefault(alid, raw.file)
    if kind == "bundle" and (series := text(data, "series")):
        found.offered.setdefault(series, raw.file)
    if kind == "series" and alid:
        found.series.update(dict.fromkeys(ids, alid))
    if kind == "season" and alid:
        found.seasons.update(dict.fromkeys(ids, (alid, raw.file)))
        found.complete[text(data, "series")] += text(data, "complete") not in {"", "false"}
        listed = data.get("episodes")
        for episode in listed if isinstance(listed, list) else ():
            if isinstance(episode, dict) and (own := text(episode, "alid")):
                found.offered.setdefault(own, raw.file)
    found.territories.update(_territories(data))


def _territories(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        listed = data.get("territories")
        yield from (name for name in listed if isinstance(name, str)) if isinstance(listed, list) else ()
        for value in data.values():
            yield from _territories(value)
    elif isinstance(data, list):
        for value in data:
            yield from _territories(value)


def text(data: Any, key: str) -> str:
    """What a document says below a key, whatever it is: empty where that is no text."""
    value = data.get(key) if isinstance(data, dict) else None
    return value.strip() if isinstance(value, str) else ""
