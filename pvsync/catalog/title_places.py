"""Where the values of one title stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pvsync.catalog.expand import Expanded
from pvsync.catalog.positions import Path
from pvsync.catalog.raw import RawDocument
from pvsync.diagnostics import Place
from pvsync.model.made_often import made_often
from pvsync.model.scope import Scope

_NAMES = ("alid", "series")
"""The keys that name a title: a box set has its series' ALID and no other."""


@made_often
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
        if owner == "members":
            return self._member(int(key))
        first, *rest = path.split(".")
        if rest and isinstance(self._declared().get(first), dict | list):
            return self._nested((first, *rest))
        base: Path = () if owner == "season" else self.path
        data = self.raw.data
        for step in base:
            data = data[step]
        found = next(name for name in (key, *_NAMES) if name in data)
        return self.raw.place((*base, found))

    def _member(self, number: int) -> Place:
        members = self.raw.data["members"]
        own = list(dict.fromkeys(members))[number]
        return self.raw.place((*self.path, "members", members.index(own)))

    def _declared(self) -> Any:
        """The group of keys that declares the title."""
        data = self.raw.data
        for step in self.path:
            data = data[step]
        return data

    def _nested(self, steps: Sequence[str]) -> Place:
        """A value inside a group or list; of what is no single value, or not written, the nearest key."""
        value, found = self._declared(), list[str | int]()
        for step in steps:
            at = int(step) if isinstance(value, list) else step
            inside = _inside(value, at)
            if inside is None:
                break
            value = inside
            found.append(at)
        if not isinstance(value, dict | list):
            return self.raw.place((*self.path, *found))
        if isinstance(found[-1], int) and isinstance(value, dict) and value:
            found.append(next(iter(value)))
        while isinstance(found[-1], int):
            found.pop()
        return self.raw.key_place((*self.path, *found))

    def transaction(self, scope: Scope, row: int, path: str) -> Place:
        """Where a value of a transaction stands."""
        return self.rows[scope][row].place(path)


def _inside(value: Any, step: str | int) -> Any:
    if isinstance(value, list):
        return value[step] if isinstance(step, int) and step < len(value) else None
    return value.get(step) if isinstance(value, dict) else None
