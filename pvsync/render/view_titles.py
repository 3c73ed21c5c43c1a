"""A plan's changes by title, scope, transaction and field, with every value in words and no layout."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from pvsync.model.avail import Avail
from pvsync.model.plan import MARKS, Action, Cause, Change, FieldChange, Plan, Row, RowFate, Source
from pvsync.model.transaction import Transaction
from pvsync.model.window import WindowState, instant_text
from pvsync.model.zones import Zones
from pvsync.render.consequences import Subject
from pvsync.render.days import Edge, local_text
from pvsync.render.impact import LINE_WORDS, subjects_of
from pvsync.render.lanes import Lane, lanes_of
from pvsync.render.values import OfferView, Shown, item_text, offer_view, shown

CAUSES = {
    Cause.INTENT: "changed in git",
    Cause.DRIFT: "changed on Prime Video",
    Cause.BOTH: "changed in git and on Prime Video",
    Cause.DATED: "a date has come",
    Cause.BEHIND: "git here is older than what was applied",
}
"""Why a value differs, in words."""

_FATE_MARKS = {
    RowFate.ADDED: "+",
    RowFate.CHANGED: "~",
    RowFate.SAME: " ",
    RowFate.ENDED: ">",
    RowFate.OMITTED: "-",
    RowFate.KEPT: " ",
}
_STAYS = frozenset({RowFate.SAME, RowFate.KEPT})
_KINDS = {"movie": 0, "short": 0, "season": 0, "episode": 1}
_KIND_WORDS = {"series": "box set"}
_COMMIT = 9


@dataclass(frozen=True, slots=True)
class FieldView:
    """One value that changes.

    Args:
        name: Its key in the catalog.
        before: Live.
        after: As desired.
        items: For a list, each item that comes (`+fr-CA`) or goes (`-de-DE`).
        source: Where git says it and why it differs, in one phrase; empty where neither is known.
        cause: Why it differs.
        at: Where git says it, None where it does not.
    """

    name: str
    before: Shown
    after: Shown
    items: tuple[str, ...]
    source: str
    cause: Cause = Cause.UNKNOWN
    at: Source | None = None


@dataclass(frozen=True, slots=True)
class RowView:
    """One transaction of a changed scope.

    Args:
        mark: `+ ~ > -`.
        label: Its short name.
        fate: What becomes of it.
        offer: What it offers as desired; what it offers live where it leaves.
        ends: The last day that it is given, where it leaves and is sent once more.
        begun: Whether live has opened it already.
        fields: What changes in it.
        source: Where git says it.
        closes: Whether it leaves, or is given an end that has passed: customers lose it today, or never get it.
        cause: Why it differs, where all of it comes or goes.
        at: Where git says it, None where it does not.
        moved: The day its start moves to, where it leaves and could not keep it; else empty.
    """

    mark: str
    label: str
    fate: RowFate
    offer: OfferView
    ends: Shown | None
    begun: bool
    fields: tuple[FieldView, ...]
    source: str
    closes: bool = False
    cause: Cause = Cause.UNKNOWN
    at: Source | None = None
    moved: str = ""

    @property
    def ending(self) -> str:
        """How a transaction that has begun and is sent once more ends, in words."""
        words = f"last day {self.ends.text}" if self.ends else "ends now"
        return f"{words}, and its start moves to {self.moved}" if self.moved else words


@dataclass(frozen=True, slots=True)
class ScopeView:
    """One scope that changes.

    Args:
        mark: The action's mark.
        action: What happens.
        territory: Where.
        line: Business line in words.
        reason: Why the action is this one.
        fields: What changes about the title itself.
        rows: Its transactions that change.
        unchanged: How many stay as they are.
        twice: How it is written twice, one phrase; empty where it is written once.
        lanes: Its windows before and after, to be drawn.
        is_drift: Whether live alone was changed, and nothing in git.
    """

    mark: str
    action: Action
    territory: str
    line: str
    reason: str
    fields: tuple[FieldView, ...]
    rows: tuple[RowView, ...]
    unchanged: int
    twice: str = ""
    lanes: tuple[Lane, ...] = ()
    is_drift: bool = False


@dataclass(frozen=True, slots=True)
class TitleView:
    """One title with its scopes.

    Args:
        name: How it is called.
        about: Its kind and ALID.
        scopes: By territory, then business line.
    """

    name: str
    about: str
    scopes: tuple[ScopeView, ...]


def title_views(plan: Plan) -> tuple[TitleView, ...]:
    """Every title that changes: by name, each season followed by its episodes."""
    zones, subjects = Zones(overrides=plan.zones), subjects_of(plan)
    changes: dict[str, list[Change]] = {}
    for change in plan.changes:
        if change.action is not Action.KEEP:
            changes.setdefault(change.scope.alid, []).append(change)
    return tuple(
        TitleView(
            name=_name(subjects[alid]),
            about=f"{_KIND_WORDS.get(subjects[alid].kind, subjects[alid].kind)} {alid}",
            scopes=tuple(
                _scope(change, zones.zone(change.scope.territory), plan.as_of)
                for change in sorted(changes[alid], key=lambda one: one.scope)
            ),
        )
        for alid in sorted(changes, key=lambda alid: _order(subjects[alid]))
    )


def _order(subject: Subject) -> tuple[str, int, int, str, str]:
    family = subject.family or subject.name
    return (family, _KINDS.get(subject.kind, 0), subject.number or 0, subject.name, subject.alid)


def _name(subject: Subject) -> str:
    if not subject.family:
        return subject.name
    number = "" if subject.number is None else f", episode {subject.number}"
    return f"{subject.family}{number}: {subject.name}"


def _scope(change: Change, zone: tzinfo, as_of: datetime) -> ScopeView:
    stays = change.action is Action.FORGET
    rows = [row for row in change.rows if row.fate not in _STAYS and not stays]
    own = [field for field in change.fields if not field.path.startswith("transactions[")]
    both = change.before is not None and change.after is not None
    return ScopeView(
        mark=MARKS[change.action],
        action=change.action,
        territory=change.scope.territory,
        line=LINE_WORDS[change.scope.business_line],
        reason=change.reason,
        fields=tuple(_field(field.path, field, zone) for field in own if both or field.before is None),
        rows=tuple(view for row in rows for view in _row(change, row, zone, as_of)),
        unchanged=len(change.rows) - len(rows),
        twice="" if change.first is None else _twice(change.first, zone, as_of),
        lanes=lanes_of(change.before, change.before if stays else change.after, as_of, zone),
        is_drift={field.cause for field in change.fields} == {Cause.DRIFT},
    )


def _twice(first: Avail, zone: tzinfo, as_of: datetime) -> str:
    """A bundle that moves both ways with its members: what is sent before them, and that the rest follows."""
    rows = [row for row in first.transactions if not row.window.is_over(as_of)]
    periods = dict.fromkeys(offer_view(row, zone).period for row in rows)
    narrower = " and ".join(periods) or "not on sale"
    return f"written twice: first {narrower}, then, when its members are done, as below"


def _row(change: Change, row: Row, zone: tzinfo, as_of: datetime) -> Iterator[RowView]:
    leaves = row.fate in {RowFate.ENDED, RowFate.OMITTED}
    before, after = _transaction(change.before, row.before), _transaction(change.after, row.after)
    offered = before if leaves else after
    if offered is None:
        return
    path = f"transactions[{row.label}]"
    fields = [field for field in change.fields if field.path.startswith(f"{path}.")]
    whole = [field for field in change.fields if field.path == path] or (fields if leaves else [])
    yield RowView(
        mark=_FATE_MARKS[row.fate],
        label=row.label,
        fate=row.fate,
        offer=offer_view(offered, zone),
        ends=_end(after, zone) if leaves and after is not None else None,
        begun=offered.window.state(as_of) is not WindowState.FUTURE,
        fields=() if leaves else tuple(_field(field.path[len(path) + 1 :], field, zone) for field in fields),
        source=_source(whole[0], silent=Cause.INTENT) if whole else "",
        closes=leaves or _closes(before, after, as_of),
        cause=whole[0].cause if whole else Cause.UNKNOWN,
        at=whole[0].source if whole else None,
        moved=_moved(before, after, zone) if leaves else "",
    )


def _moved(before: Transaction | None, after: Transaction | None, zone: tzinfo) -> str:
    """The day that the start of a transaction which leaves moves to; empty where it stays."""
    if before is None or after is None or after.window.start in (None, before.window.start):
        return ""
    return local_text(after.window.start, zone, Edge.START)


def _closes(before: Transaction | None, after: Transaction | None, as_of: datetime) -> bool:
    """Whether a transaction that stays in git is over once it is sent, and was not before."""
    if before is None or after is None:
        return False
    return after.window.is_over(as_of) and not before.window.is_over(as_of)


def _transaction(avail: Avail | None, index: int | None) -> Transaction | None:
    return None if avail is None or index is None else avail.transactions[index]


def _end(transaction: Transaction, zone: tzinfo) -> Shown | None:
    end = transaction.window.end
    return None if end is None else Shown(local_text(end, zone, Edge.END), instant_text(end))


def _field(name: str, field: FieldChange, zone: tzinfo) -> FieldView:
    return FieldView(
        name=name,
        before=shown(name, field.before, zone),
        after=shown(name, field.after, zone),
        items=_items(name, field),
        source=_source(field),
        cause=field.cause,
        at=field.source,
    )


def _items(name: str, field: FieldChange) -> tuple[str, ...]:
    was = field.before if isinstance(field.before, tuple) else ()
    becomes = field.after if isinstance(field.after, tuple) else ()
    added = tuple(f"+{item_text(name, item)}" for item in becomes if item not in was)
    return added + tuple(f"-{item_text(name, item)}" for item in was if item not in becomes)


def _source(field: FieldChange, *, silent: Cause = Cause.UNKNOWN) -> str:
    parts = [_place(field.source)] if field.source else []
    parts += [CAUSES[field.cause]] if field.cause not in {silent, Cause.UNKNOWN} else []
    text = ", ".join(parts)
    return f"{text} (assumed place)".lstrip() if field.assumed else text


def _place(source: Source) -> str:
    place = f"{source.file}:{source.line}"
    place += " (since removed)" if source.removed else ""
    if source.commit is None:
        return place
    author = f" by {source.author}" if source.author else ""
    return f"{place}, commit {source.commit[:_COMMIT]}{author}"
