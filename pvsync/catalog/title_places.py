"""Where the values of one title stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pvsync.catalog.expand import Expanded
from pvsync.catalog.positions import Path
from pvsync.catalog.raw import RawDocument
from pvsync.diagnostics import Place
from pvsync.model.scope import Scope

_NAMES = ("alid", "series")
"""The keys that name a title: a box set has its series' ALID and no other."""


@dataclass(frozen=True, slots=True)
class TitlePlaces:
    """Where the values of one title stand.

    Args:
        raw: The document that declares it.
        path: Path of the title within the document.
        rows: Its transactions by scope.
        series: The series it belongs to, None for a movie.
        own: Places of values that other documents give.
    """

    raw: RawDocument
    path: Path
    rows: dict[Scope, list[Expanded]]
    series: RawDocument | None = None
    own: Mapping[str, Place] = field(default_factory=dict)

    def title(self, path: str) -> Place:
        """Where a value of the title stands; the title itself where nothing gives it."""
        if path in self.own:
            return self.own[path]
        owner, _, key = path.rpartition(".")
        if owner == "series" and self.series is not None:
            return self.series.place((key,))
        base: Path = () if owner == "season" else self.path
        data = self.raw.data
        for step in base:
            data = data[step]
        found = next(name for name in (key, *_NAMES) if name in data)
        return self.raw.place((*base, found))

    def transaction(self, scope: Scope, row: int, path: str) -> Place:
        """Where a value of a transaction stands."""
        return self.rows[scope][row].place(path)
