"""One entry of `Transaction`, both ways (avails-api section 9)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from pvsync.api.wire import terms
from pvsync.api.wire.rows import Row, Taken, not_understood, put, take
from pvsync.api.wire.shapes import DIGITS, LANGUAGES, PROFILE, TEXT, UNCLEAR, read_moment
from pvsync.api.wire.tree import copy, merge, objects
from pvsync.errors import AnswerUnreadable
from pvsync.model.assumptions import Assumption
from pvsync.model.licence import License, as_bundled, business_line
from pvsync.model.normal import canonical_json, cut
from pvsync.model.scope import Scope
from pvsync.model.transaction import Transaction, Unclear
from pvsync.model.window import Window, instant_text
from pvsync.model.zones import Zones

_OWN_CHANNEL = "prime"
"""Prime Video's own subscription: a channel in our words, not named on the wire (open question 15)."""

_BEFORE_WINDOW = (
    Row("id", "_TransactionID", TEXT),
    Row("license", "LicenseType", TEXT),
)
_AFTER_WINDOW = (
    Row("format", "FormatProfile", PROFILE),
    Row("license_rights", "LicenseRightsDescription", TEXT),
    Row("contract", "ContractID", TEXT),
    Row("asset_languages", "AssetLanguage", LANGUAGES),
    Row("allowed_languages", "AllowedLanguage", LANGUAGES),
    Row("holdback_languages", "HoldbackLanguage", LANGUAGES),
    Row("instructions", "OtherInstructions", TEXT),
    Row("other_terms", Assumption.OTHER_TERMS_PLACE.taken, TEXT),
)
_OF_BUNDLES = (Row("discount", Assumption.BUNDLE_DISCOUNT_PLACE.taken, DIGITS),)

_PATHS = {
    "asset_languages": "languages.asset",
    "allowed_languages": "languages.allowed",
    "holdback_languages": "languages.holdback",
}
"""Path of the normal form by field, where it is another."""

