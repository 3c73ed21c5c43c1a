"""Where live differs from the catalog, value by value, each tied to the row of the catalog that says otherwise."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from pvsync.catalog.expand import Expanded
from pvsync.catalog.title_places import TitlePlaces
from pvsync.model.avail import Avail
from pvsync.model.desired import DesiredTitle
from pvsync.model.normal import Table, Value, canonical_json, dict_of, title_table, transaction_table
from pvsync.model.plan import Cause, Change, RowFate
from pvsync.model.scope import Scope
from pvsync.model.transaction import Transaction
from pvsync.plan.compare import differences
from pvsync.plan.pairing import pair

GONE, FOREIGN = "gone", "foreign"
"""In place of a path: a row that live has not, and one that only live has."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value in which live and the catalog differ.

    Args:
        scope: The scope.
        row: Index of the live transaction, None for the title itself; the row's own words where live has none.
        path: What of it, `gone` or `foreign` for a whole transaction.
        git: What the catalog says.
        live: What live says.
        is_unclear: Whether live says it in a form that is not understood, so that no file can be made to say it.
    """

    scope: Scope
    row: int | str | None
    path: str
    git: Value | None
    live: Value | None
    is_unclear: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """What a difference is about.

    Args:
        title: The title.
        places: Where its values stand.
        row: The row of the catalog, None where there is none.
        live: The live transaction, None where there is none.
    """

    title: DesiredTitle
    places: TitlePlaces
    row: Expanded | None
    live: Transaction | None


def differences_of(
    titles: Iterable[DesiredTitle], live: Mapping[Scope, Avail], at: datetime
) -> dict[Difference, Spot]:
    """All differences of the titles where something is live.

    Args:
        titles: Titles of the catalog.
        live: What the service says, by scope; scopes that are not among them are not looked at.
        at: The instant; windows that are over on both sides do not count.
    """
    found: dict[Difference, Spot] = {}
    for title in titles:
        places = title.places
        for avail in title.avails:
            if avail.scope in live and isinstance(places, TitlePlaces):
                found.update(_of_scope(title, places, avail, live[avail.scope], at))
    return found


def _of_scope(
    title: DesiredTitle, places: TitlePlaces, avail: Avail, live: Avail, at: datetime
) -> Iterator[tuple[Difference, Spot]]:
    scope, rows = avail.scope, avail.transactions
    # Wire members that the catalog cannot say are carried over, so that they are no difference.
    for path, git, other in differences(title_table(replace(avail, extra=live.extra)), title_table(live)):
        yield (
            Difference(scope, None, path, git, other, path in live.unclear),
            Spot(title, places, None, None),
        )
    pairing = pair(rows, live.transactions, at)
    for index, partner in pairing.pairs:
        one, other_row = rows[index], live.transactions[partner]
        if one.window.is_over(at) and other_row.window.is_over(at):
            continue
        spot = Spot(title, places, places.rows[scope][index], other_row)
        table = transaction_table(replace(one, extra=other_row.extra))
        for path, git, other in differences(table, transaction_table(other_row)):
            yield Difference(scope, partner, path, git, other, path in other_row.unclear), spot
    for index in pairing.desired:
        if not rows[index].window.is_over(at):
            spot = Spot(title, places, places.rows[scope][index], None)
            yield Difference(scope, words_of(rows[index]), GONE, None, None), spot
    for partner in pairing.live:
        if not live.transactions[partner].window.is_over(at):
            yield (
                Difference(scope, partner, FOREIGN, None, None, bool(live.transactions[partner].unclear)),
                Spot(title, places, None, live.transactions[partner]),
            )


def words_of(row: Transaction) -> str:
    """A transaction as one text, blind to its id."""
    return canonical_json(dict_of(_table(row)))


def _table(row: Transaction) -> Table:
    return transaction_table(row)


class Causes:
    """Why values differ, as a plan tells it.

    Args:
        changes: The changes of a plan of drift.
    """

    def __init__(self, changes: Iterable[Change]) -> None:
        self._found: dict[tuple[Scope, int | str | None, str], Cause] = {}
        for change in changes:
            self._found.update(_causes(change))

    def of(self, difference: Difference) -> Cause:
        """The cause of a difference."""
        whole = (difference.scope, difference.row, "")
        exact = (difference.scope, difference.row, difference.path)
        return self._found.get(exact) or self._found.get(whole) or Cause.UNKNOWN


def _causes(change: Change) -> Iterator[tuple[tuple[Scope, int | str | None, str], Cause]]:
    labels: dict[str, int | str | None] = {}
    whole: set[str] = set()
    for row in change.rows:
        key: int | str | None = row.before
        if row.fate is RowFate.ADDED and change.after is not None and row.after is not None:
            key = words_of(change.after.transactions[row.after])
        if row.fate is not RowFate.CHANGED:
            whole.add(row.label)
        labels[row.label] = key
    for item in change.fields:
        if not item.path.startswith("transactions["):
            yield (change.scope, None, item.path), item.cause
            continue
        label, _, path = item.path.removeprefix("transactions[").partition("]")
        yield (change.scope, labels.get(label), "" if label in whole else path.removeprefix(".")), item.cause
