"""Documents kept by the blob they were read from; the store given here keeps nothing."""

from typing import Protocol

from pvsync.catalog.documents import Document
from pvsync.catalog.shape import Declared
from pvsync.diagnostics import Finding

Parsed = tuple[list[Declared[Document]], list[Finding]]


class DocumentCache(Protocol):
    """A store of parsed files, keyed by git's object id and the file's name."""

    def get(self, blob: str, name: str) -> Parsed | None:
        """What a file said, None where it is not known."""

    def put(self, blob: str, name: str, parsed: Parsed) -> None:
        """Remember what a file says."""


class NoCache:
    """A cache that keeps nothing."""

    def get(self, blob: str, name: str) -> Parsed | None:  # noqa: ARG002 - the protocol's signature
        """Nothing is known."""
        return None

    def put(self, blob: str, name: str, parsed: Parsed) -> None:
        """Nothing is kept."""


class RecentFiles:
    """The last files read, so that planning a change does not parse its file twice.

    Args:
        size: Files kept; memory does not grow with the catalog.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: dict[tuple[str, str], Parsed] = {}

    def get(self, blob: str, name: str) -> Parsed | None:
        """What a file said, if it is among the last ones."""
        return self._kept.get((blob, name))

    def put(self, blob: str, name: str, parsed: Parsed) -> None:
        """Remember a file and forget the oldest."""
        self._kept[blob, name] = parsed
        if len(self._kept) > self._size:
            del self._kept[next(iter(self._kept))]