_WHOLE = {"id": "_TransactionID", "license": "LicenseType"}
"""Fields without which a transaction is not understood at all, each with its member."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """What reading needs to know beside the answer.

    Args:
        benefits: Benefit by channel, from the configuration; decides a subscription's business line.
        zones: What a bare date means.
    """

    benefits: Mapping[str, str] = field(default_factory=dict)
    zones: Zones = field(default_factory=Zones)


def write_transaction(transaction: Transaction) -> dict[str, Any]:
    """One transaction as the service spells it; what was kept verbatim is joined on again."""
    row: dict[str, Any] = {}
    put(row, _BEFORE_WINDOW, transaction)
    row["Territory"] = [{"country": transaction.territory}]
    for name, moment in (("Start", transaction.window.start), ("End", transaction.window.end)):
        if moment is not None:
            row[name] = instant_text(moment)
    put(row, (*_AFTER_WINDOW, *_OF_BUNDLES), transaction)
    kept = [*transaction.extra.items(), *_unclear_members(transaction)]
    written = terms.write_terms(_sent_channel(transaction), transaction.terms)
    written += [copy(entry) for name, value in kept if name == terms.MEMBER for entry in value]
    if written:
        row[terms.MEMBER] = written
    for name, value in kept:
        if name != terms.MEMBER:
            row[name] = merge(row[name], value) if name in row else copy(value)
    return row


def _unclear_members(transaction: Transaction) -> Iterator[tuple[str, Any]]:
    return (member for item in transaction.unclear.values() for member in item.wire.items())


def read_transaction(scope: Scope, wire: dict[str, Any], conventions: Conventions) -> Transaction:
    """One transaction in our words: known, unclear, or under a name that nobody knows (`extra`).

    A transaction may name other territories as well: that is unclear. Only the scope's own is ever written back, as the
    others are other scopes, and no plan speaks of them (open question 4).

    Raises:
        AnswerUnreadable: If it is not of the scope, or if its id, licence type, channel or dates cannot be read.
    """
    row = copy(wire)
    unclear = _take_territory(scope, row)
    days = (
        partial(_day_start, conventions.zones, scope.territory),
        partial(_day_end, conventions.zones, scope.territory),
    )
    window = Window(_take_moment(row, "Start", days[0]), _take_moment(row, "End", days[1]))
    channel, values = terms.take_terms(row, days[0], unclear)
    found = _take_members(row, wire, (*_BEFORE_WINDOW, *_AFTER_WINDOW), unclear)
    if "license" not in found:
        raise AnswerUnreadable("`LicenseType` is missing")
    if channel is None and found["license"] == License.SVOD:
        channel = _OWN_CHANNEL
    line = business_line(found["license"], channel, conventions.benefits)
    if line not in (None, scope.business_line):
        raise AnswerUnreadable(f"it is of business line {line}, not {scope.business_line}")
    return Transaction(
        territory=scope.territory,
        window=window,
        channel=channel,
        terms=values,
        extra=row,
        unclear=unclear,
        **({"id": None, "format": ""} | found),
    )


def _take_members(
    row: dict[str, Any], wire: dict[str, Any], rows: Iterable[Row], unclear: dict[str, Unclear]
) -> dict[str, Any]:
    """Value by field; what is there in another shape, or with members that nobody knows, is unclear."""
    listed = tuple(rows)
    taken = take(row, listed)
    for one in listed:
        if row.get(one.path) is not None:
            rest = {one.path: row.pop(one.path)}
            taken.unclear[one.field] = Unclear(not_understood(wire[one.path]), rest)
    _refuse_whole(taken)
    unclear.update({_PATHS.get(name, name): item for name, item in taken.unclear.items()})
    return taken.values


def _refuse_whole(taken: Taken) -> None:
    for name, member in _WHOLE.items():
        if name in taken.unclear:
            raise AnswerUnreadable(f"`{member}` is {cut(taken.unclear[name].text)}")


def as_bundle(transaction: Transaction) -> Transaction:
    """A transaction of a box set or a collection: its discount is understood, and its format is `Max`.

    The service stores SD, HD, UHD and 4K of these as `Max` (bundles, FormatProfile).
    """
    rest = dict(transaction.extra)
    unclear = dict(transaction.unclear)
    found = _take_members(rest, dict(rest), _OF_BUNDLES, unclear)
    return replace(transaction, format=as_bundled(transaction.format), extra=rest, unclear=unclear, **found)


def _sent_channel(transaction: Transaction) -> str | None:
    """The channel that is named on the wire: all but Prime Video's own (open question 15)."""
    own = transaction.license == License.SVOD and transaction.channel == _OWN_CHANNEL
    return None if own else transaction.channel


def _take_territory(scope: Scope, row: dict[str, Any]) -> dict[str, Unclear]:
    value = row.pop("Territory", None)
    entries = objects(value) or []
    own = [entry for entry in entries if entry.get("country") == scope.territory]
    if not own:
        raise AnswerUnreadable(
            f"`Territory` does not name {scope.territory}: it is {cut(canonical_json(value))}"
        )
    if all(entry == {"country": scope.territory} for entry in entries):
        return {}
    rest = next((entry for entry in own if len(entry) > 1), own[0])
    named = [entry.get("country") for entry in entries if entry.keys() == {"country"}]
    is_plain = len(named) == len(entries) and all(isinstance(name, str) for name in named)
    text = ", ".join(map(str, named)) + " in one transaction" if is_plain else not_understood(value)
    return {"territory": Unclear(text, {"Territory": [rest]})}


def _take_moment(row: dict[str, Any], name: str, day_to_instant: partial[datetime]) -> datetime | None:
    value = row.pop(name, None)
    if value is None:
        return None
    moment = read_moment(value, day_to_instant)
    if moment is UNCLEAR:
        said = cut(canonical_json(value))
        raise AnswerUnreadable(f"`{name}` is not a date, nor a date and time with a zone: {said}")
    return moment if isinstance(moment, datetime) else None


def _day_start(zones: Zones, territory: str, day: date) -> datetime:
    return zones.start_of(day, territory)


def _day_end(zones: Zones, territory: str, day: date) -> datetime:
    return zones.end_of(day, territory)
