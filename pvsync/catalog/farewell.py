"""The YAML to add for scopes that have left the catalog without a word, so that what shall become of them is said."""

from collections.abc import Iterable, Iterator
from typing import Any

from pvsync.catalog.editing.scalar_text import scalar_text
from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import SourceFile
from pvsync.model.scope import Scope

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
_SEASON = frozenset({"kind", "alid", "title", "series", "number"})


def removed_entries(scopes: Iterable[Scope], indent: str = "") -> str:
    """The key `removed` with an entry for each scope, as it stands below the keys of their title."""
    entries = (
        f"{indent}  - {{territory: {scope.territory}, business_line: {scope.business_line}, as: withdrawn}}"
        for scope in sorted(set(scopes))
    )
    return "\n".join((f"{indent}removed:", *entries))


def farewell(last: SourceFile, alid: str, scopes: Iterable[Scope]) -> str:
    """A whole document for a title whose own is gone: who it was, and that its scopes shall go.

    Args:
        last: The last file that declared it.
        alid: The title; an episode comes within its season.
        scopes: What was declared and is not any more.

    Returns:
        Lines of YAML; empty where the file does not say who the title was.
    """
    for raw in read_documents(last)[0]:
        if not isinstance(raw.data, dict):
            continue
        if alid in (raw.data.get("alid"), _box_set(raw.data)):
            return "\n".join((*_keys(raw.data, _IDENTITY, ""), "avails: []", removed_entries(scopes)))
        for episode in _episodes(raw.data):
            if episode.get("alid") == alid:
                season = _keys(raw.data, tuple(key for key in _IDENTITY if key in _SEASON), "")
                own = list(_keys(episode, _IDENTITY, "    "))
                own[0] = f"  - {own[0].strip()}"
                return "\n".join(
                    (
                        *season,
                        "avails: []",
                        "episodes:",
                        *own,
                        "    avails: []",
                        removed_entries(scopes, "    "),
                    )
                )
    return ""


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
