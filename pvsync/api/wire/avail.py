"""An avail as the service spells it: `encode` writes the object inside `avail`, `decode` reads it back."""

from collections.abc import Iterator
from typing import Any

from pvsync.api.wire.lines import ENTRY_TYPE, is_full_extract
from pvsync.api.wire.rows import Row, not_understood, put, take
from pvsync.api.wire.shapes import TEXT
from pvsync.api.wire.titles import TITLE_ROWS, take_title, write_asset
from pvsync.api.wire.transactions import Conventions, as_bundle, read_transaction, write_transaction
from pvsync.api.wire.tree import copy, merge, objects
from pvsync.errors import AnswerUnreadable
from pvsync.model.avail import Avail, Entitlement
from pvsync.model.scope import Scope
from pvsync.model.titles import BoxSet, Collection
from pvsync.model.transaction import Transaction, Unclear

_LICENSOR = (Row("licensor", "Licensor.DisplayName", TEXT),)
_ROWS = (*_LICENSOR, Row("entry_type", "Disposition.EntryType", TEXT))


def _steps(path: str) -> Iterator[str]:
    names = path.split(".")
    return (".".join(names[:count]) for count in range(1, len(names)))


_CONTAINERS = frozenset(
    step
    for path in (
        *(row.path for row in _ROWS),
        *(f"Asset.{path}" for row in TITLE_ROWS for path in (row.path, *row.also)),
    )
    for step in _steps(path)
)
"""Paths of the objects that the mapping table passes through: what is unknown in them is named by its own path."""


def encode(avail: Avail, *, spec_version: str | None) -> dict[str, Any]:
    """The object inside `avail` of a PUT.

    Args:
        avail: One scope's offer.
        spec_version: `Compatibility.SpecVersion`, None where it is not sent (open question 6).
    """
    tree: dict[str, Any] = {} if spec_version is None else {"Compatibility": {"SpecVersion": spec_version}}
    if avail.entitlements:
        tree["SharedEntitlement"] = [
            {"_ecosystem": entitlement.ecosystem, "EcosystemID": entitlement.id}
            for entitlement in avail.entitlements
        ]
    tree |= {"ALID": avail.scope.alid, "Disposition": {"EntryType": ENTRY_TYPE}}
    put(tree, _LICENSOR, avail)
    tree["Asset"] = write_asset(avail.title)
    tree["Transaction"] = [write_transaction(transaction) for transaction in avail.transactions]
    unclear = (member for item in avail.unclear.values() for member in item.wire.items())
    for path, value in (*avail.extra.items(), *unclear):
        _join(tree, path, value)
    tree["Asset"] = [tree["Asset"]]
    return tree


def decode(scope: Scope, payload: Any, conventions: Conventions | None = None) -> Avail:
    """An answer in our words: known, unclear, or under a name that nobody knows; or else nothing is read.

    Args:
        scope: The scope that was asked for.
        payload: The answer, wrapped in `avail` or bare (open question 2); numbers int or Decimal. Members beside
            `avail` are the answer's envelope and no part of the offer.
        conventions: Benefits and zones.

    Raises:
        AnswerUnreadable: If it is not an avail, not this scope's, or says something that cannot be told for sure.
    """
    tree = copy(_unwrapped(payload))
    tree.pop("Compatibility", None)  # says how the avail is written, not what is offered (open question 6)
    if tree.pop("ALID", None) != scope.alid:
        raise AnswerUnreadable(f"the answer is not about {scope.alid}")
    asset = _only_asset(tree)
    unclear: dict[str, Unclear] = {}
    title = take_title(scope.alid, asset, unclear)
    transactions = _take_transactions(scope, tree, conventions or Conventions())
    if isinstance(title, BoxSet | Collection):
        transactions = tuple(as_bundle(row) for row in transactions)
    entitlements = _take_entitlements(tree, unclear)
    taken = take(tree, _ROWS)
    found = taken.values
    if "entry_type" in taken.unclear or not is_full_extract(found.get("entry_type", ENTRY_TYPE)):
        raise AnswerUnreadable("`Disposition.EntryType` is not a full extract")
    unclear |= taken.unclear
    tree |= {"Asset": asset} if asset else {}
    return Avail(
        scope=scope,
        licensor=found.get("licensor", ""),
        title=title,
        transactions=transactions,
        entitlements=entitlements,
        extra=dict(_left_over(tree, "")),
        unclear=unclear,
    )


def _unwrapped(payload: Any) -> dict[str, Any]:
    inner = payload.get("avail", payload) if isinstance(payload, dict) else None
    if not isinstance(inner, dict):
        raise AnswerUnreadable("the answer is not an avail")
    return inner


def _only_asset(tree: dict[str, Any]) -> dict[str, Any]:
    assets = objects(tree.pop("Asset", None))
    if assets is None or len(assets) != 1:
        raise AnswerUnreadable("`Asset` is not one asset")
    return assets[0]


def _take_transactions(
    scope: Scope, tree: dict[str, Any], conventions: Conventions
) -> tuple[Transaction, ...]:
    rows = objects(tree.pop("Transaction", []))
    if rows is None:
        raise AnswerUnreadable("`Transaction` is not a list of transactions")
    found = []
    for number, row in enumerate(rows, start=1):
        try:
            found.append(read_transaction(scope, row, conventions))
        except AnswerUnreadable as error:
            raise AnswerUnreadable(f"transaction {number} of {len(rows)} cannot be read: {error}") from None
    return tuple(found)


def _take_entitlements(tree: dict[str, Any], unclear: dict[str, Unclear]) -> tuple[Entitlement, ...]:
    value = tree.pop("SharedEntitlement", None)
    found = []
    entries = objects([] if value is None else value)
    for entry in [{}] if entries is None else entries:
        match entry:
            case {"_ecosystem": str() as ecosystem, "EcosystemID": str() as own_id, **rest} if not rest:
                found.append(Entitlement(ecosystem, own_id))
            case _:
                unclear["entitlements"] = Unclear(not_understood(value), {"SharedEntitlement": value})
                return ()
    return tuple(found)


def _left_over(tree: dict[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    for name, value in tree.items():
        path = f"{above}{_escaped(name)}"
        if path in _CONTAINERS and isinstance(value, dict) and value:
            yield from _left_over(value, f"{path}.")
        else:
            yield path, value


def _join(tree: dict[str, Any], path: str, value: Any) -> None:
    *way, last = (_plain(name) for name in path.split("."))
    for name in way:
        tree = tree.setdefault(name, {})
    tree[last] = merge(tree[last], value) if last in tree else copy(value)


def _escaped(name: str) -> str:
    """A member name as one step of a path, as JSON Pointer does it (RFC 6901) with a dot for the slash."""
    return name.replace("~", "~0").replace(".", "~1")


def _plain(step: str) -> str:
    return step.replace("~1", ".").replace("~0", "~")
