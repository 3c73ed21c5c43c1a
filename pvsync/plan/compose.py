"""What a full extract of a scope must hold, and what becomes of every transaction on the way there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pvsync.model.normal import transaction_table
from pvsync.model.plan import Row, RowFate
from pvsync.model.transaction import Transaction, derived_id
from pvsync.model.zones import Zones
from pvsync.plan.leaving import ended, is_covered, is_started, moved_into_past
from pvsync.plan.pairing import pair


@dataclass(frozen=True, slots=True)
class Composed:
    """The transactions of a full extract.

    Args:
        after: What is sent.
        desired: Index of the desired transaction behind each of `after`, None where only live has it.
        rows: What becomes of each transaction; those over on both sides are not named.
    """

    after: tuple[Transaction, ...]
    desired: tuple[int | None, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    fate: RowFate
    before: int | None
    after: Transaction | None
    desired: int | None


def compose(
    alid: str,
    desired: Sequence[Transaction],
    live: Sequence[Transaction],
    at: datetime,
    zones: Zones,
    foreign: frozenset[int] = frozenset(),
) -> Composed:
    """Pair, leave out what is over, carry over what is kept, and end or omit what leaves.

    Args:
        alid: What is offered; part of derived ids.
        desired: What git says.
        live: What the service says, empty where the scope is absent.
        at: The instant of the plan.
        zones: Days of the territories.
        foreign: Which live transactions are somebody else's: they pair with nothing, and are sent as they are.
    """
    own = [index for index in range(len(live)) if index not in foreign]
    pairing = pair(desired, [live[index] for index in own], at)
    drafts = [
        _Draft(RowFate.KEPT, index, live[index], None)
        for index in sorted(foreign)
        if not live[index].window.is_over(at)
    ]
    for row, partner in ((row, own[index]) for row, index in pairing.pairs):
        if not (desired[row].window.is_over(at) and live[partner].window.is_over(at)):
            drafts.append(_kept(row, partner, desired[row], live[partner]))
    drafts.extend(
        _Draft(RowFate.ADDED, None, desired[row], row)
        for row in pairing.desired
        if not desired[row].window.is_over(at)
    )
    leaving = [own[index] for index in pairing.live if not live[own[index]].window.is_over(at)]
    drafts.extend(
        _leave(leaving, live, [draft.after for draft in drafts if draft.after is not None], at, zones)
    )
    return _numbered(alid, drafts, live, zones)


def _kept(row: int, partner: int, desired: Transaction, live: Transaction) -> _Draft:
    """The desired transaction under live's id, with the wire members that git cannot express."""
    after = replace(desired, id=desired.id or live.id, extra=live.extra)
    same = not live.unclear and transaction_table(after) == transaction_table(live)
    return _Draft(RowFate.SAME if same else RowFate.CHANGED, partner, after, row)


def _leave(
    leaving: list[int], live: Sequence[Transaction], kept: list[Transaction], at: datetime, zones: Zones
) -> list[_Draft]:
    drafts: list[_Draft] = []
    sent = list(kept)
    ordered = sorted(leaving, key=lambda index: _order(live[index]))
    for partner in ordered:
        row = None
        if is_started(live[partner], at):
            row = ended(live[partner], at, zones, [*_staying(live, leaving, at), *sent])
        if row is not None and not is_covered(row, sent):
            sent.append(row)
            drafts.append(_Draft(RowFate.ENDED, partner, row, None))
        else:
            drafts.append(_Draft(RowFate.OMITTED, partner, None, None))
    return drafts if sent else _one_of_each(ordered, live, at, zones)


def _staying(live: Sequence[Transaction], leaving: Sequence[int], at: datetime) -> list[Transaction]:
    """Live rows that a full extract leaves where they are, and those that it sends on: all but what leaves."""
    gone = set(leaving)
    return [row for index, row in enumerate(live) if index not in gone or row.window.is_over(at)]


def _one_of_each(
    ordered: Sequence[int], live: Sequence[Transaction], at: datetime, zones: Zones
) -> list[_Draft]:
    """One of each offer moved into the past: a full extract without any transaction is not documented."""
    drafts: list[_Draft] = []
    offers: set[tuple[str, str, str]] = set()
    for partner in ordered:
        row = None
        if _offer(live[partner]) not in offers:
            row = moved_into_past(live[partner], at, zones, _staying(live, ordered, at))
        if row is None:
            drafts.append(_Draft(RowFate.OMITTED, partner, None, None))
        else:
            offers.add(_offer(live[partner]))
            drafts.append(_Draft(RowFate.ENDED, partner, row, None))
    return drafts


def _offer(transaction: Transaction) -> tuple[str, str, str]:
    """Licence, channel and format: what is kept once when a scope that never opened is moved into the past."""
    return (transaction.license, transaction.channel or "", transaction.format)


def _numbered(alid: str, drafts: Iterable[_Draft], live: Sequence[Transaction], zones: Zones) -> Composed:
    ordered = sorted(drafts, key=lambda draft: _order(_subject(draft, live)))
    # An id of a row that is over counts as well: sent once more, it would be taken for that row, and overwrite it.
    taken = {row.id for row in live if row.id is not None}
    taken |= {draft.after.id for draft in ordered if draft.after is not None and draft.after.id is not None}
    names = labels([_subject(draft, live) for draft in ordered], zones)
    after: list[Transaction] = []
    desired: list[int | None] = []
    rows: list[Row] = []
    for draft, label in zip(ordered, names, strict=True):
        position: int | None = None
        if draft.after is not None:
            position = len(after)
            after.append(_named(alid, draft.after, taken))
            desired.append(draft.desired)
        rows.append(Row(label, draft.fate, draft.before, position))
    return Composed(tuple(after), tuple(desired), tuple(rows))


def _named(alid: str, transaction: Transaction, taken: set[str]) -> Transaction:
    if transaction.id is not None:
        return transaction
    salt = 0
    while (identity := derived_id(alid, transaction, salt)) in taken:
        salt += 1
    taken.add(identity)
    return replace(transaction, id=identity)


def _subject(draft: _Draft, live: Sequence[Transaction]) -> Transaction:
    if draft.after is not None and draft.fate is not RowFate.ENDED:
        return draft.after
    return live[draft.before or 0]


def _order(transaction: Transaction) -> tuple[str, ...]:
    table = transaction_table(transaction)
    return (
        *transaction.line,
        str(table.get("start", "")),
        str(table.get("end", "")),
        str(sorted(table.items())),
    )


def labels(transactions: list[Transaction], zones: Zones) -> list[str]:
    """A short name for each, unique within the scope: the line, its first day where one is not enough."""
    plain = [
        " ".join(part for part in (row.license, row.format, row.channel, row.contract) if part)
        for row in transactions
    ]
    dated = [
        label
        if plain.count(label) == 1 or row.window.start is None
        else f"{label} from {zones.day_of(row.window.start, row.territory)}"
        for label, row in zip(plain, transactions, strict=True)
    ]
    seen: dict[str, int] = {}
    names = []
    for label in dated:
        seen[label] = seen.get(label, 0) + 1
        names.append(label if seen[label] == 1 else f"{label} #{seen[label]}")
    return names
