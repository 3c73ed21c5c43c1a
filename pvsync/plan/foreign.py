"""Live transactions that are not ours: which they are, and where they are in the way of what git says."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from pvsync.diagnostics import Finding, Place
from pvsync.model.avail import Avail
from pvsync.model.plan import Change, RowFate
from pvsync.model.transaction import Transaction, names_of
from pvsync.model.zones import Zones
from pvsync.plan import codes


def strangers(
    alid: str,
    live: Sequence[Transaction],
    ours: Collection[str],
    keeps: Callable[[Transaction], bool],
) -> frozenset[int]:
    """Indexes of the transactions that are kept for others, those that are over among them.

    Only what is known by a name is ours: its id, or its line and start. A window that merely overlaps one that was
    ours may have been made by anybody, and nothing is taken from anybody on a doubt.

    Args:
        alid: What is offered.
        live: What the service says.
        ours: Names of every transaction of the scope that git ever declared or a run sent (`names_of`).
        keeps: Whether a transaction of that kind is kept where it is not ours.
    """
    return frozenset(
        index for index, row in enumerate(live) if keeps(row) and names_of(alid, row).isdisjoint(ours)
    )


def kept_in_the_way(change: Change, place: Place, zones: Zones) -> Finding | None:
    """The finding that refuses a full extract in which a kept transaction meets one of git, None where none does.

    Args:
        change: What would be sent.
        place: Where git offers the scope.
        zones: Days of the territories.
    """
    for kept, own in _meeting(change):
        return codes.KEPT_IN_THE_WAY.at(
            place,
            f"{change.scope}: live has {_words(kept, zones)}, which was never ours and is kept, and git offers "
            f"{_words(own, zones)} at the same time",
            "if the two are one, give it the start that live has; if the other shall go, write `foreign: remove` here",
        )
    return None


def delete_of_kept(place: Place | None, live: Avail, kept: frozenset[int], zones: Zones) -> Finding:
    """The finding that refuses to delete a scope in which others have something."""
    named = "; ".join(_words(live.transactions[index], zones) for index in sorted(kept))
    return codes.DELETE_OF_KEPT.at(
        place,
        f"{live.scope} cannot be deleted: live has what was never ours and is kept: {named}",
        "write `withdrawn`: it ends what was ours; if the rest shall go too, write `foreign: remove` as well",
    )


def without_kept(change: Change) -> Change:
    """The change as if what is kept for others were not there."""
    kept = {row.before for row in change.rows if row.fate is RowFate.KEPT}
    if not kept or change.before is None:
        return change
    live = change.before.transactions
    own = [index for index in range(len(live)) if index not in kept]
    places = {index: place for place, index in enumerate(own)}
    return replace(
        change,
        before=replace(change.before, transactions=tuple(live[index] for index in own)),
        rows=tuple(
            replace(row, before=None if row.before is None else places[row.before])
            for row in change.rows
            if row.fate is not RowFate.KEPT
        ),
    )


def _meeting(change: Change) -> Iterator[tuple[Transaction, Transaction]]:
    """Each kept transaction with one of ours of the same line that is open at the same time (validation-rules A3)."""
    if change.after is None:
        return
    sent = change.after.transactions
    kept = {row.after for row in change.rows if row.fate is RowFate.KEPT}
    for index in sorted(number for number in kept if number is not None):
        for other, row in enumerate(sent):
            is_ours = other not in kept
            if is_ours and _may_be_one_line(sent[index], row) and row.window.overlap(sent[index].window):
                yield sent[index], row


def _may_be_one_line(kept: Transaction, own: Transaction) -> bool:
    """Whether two transactions are of one line; what is not understood of the one that is kept may be anything."""
    parts = zip(("license", "channel", "contract", "format"), kept.line, own.line, strict=True)
    return all(one == other or name in kept.unclear for name, one, other in parts)


def _words(row: Transaction, zones: Zones) -> str:
    days = [
        None if instant is None else str(zones.day_of(instant, row.territory))
        for instant in (row.window.start, row.window.end)
    ]
    return f"{offer_of(row)} from {days[0] or 'the beginning'} to {days[1] or 'open'}"


def offer_of(row: Transaction) -> str:
    """Licence, format, channel and contract: what a transaction is called."""
    return " ".join(part for part in (row.license, row.format, row.channel, row.contract) if part)
