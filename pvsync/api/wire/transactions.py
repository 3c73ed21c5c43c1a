"""One entry of `Transaction`, both ways (avails-api section 9)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from pvsync.api.wire import terms
from pvsync.api.wire.rows import Row, put, take
from pvsync.api.wire.shapes import DIGITS, LANGUAGES, TEXT, UNCLEAR, read_moment
from pvsync.api.wire.tree import copy, merge, objects
from pvsync.errors import AnswerUnreadable
from pvsync.model.assumptions import Assumption
from pvsync.model.licence import License, as_bundled, business_line
from pvsync.model.scope import Scope
from pvsync.model.transaction import Transaction
from pvsync.model.window import Window, instant_text
from pvsync.model.zones import Zones

_OWN_CHANNEL = "prime"
"""Prime Video's own subscription: a channel in our words, not named on the wire (open question 15)."""

_BEFORE_WINDOW = (
    Row("id", "_TransactionID", TEXT),
    Row("license", "LicenseType", TEXT),
)
_AFTER_WINDOW = (
    Row("format", "FormatProfile.value", TEXT, ("FormatProfile",)),
    Row("license_rights", "LicenseRightsDescription", TEXT),
    Row("contract", "ContractID", TEXT),
    Row("asset_languages", "AssetLanguage", LANGUAGES),
    Row("allowed_languages", "AllowedLanguage", LANGUAGES),
    Row("holdback_languages", "HoldbackLanguage", LANGUAGES),
    Row("instructions", "OtherInstructions", TEXT),
    Row("other_terms", Assumption.OTHER_TERMS_PLACE.taken, TEXT),
)
_OF_BUNDLES = (Row("discount", Assumption.BUNDLE_DISCOUNT_PLACE.taken, DIGITS),)


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
    kept = dict(transaction.extra)
    written = terms.write_terms(_sent_channel(transaction), transaction.terms, kept.pop(terms.MEMBER, None))
    if written:
        row[terms.MEMBER] = written
    for name, value in kept.items():
        row[name] = merge(row[name], value) if name in row else copy(value)
    return row


def read_transaction(scope: Scope, wire: dict[str, Any], conventions: Conventions) -> Transaction:
    """One transaction in our words; what is not understood is kept verbatim in `extra`.

    A transaction may name other territories as well. Only the scope's own is read: the others are other scopes,
    and writing them back would touch what no plan speaks of (open question 4).

    Raises:
        AnswerUnreadable: If it is not of the scope, or has no licence type, or a date that cannot be read.
    """
    row = copy(wire)
    _take_territory(scope, row)
    days = (
        partial(_day_start, conventions.zones, scope.territory),
        partial(_day_end, conventions.zones, scope.territory),
    )
    window = Window(_take_moment(row, "Start", days[0]), _take_moment(row, "End", days[1]))
    channel, values = terms.take_terms(row, days[0])
    found = take(row, (*_BEFORE_WINDOW, *_AFTER_WINDOW))
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
        **({"id": None, "format": ""} | found),
    )


def as_bundle(transaction: Transaction) -> Transaction:
    """A transaction of a box set or a collection: its discount is understood, and its format is `Max`.

    The service stores SD, HD, UHD and 4K of these as `Max` (bundles, FormatProfile).
    """
    rest = dict(transaction.extra)
    found = take(rest, _OF_BUNDLES)
    return replace(transaction, format=as_bundled(transaction.format), extra=rest, **found)


def _sent_channel(transaction: Transaction) -> str | None:
    """The channel that is named on the wire: all but Prime Video's own (open question 15)."""
    own = transaction.license == License.SVOD and transaction.channel == _OWN_CHANNEL
    return None if own else transaction.channel


def _take_territory(scope: Scope, row: dict[str, Any]) -> None:
    entries = objects(row.pop("Territory", None)) or []
    own = [entry for entry in entries if entry.get("country") == scope.territory]
    if not own:
        raise AnswerUnreadable(f"`Territory` does not name {scope.territory}")
    rest = {name: value for name, value in own[0].items() if name != "country"}
    if rest:
        row["Territory"] = [rest]


def _take_moment(row: dict[str, Any], name: str, day_to_instant: partial[datetime]) -> datetime | None:
    value = row.pop(name, None)
    if value is None:
        return None
    moment = read_moment(value, day_to_instant)
    if moment is UNCLEAR:
        raise AnswerUnreadable(f"`{name}` is not a date, nor a date and time with a zone")
    return moment if isinstance(moment, datetime) else None


def _day_start(zones: Zones, territory: str, day: date) -> datetime:
    return zones.start_of(day, territory)


def _day_end(zones: Zones, territory: str, day: date) -> datetime:
    return zones.end_of(day, territory)
