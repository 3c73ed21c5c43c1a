"""What only the last run can tell: values that live never shows, and what stood under names that nobody knows.

A flat table by path: `members` for a collection, `ID.discount` and `ID.other_terms` for its transaction of that id
(open question 6; `model.assumptions.ASSUMED_PATHS`).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from pvsync.model.avail import Avail
from pvsync.model.normal import Table, Value, canonical_json
from pvsync.model.titles import Collection
from pvsync.model.transaction import Json, Transaction, derived_id

Extra: TypeAlias = Mapping[str, Mapping[str, str]]
"""Members of the wire whose names nobody knows, as JSON text by name; by id of the transaction, those of the title by ""."""


def assumed_values(avail: Avail) -> dict[str, Value]:
    """What an avail says at assumed places, as it is sent."""
    found: dict[str, Value] = {}
    if isinstance(avail.title, Collection) and avail.title.members:
        found["members"] = avail.title.members
    for row in avail.transactions:
        if row.discount is not None:
            found[f"{row.id}.discount"] = row.discount
        if row.other_terms is not None:
            found[f"{row.id}.other_terms"] = row.other_terms
    return found


def extra_values(avail: Avail, at: datetime) -> dict[str, dict[str, str]]:
    """What an avail says under names that nobody knows, of its title and of what is not over."""
    found = {"": _said(avail.extra)}
    for row in avail.transactions:
        if row.extra and not row.window.is_over(at):
            found[row.id or derived_id(avail.scope.alid, row)] = _said(row.extra)
    return {own: said for own, said in found.items() if said}


def _said(extra: Mapping[str, Json]) -> dict[str, str]:
    return {name: canonical_json(value) for name, value in extra.items() if value is not None}


def with_unshown(live: Avail, sent: Table) -> Avail:
    """Live with what was last sent, at each assumed place where it shows nothing for any transaction.

    Args:
        live: What a reading shows.
        sent: What the last accepted run sent there.
    """
    title, members = live.title, sent.get("members")
    if isinstance(title, Collection) and not title.members and isinstance(members, tuple):
        title = replace(title, members=members)
    rows = live.transactions
    if all(row.discount is None for row in rows):
        rows = tuple(replace(row, discount=_percent(sent, row)) for row in rows)
    if all(row.other_terms is None for row in rows):
        rows = tuple(replace(row, other_terms=_words(sent, row)) for row in rows)
    return replace(live, title=title, transactions=rows)


def _percent(sent: Table, row: Transaction) -> int | None:
    value = sent.get(f"{row.id}.discount")
    return value if isinstance(value, int) else None


def _words(sent: Table, row: Transaction) -> str | None:
    value = sent.get(f"{row.id}.other_terms")
    return value if isinstance(value, str) else None
