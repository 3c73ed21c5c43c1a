"""What one commit changed about a scope: two things that git said, compared value by value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pvsync.model.avail import Avail
from pvsync.model.log import Edit
from pvsync.model.normal import Value, title_table, transaction_table
from pvsync.model.plan import Action
from pvsync.model.scope import Scope
from pvsync.model.transaction import Transaction
from pvsync.plan.compare import Setting, differences, in_short
from pvsync.plan.compose import labels
from pvsync.plan.pairing import pair

STATE = "state"
"""Key of whether a scope is offered at all, as a document has it."""

NOT_SAID = "no longer mentioned"
"""Its value where a scope that was to go has left the catalog altogether."""

_WORDS = {Action.WITHDRAW: "withdrawn", Action.DELETE: "deleted"}


@dataclass(frozen=True, slots=True)
class Said:
    """What git says of a scope at a commit.

    Args:
        avail: What is offered, None where the scope shall go.
        references: The partner's own papers, by index of the transaction.
        removal: That and how the scope shall go, None where it is offered.
    """

    avail: Avail | None
    references: Mapping[int, str] = field(default_factory=dict)
    removal: Action | None = None


_NOTHING = Said(None)


def edits(scope: Scope, before: Said | None, after: Said | None, setting: Setting) -> Iterator[Edit]:
    """Every value that differs between two commits.

    Args:
        scope: The scope.
        before: What git said before, None for nothing.
        after: What git says since, None for nothing.
        setting: When, and in which days.
    """
    old, new = before or _NOTHING, after or _NOTHING
    if old.removal is not new.removal:
        yield Edit(scope, "", STATE, _removal(old), NOT_SAID if after is None else _removal(new))
    if new.removal is not None:
        return
    if old.avail is not None and new.avail is not None:
        for path, was, becomes in differences(title_table(old.avail), title_table(new.avail)):
            yield Edit(scope, "", path, was, becomes)
    yield from _rows(scope, old, new, setting)


def _rows(scope: Scope, old: Said, new: Said, setting: Setting) -> Iterator[Edit]:
    were, are = _transactions(old), _transactions(new)
    pairing = pair(are, were, setting.at)
    both = [(are[row], partner, row) for row, partner in pairing.pairs]
    come = [(are[row], None, row) for row in pairing.desired]
    gone = [(were[partner], partner, None) for partner in pairing.live]
    rows = sorted((*both, *come, *gone), key=lambda one: _order(one[0]))
    names = labels([subject for subject, _, _ in rows], setting.zones)
    for label, (subject, partner, row) in zip(names, rows, strict=True):
        was = None if partner is None else _table(old, were, partner)
        becomes = None if row is None else _table(new, are, row)
        if was is not None and becomes is not None:
            for path, value, other in differences(was, becomes):
                yield Edit(scope, label, path, value, other)
        else:
            yield Edit(scope, label, "", in_short(was), in_short(becomes), subject)


def _order(transaction: Transaction) -> tuple[str, ...]:
    table = transaction_table(transaction)
    return (*transaction.line, str(table.get("start", "")), str(sorted(table.items())))


def _transactions(said: Said) -> tuple[Transaction, ...]:
    return () if said.avail is None else said.avail.transactions


def _table(said: Said, rows: tuple[Transaction, ...], index: int) -> dict[str, Value]:
    reference = said.references.get(index)
    return transaction_table(rows[index]) | ({} if reference is None else {"reference": reference})


def _removal(said: Said) -> str | None:
    return None if said.removal is None else _WORDS[said.removal]
