"""The YAML to add for scopes that have left the catalog without a word, so that what shall become of them is said."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pvsync.catalog.editing.scalar_text import scalar_text
from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import SourceFile
from pvsync.model.scope import Scope
from pvsync.model.titles import Series

_IDENTITY = (
    "kind",
    "work_type",
    "alid",
    "content_id",
    "alt_id",
    "title",
    "series",
    "number",
    "of",
    "type",
    "members",
)


def removed_entries(scopes: Iterable[Scope], indent: str = "") -> str:
    """The key `removed` with an entry for each scope, as it stands below the keys of their title."""
    entries = (
        f"{indent}  - {{territory: {scope.territory}, business_line: {scope.business_line}, as: withdrawn}}"
        for scope in sorted(set(scopes))
    )
    return "\n".join((f"{indent}removed:", *entries))


@dataclass(frozen=True, slots=True)
class Household:
    """Where a title stood.

    Args:
        head: ALID of its document: of the season where it is an episode.
        series: ALID of the series that the document names; empty where it names none.
    """

    head: str
    series: str = ""


def household(last: SourceFile, alid: str) -> Household:
    """Where a title stood in the last file that declared it; for itself, where the file does not say."""
    for data in _documents(last):
        if _declares(data, alid):
            return Household(str(data.get("alid") or alid), str(data.get("series") or ""))
    return Household(alid)


def farewell(last: SourceFile, left: Mapping[str, Iterable[Scope]]) -> str:
    """A whole document for titles whose own is gone: who they were, and that their scopes shall go.

    Args:
        last: The last file that declared them.
        left: What was declared and is not any more, by title: of one document, a season with its episodes.

    Returns:
        Lines of YAML; empty where the file does not say who the titles were.
    """
    for data in _documents(last):
        own = next((left[name] for name in left if name in (data.get("alid"), _box_set(data))), None)
        episodes = [each for each in _episodes(data) if each.get("alid") in left]
        if own is None and not episodes:
            continue
        lines = [*_keys(data, _IDENTITY, ""), "avails: []"]
        lines += [] if own is None else [removed_entries(own)]
        lines += ["episodes:"] if episodes else []
        for episode in episodes:
            first, *others = _keys(episode, _IDENTITY, "    ")
            entries = removed_entries(left[episode["alid"]], "    ")
            lines += [f"  - {first.strip()}", *others, "    avails: []", entries]
        return "\n".join(lines)
    return ""


def series_again(alid: str, series: Series) -> str:
    """The document of a series that is gone, which a season or a box set needs to say farewell."""
    content = [] if series.content_id == alid else [f"content_id: {series.content_id}"]
    title = f"title: {scalar_text(series.title, in_flow=False)}"
    return "\n".join(
        ("kind: series", f"alid: {alid}", *content, title, f"seasons: {series.season_count or 1}")
    )


def _documents(last: SourceFile) -> Iterator[dict[str, Any]]:
    yield from (raw.data for raw in read_documents(last)[0] if isinstance(raw.data, dict))


def _declares(data: dict[str, Any], alid: str) -> bool:
    return alid in (data.get("alid"), _box_set(data)) or any(
        episode.get("alid") == alid for episode in _episodes(data)
    )


def _box_set(data: dict[str, Any]) -> object:
    return data.get("series") if data.get("kind") == "bundle" else None


def _episodes(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    episodes = data.get("episodes")
    if isinstance(episodes, list):
        yield from (episode for episode in episodes if isinstance(episode, dict))


def _keys(data: dict[str, Any], names: tuple[str, ...], indent: str) -> Iterator[str]:
    for name in names:
        value = data.get(name)
        if isinstance(value, str):
            yield f"{indent}{name}: {scalar_text(value, in_flow=False)}"
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            yield f"{indent}{name}: [{', '.join(scalar_text(item, in_flow=True) for item in value)}]"
