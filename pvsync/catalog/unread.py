"""What the catalog could not read whole, so that nothing is concluded of what belongs to it."""

from collections.abc import Iterable
from typing import Any

from pvsync.catalog.raw import RawDocument

_ALONE = frozenset({"movie", "supplemental", "rights", "bundle", "collection"})
"""Kinds of documents that belong to no series."""


class Unread:
    """Names of titles of which something could not be read; where a name is not known, it may be any."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._may_be_any = False

    def anything(self) -> None:
        """Something that cannot be read does not even say to what it belongs."""
        self._may_be_any = True

    def add(self, names: Iterable[str]) -> None:
        """Remember titles, or the series that they belong to."""
        self._names.update(names)

    def add_document(self, raw: RawDocument, series: Iterable[str]) -> None:
        """Remember what a document of a wrong shape belongs to.

        Args:
            raw: The document.
            series: The series that there are.
        """
        data = raw.data
        if not isinstance(data, dict):
            self.anything()
            return
        kind, alid, of_series = (_word(data.get(key)) for key in ("kind", "alid", "series"))
        if kind == "rights":
            return
        if kind == "bundle":
            self.add((of_series,) if of_series else ())
            return
        belongs = kind in _ALONE or kind == "series" or of_series in series
        if not alid or not belongs:
            self.anything()
        self.add(name for name in (alid, of_series) if name)

    def names(self, alid: str) -> bool:
        """Whether something of just this title could not be read."""
        return alid in self._names

    def hides(self, *names: str) -> bool:
        """Whether a title, or what belongs to it, may be among what could not be read."""
        return self._may_be_any or not self._names.isdisjoint(names)


def _word(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
