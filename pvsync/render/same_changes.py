"""A plan's scopes told in few words: what leaves, title by title, and what else changes, equal changes once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from pvsync.model.plan import Action, RowFate
from pvsync.render.values import NOT_SET
from pvsync.render.view_titles import FieldView, RowView, ScopeView, TitleView

_WORDS = {"start": "start date", "end": "end date", "srp": "retail price", "wsp": "wholesale price"}
_TAKEN = frozenset({Action.WITHDRAW, Action.DELETE})


@dataclass(frozen=True, slots=True)
class Spot:
    """One scope of one title, as a list names it.

    Args:
        title: The title's name.
        alid: Its id.
        territory: Where.
        line: Business line in words.
        source: Where git says the first of its changes; empty where it does not.
    """

    title: str
    alid: str
    territory: str
    line: str
    source: str


@dataclass(frozen=True, slots=True)
class SameChange:
    """What happens in the same words to several scopes.

    Args:
        mark: The action's mark.
        action: What happens.
        phrases: Each difference, in a few words.
        spots: To which scopes.
    """

    mark: str
    action: Action
    phrases: tuple[str, ...]
    spots: tuple[Spot, ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """The names of its titles, each once."""
        return tuple({spot.alid: spot.title for spot in self.spots}.values())


@dataclass(frozen=True, slots=True)
class Told:
    """Every scope of a plan, once.

    Args:
        removals: Of each title, the scopes in which customers lose something; same treatment together.
        others: All other scopes; those with equal changes together, the most first.
    """

    removals: tuple[tuple[SameChange, ...], ...]
    others: tuple[SameChange, ...]


def told(titles: tuple[TitleView, ...]) -> Told:
    """Removals by title, everything else by what changes."""
    removals, others = [], []
    for title in titles:
        spots = [(scope, _spot(title, scope)) for scope in title.scopes]
        leaving = _alike([one for one in spots if takes_away(one[0])])
        removals += [leaving] if leaving else []
        others += [one for one in spots if not takes_away(one[0])]
    return Told(tuple(removals), tuple(sorted(_alike(others), key=lambda one: -len(one.spots))))


def takes_away(scope: ScopeView) -> bool:
    """Whether customers lose something: all of the scope, or a transaction of it."""
    return scope.action in _TAKEN or any(row.closes for row in scope.rows)


def phrases_of(scope: ScopeView) -> tuple[str, ...]:
    """Each difference of a scope in a few words; the same one in several formats is said once."""
    if scope.action is Action.FORGET:
        return ("stays on Prime Video as it is, and is managed here no longer",)
    found = [_field(field) for field in scope.fields]
    for row in scope.rows:
        found += _row(row)
    found += [scope.twice] if scope.twice else []
    return tuple(dict.fromkeys(found)) or (scope.reason or str(scope.action),)


def _alike(spots: list[tuple[ScopeView, Spot]]) -> tuple[SameChange, ...]:
    groups: dict[tuple[str, Action, tuple[str, ...]], list[Spot]] = {}
    for scope, spot in spots:
        groups.setdefault((scope.mark, scope.action, phrases_of(scope)), []).append(spot)
    return tuple(SameChange(*key, tuple(found)) for key, found in groups.items())


def _spot(title: TitleView, scope: ScopeView) -> Spot:
    _, _, alid = title.about.rpartition(" ")
    fields = [*scope.fields, *(field for row in scope.rows for field in row.fields)]
    sources = [row.source for row in scope.rows if row.source]
    sources = [field.source for field in fields if field.source] + sources
    return Spot(title.name, alid, scope.territory, scope.line, sources[0] if sources else "")


def _row(row: RowView) -> Iterator[str]:
    match row.fate:
        case RowFate.CHANGED | RowFate.SAME | RowFate.KEPT:
            # What only changes may be said of several formats at once; what leaves is named.
            label = f"{row.label}: " if row.closes else ""
            yield from (f"{label}{_field(field)}" for field in row.fields)
        case RowFate.ADDED:
            price = f", {row.offer.price}" if row.offer.price else ""
            yield f"{row.label} comes, {row.offer.period}{price}"
        case RowFate.ENDED:
            yield f"{row.label} {row.ending}" if row.begun else _never(row)
        case RowFate.OMITTED:
            yield f"{row.label} is removed, live it runs {row.offer.period}"
        case _:
            assert_never(row.fate)


def _never(row: RowView) -> str:
    return f"{row.label} never opens, live it runs {row.offer.period}"


def _field(field: FieldView) -> str:
    name = _WORDS.get(field.name, field.name)
    if field.items:
        return f"{name} {', '.join(field.items)}"
    if field.before.text == NOT_SET:
        return f"{name} set to {field.after.text}"
    if field.after.text == NOT_SET:
        return f"{name} {field.before.text} removed"
    return f"{name} {field.before.text} to {field.after.text}"
