"""`--only` and `--exclude`: which scopes a command looks at."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from pvsync.catalog.scalars import nearest
from pvsync.catalog.territories import COMMON_SLIPS
from pvsync.errors import UsageError
from pvsync.model.licence import BusinessLine, License, WorkType
from pvsync.model.scope import Scope
from pvsync.model.zones import EASTERN_MOST

_KEYS = ("alid", "kind", "territory", "line")
_CLOSED: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(WorkType),
    "territory": tuple(EASTERN_MOST),
    "line": tuple(BusinessLine),
}
"""Every value that the keys of closed lists can have."""

_SLIPS: Mapping[str, Mapping[str, str]] = {
    "kind": {
        "FILM": "movie",
        "FEATURE": "movie",
        "BUNDLE": "series",
        "BOX SET": "series",
        "BOXSET": "series",
    },
    "territory": COMMON_SLIPS,
    "line": {
        **dict.fromkeys((License.EST, License.VOD, License.POEST), "TVOD"),
        License.SVOD: "PRIME_SUBSCRIPTION` or `line=CHANNELS",
        "PRIME": "PRIME_SUBSCRIPTION",
        "CHANNEL": "CHANNELS",
        "AVOD": "FVOD",
    },
}
"""What people write, and what they mean by it."""

_NAMED = 8
_NAMES = {"kind": "kind of title", "territory": "territory", "line": "business line"}


@dataclass(frozen=True, slots=True)
class Selection:
    """Patterns on scopes. Of one key, any may match; of different keys, all must.

    Args:
        only: (key, glob) pairs to keep; everything where there are none.
        exclude: (key, glob) pairs to leave out.
        scopes: Exactly these scopes, None for whatever the patterns say.
    """

    only: tuple[tuple[str, str], ...] = ()
    exclude: tuple[tuple[str, str], ...] = ()
    scopes: frozenset[Scope] | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not self.only and not self.exclude and self.scopes is None

    @property
    def words(self) -> tuple[str, ...]:
        """The patterns as a person typed them."""
        return (
            *(f"--only {key}={glob}" for key, glob in self.only),
            *(f"--exclude {key}={glob}" for key, glob in self.exclude),
            *(str(scope) for scope in sorted(self.scopes or ())),
        )

    def takes(self, scope: Scope, kind: str) -> bool:
        """Whether a scope of a title of this kind is looked at."""
        if self.scopes is not None and scope not in self.scopes:
            return False
        values = {
            "alid": scope.alid,
            "kind": kind,
            "territory": scope.territory,
            "line": str(scope.business_line),
        }
        asked = {key for key, _ in self.only}
        wanted = all(
            any(fnmatchcase(values[key], glob) for name, glob in self.only if name == key) for key in asked
        )
        return wanted and not any(fnmatchcase(values[key], glob) for key, glob in self.exclude)


def selection(only: list[str], exclude: list[str]) -> Selection:
    """A selection from the patterns of the command line.

    Raises:
        UsageError: If a pattern names an unknown key or nothing.
    """
    return Selection(tuple(_pattern(text) for text in only), tuple(_pattern(text) for text in exclude))


@dataclass(slots=True)
class Matches:
    """What a selection finds: one that finds nothing is a mistake, and no answer about nothing is given.

    Args:
        selection: The selection.
    """

    selection: Selection
    _found: bool = False
    _alids: dict[str, None] = field(default_factory=dict)
    _others: dict[str, Counter[str]] = field(
        default_factory=lambda: {key: Counter() for key in ("kind", "territory", "line")}
    )

    def takes(self, scope: Scope, kind: str) -> bool:
        """Whether a scope is looked at; every scope that there is must be asked for."""
        if self.selection.takes(scope, kind):
            self._found = True
            return True
        if not self._found:
            self._alids[scope.alid] = None
            for key, value in (
                ("kind", kind),
                ("territory", scope.territory),
                ("line", str(scope.business_line)),
            ):
                self._others[key][value] += 1
        return False

    def add(self, known: Iterable[tuple[Scope, str]]) -> None:
        """Scopes that there are, with the kind of their titles."""
        for scope, kind in known:
            self.takes(scope, kind)

    def require(self, what: str = "the catalog") -> None:
        """See that the selection has found something.

        Raises:
            UsageError: If it has found nothing; where there was nothing to find, nobody's pattern is wrong.
        """
        if self._found or self.selection.is_all or self.selection.scopes is not None or not self._alids:
            return
        raise UsageError(
            f"nothing in {what} matches {' '.join(self.selection.words)}, so nothing was looked at",
            advice=self._advice(),
        )

    def _advice(self) -> str:
        for key, glob in self.selection.only:
            if key == "alid" and not any(fnmatchcase(alid, glob) for alid in self._alids):
                near = nearest(glob.strip("*"), self._alids)
                return f"did you mean `{near}`?" if near else f"there is: {_first(list(self._alids))}"
        for key, glob in self.selection.only:
            if key != "alid" and not any(fnmatchcase(value, glob) for value in self._others[key]):
                values = [value for value, _ in self._others[key].most_common() if value]
                return f"there is {key}: {_first(values)}"
        return "each pattern matches something and no scope matches all of them: leave one out"


def require_territory(name: str, groups: Collection[str]) -> None:
    """See that a name that a person typed is a territory or a group of territories.

    Raises:
        UsageError: If it is neither.
    """
    if name in EASTERN_MOST or name in groups:
        return
    meant = COMMON_SLIPS.get(name.upper()) or nearest(name, [*EASTERN_MOST, *groups])
    raise UsageError(
        f"`{name}` is not a territory",
        advice=f"did you mean `{meant}`?"
        if meant
        else "write two letters of ISO 3166, such as `US`, or a group",
    )


def _first(values: list[str]) -> str:
    more = f" and {len(values) - _NAMED:,} more" if len(values) > _NAMED else ""
    return ", ".join(f"`{value}`" for value in values[:_NAMED]) + more


def _pattern(text: str) -> tuple[str, str]:
    key, equals, glob = text.partition("=")
    if not equals:
        key, glob = "alid", text
    if key not in _KEYS or not glob:
        raise UsageError(
            f"`{text}` is not a pattern for scopes",
            advice="write an ALID glob `ASB-*`, or `kind=episode`, `territory=CA`, `line=TVOD`",
        )
    closed = _CLOSED.get(key)
    if closed is not None and not any(fnmatchcase(value, glob) for value in closed):
        meant = _SLIPS[key].get(glob.upper()) or nearest(glob, closed)
        known = "two letters of ISO 3166, such as `US`" if key == "territory" else _first(list(closed))
        hint = f"did you mean `{key}={meant}`?" if meant else f"{key} is one of: {known}"
        raise UsageError(f"`{text}` can match nothing: there is no {_NAMES[key]} `{glob}`", advice=hint)
    return key, glob
