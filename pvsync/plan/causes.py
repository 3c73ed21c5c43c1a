"""Why each value of a change differs: three-way, against what git said when the scope was last accepted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pvsync.model.avail import Avail
from pvsync.model.normal import Table, Value, title_table, transaction_table
from pvsync.model.plan import Action, Cause, Change, FieldChange, Row, RowFate
from pvsync.model.transaction import Transaction
from pvsync.plan.compare import in_short
from pvsync.plan.pairing import pair

_SAID_BY_GIT = frozenset({Action.WITHDRAW, Action.DELETE, Action.FORGET})
_REASONS = {
    Cause.INTENT: "changed in git",
    Cause.DRIFT: "changed on Prime Video, not in git",
    Cause.BOTH: "changed in git and on Prime Video",
    Cause.DATED: "a date has come",
}
_IN_ROW = re.compile(r"transactions\[(?P<label>[^\]]*)\](?:\.(?P<path>.+))?")


@dataclass(frozen=True, slots=True)
class Base:
    """What git said when a scope was last accepted.

    Args:
        then: What was declared by the commit that was applied, at the as-of date of its receipt; None for nothing.
        undated: What is declared now if no time had passed since; None for nothing.
    """

    then: Avail | None
    undated: Avail | None


def with_causes(change: Change, base: Base | None, at: datetime, *, is_hidden: bool = False) -> Change:
    """The change with the cause of each of its values; `unknown` where there is no receipt to compare with.

    Args:
        change: The change.
        base: What git said before, None where nobody knows.
        at: The instant of the plan.
        is_hidden: Whether live does not show yet what was last sent: then nobody has changed it.
    """
    if change.action in _SAID_BY_GIT:
        # What had gone already when it was last accepted, and is open again, nobody opened in git.
        reopened = base is not None and base.then is None and not is_hidden
        cause = Cause.DRIFT if reopened else Cause.INTENT
        said = tuple(replace(item, cause=cause) for item in change.fields)
        return replace(change, fields=said)
    if base is None:
        return change
    look = _Look(change, base, at, is_hidden=is_hidden)
    caused = replace(change, fields=tuple(replace(item, cause=look.cause(item)) for item in change.fields))
    return replace(caused, reason=_reason(caused))


def _reason(change: Change) -> str:
    """Why the whole scope is changed, where all of its values say the same."""
    found = causes_of(change)
    if change.action is not Action.REPLACE or len(found) != 1:
        return change.reason
    return _REASONS.get(next(iter(found)), change.reason)


def causes_of(change: Change) -> frozenset[Cause]:
    """Every cause that the values of a change have."""
    return frozenset(item.cause for item in change.fields)


@dataclass(frozen=True, slots=True)
class _Side:
    """One state of the scope beside the change: its title's values, and the row that goes with each row of the change."""

    title: Table
    rows: Sequence[Transaction]
    by_after: dict[int, int]
    by_before: dict[int, int]

    def row(self, row: Row) -> Table | None:
        index = self.by_after.get(row.after) if row.after is not None else None
        if index is None and row.before is not None:
            index = self.by_before.get(row.before)
        return None if index is None else transaction_table(self.rows[index])


class _Look:
    def __init__(self, change: Change, base: Base, at: datetime, *, is_hidden: bool) -> None:
        self._change = change
        self._is_hidden = is_hidden
        self._at = at
        self._rows = {row.label: row for row in change.rows}
        self._then = self._side(base.then, at)
        self._undated = self._side(base.undated, at)

    def cause(self, item: FieldChange) -> Cause:
        """The cause of one value."""
        match = _IN_ROW.fullmatch(item.path)
        if match is None:
            path = item.path
            return self._verdict(
                item.before, item.after, self._then.title.get(path), self._undated.title.get(path)
            )
        row = self._rows.get(match["label"])
        if row is None:
            return Cause.UNKNOWN
        then, undated = self._then.row(row), self._undated.row(row)
        if match["path"] is None or row.fate is RowFate.ENDED:
            return self._verdict(*self._whole(row, then, undated))
        path = match["path"]
        # What git had ended is over live, and that is nothing that somebody changed.
        live = None if then is None and self._is_over(row) else item.before
        return self._verdict(live, item.after, _at(then, path), _at(undated, path))

    def _is_over(self, row: Row) -> bool:
        before = self._change.before
        return (
            before is not None
            and row.before is not None
            and before.transactions[row.before].window.is_over(self._at)
        )

    def _verdict(
        self, live: Value | None, git: Value | None, then: Value | None, undated: Value | None
    ) -> Cause:
        if not self._is_hidden:
            return verdict(live, git, then, undated)
        return Cause.DATED if undated == then != git else Cause.INTENT

    def _whole(
        self, row: Row, then: Table | None, undated: Table | None
    ) -> tuple[str | None, str | None, str | None, str | None]:
        """A transaction as one value on each side: there in these words, or not there."""
        live = None if row.before is None else self._words(self._change.before, row.before)
        leaves = row.after is None or row.fate is RowFate.ENDED
        git = None if leaves else self._words(self._change.after, row.after)
        return live, git, in_short(then), in_short(undated)

    def _words(self, avail: Avail | None, index: int | None) -> str | None:
        return (
            None if avail is None or index is None else in_short(transaction_table(avail.transactions[index]))
        )

    def _side(self, avail: Avail | None, at: datetime) -> _Side:
        rows = () if avail is None else avail.transactions
        return _Side(
            {} if avail is None else title_table(avail),
            rows,
            dict(_pairs(self._change.after, rows, at)),
            dict(_pairs(self._change.before, rows, at)),
        )


def _pairs(avail: Avail | None, rows: Sequence[Transaction], at: datetime) -> Iterator[tuple[int, int]]:
    if avail is None:
        return
    # Ids of the service are not those that git derives: only what is offered tells which row is which.
    own = [replace(row, id=None) for row in avail.transactions]
    yield from pair(own, [replace(row, id=None) for row in rows], at).pairs


def _at(table: Table | None, path: str) -> Value | None:
    return None if table is None else table.get(path)


def verdict(live: Value | None, git: Value | None, then: Value | None, undated: Value | None) -> Cause:
    """Why a value differs.

    Args:
        live: What the service says.
        git: What git says.
        then: What git said when it was last accepted.
        undated: What git would say now, had no time passed since then.
    """
    if live == then:
        return Cause.DATED if undated == then else Cause.INTENT
    return Cause.DRIFT if git == then else Cause.BOTH
