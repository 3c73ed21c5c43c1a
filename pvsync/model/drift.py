"""Drift: what differs between live and git, by whether somebody changed it, git waits for an apply, or it is known."""

from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from pvsync.model.plan import Cause, Change, Source
from pvsync.model.scope import Scope
from pvsync.model.standing import ExtraChange


@dataclass(frozen=True, slots=True)
class KnownDrift:
    """A difference between live and git that somebody expects: the key `drift_known`.

    Args:
        until: The day of the territory from which on it is drift like any other.
        reason: Why live differs.
        owner: Who brings it to an end.
        titles: Globs of ALIDs.
        territories: Where; everywhere where empty.
        business_line: In which line; in all where empty.
        what: Keys of the catalog that may differ; everything where empty.
    """

    until: date
    reason: str
    owner: str
    titles: tuple[str, ...]
    territories: frozenset[str] = frozenset()
    business_line: str = ""
    what: frozenset[str] = frozenset()

    def covers(self, scope: Scope) -> bool:
        """Whether it speaks of a scope."""
        return (
            any(fnmatchcase(scope.alid, glob) for glob in self.titles)
            and (not self.territories or scope.territory in self.territories)
            and self.business_line in {"", str(scope.business_line)}
        )

    def names(self, key: str) -> bool:
        """Whether it speaks of a key: `languages` stands for `languages.asset` too."""
        return not self.what or key in self.what or key.partition(".")[0] in self.what


@dataclass(frozen=True, slots=True)
class Drift:
    """The changes of an observed plan, parted.

    Args:
        by_hand: What nobody asked for in git, and what no receipt can tell; a field is in one group only.
        waiting: What git says and no apply has sent yet.
        known: What somebody has said to expect until a day, with the entry that says so.
        expired: Entries that name a value of `by_hand` and whose day has come.
        extra: What was changed by hand under names that nobody knows; git cannot say it, so nothing is sent for it.
    """

    by_hand: tuple[Change, ...] = ()
    waiting: tuple[Change, ...] = ()
    known: tuple[tuple[Change, KnownDrift], ...] = ()
    expired: tuple[KnownDrift, ...] = ()
    extra: tuple[ExtraChange, ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether somebody changed something by hand."""
        return bool(self.by_hand or self.extra)

    @property
    def untold(self) -> int:
        """Scopes of `by_hand` that no receipt speaks of: who changed them is not known."""
        return sum(all(item.cause is Cause.UNKNOWN for item in change.fields) for change in self.by_hand)

    @property
    def waits_since(self) -> Source | None:
        """The oldest line of git that waits for an apply, None where git cannot tell."""
        sources = [item.source for change in self.waiting for item in change.fields if item.source]
        dated = [one for one in sources if one.commit is not None and one.at is not None]
        return min(dated, key=lambda one: (str(one.at), one.commit), default=None)


def key_of(path: str) -> str:
    """The key of a value in the catalog: `srp` of `transactions[EST HD].srp`; `avails` of a whole transaction."""
    if not path.startswith("transactions["):
        return path
    return path.partition("]")[2].removeprefix(".") or "avails"
