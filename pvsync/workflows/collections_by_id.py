"""Documents of collections, found by the ids that other people's files have for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pvsync.catalog.raw import RawDocument
from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import SourceFile, read_file
from pvsync.diagnostics import Finding
from pvsync.workflows.project import Project

_KEYS = ("alid", "content_id")


@dataclass(frozen=True, slots=True)
class FoundCollection:
    """A collection's document, as it is now.

    Args:
        source: Its file.
        raw: The document.
    """

    source: SourceFile
    raw: RawDocument

    @property
    def content_id(self) -> str:
        """The content id; the ALID unless stated."""
        return _said(self.raw.data, "content_id") or _said(self.raw.data, "alid")


class CollectionsById:
    """All collections of a catalog, found once; a document is read anew each time, since an import changes it."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._places: dict[str, tuple[str, int]] = {}
        for source in project.sources():
            if isinstance(source, SourceFile):
                for raw in read_documents(source)[0]:
                    self._know(source.name, raw)

    def find(self, ids: Iterable[str]) -> FoundCollection | None:
        """The collection with the first id that one has, None where none has any."""
        place = next((self._places[name] for name in ids if name in self._places), None)
        if place is None:
            return None
        file, number = place
        source = read_file(self._project.root, file)
        if isinstance(source, Finding):
            return None  # it went away meanwhile
        raws = (raw for raw in read_documents(source)[0] if raw.index == number)
        return next((FoundCollection(source, raw) for raw in raws), None)

    def _know(self, file: str, raw: RawDocument) -> None:
        if isinstance(raw.data, dict) and raw.data.get("kind") == "collection":
            for key in _KEYS:
                name = _said(raw.data, key)
                if name:
                    self._places.setdefault(name, (file, raw.index))


def _said(data: Any, key: str) -> str:
    value = data.get(key, "")
    return value.strip() if isinstance(value, str) else ""
