"""The named terms of a transaction: our name, the wire's name, and the kind of value each holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from pvsync.model.money import Money

TermValue: TypeAlias = str | bool | Money | datetime


class TermKind(StrEnum):
    """The member of a term that holds its value on the wire."""

    TEXT = "Text"
    MONEY = "Money"
    DURATION = "Duration"
    EVENT = "Event"
    BOOLEAN = "Boolean"


@dataclass(frozen=True, slots=True)
class TermType:
    """One term that pvsync knows.

    Args:
        name: Our key in YAML and in plans.
        wire: `_termName` on the wire.
        kind: Where its value stands.
        ema: Column of EMA 1.7.3 (avails-api section 9).
    """

    name: str
    wire: str
    kind: TermKind
    ema: str


_TERMS = (
    TermType("announce", "AnnounceDate", TermKind.EVENT, "AnnounceDate"),
    TermType("suppression_lift", "SuppressionLiftDate", TermKind.EVENT, "SuppressionLiftDate"),
    TermType("tier", "Tier", TermKind.TEXT, "PriceType"),
    TermType("category", "Category", TermKind.TEXT, "PriceType"),
    TermType("wsp", "WSP", TermKind.MONEY, "PriceType"),
    TermType("srp", "SRP", TermKind.MONEY, "SRP"),
    TermType("download", "Download", TermKind.TEXT, "Download"),
    TermType("rental", "RentalDuration", TermKind.DURATION, "RentalDuration"),
    TermType("watch", "WatchDuration", TermKind.DURATION, "WatchDuration"),
    TermType("exclusive", "Exclusive", TermKind.BOOLEAN, "Exclusive"),
    TermType("exclusive_attributes", "ExclusiveAttributes", TermKind.TEXT, "ExclusiveAttributes"),
)

TERMS: Mapping[str, TermType] = {term.name: term for term in _TERMS}
"""Every term by our name, in the order in which it is sent (that of the official sample)."""

TERMS_BY_WIRE: Mapping[str, TermType] = {term.wire: term for term in _TERMS}
"""The same by the wire's name."""

CHANNEL_TERM = "ChannelIdentity"
"""The term that names a channel; in our words it is the transaction's `channel` (avails-api section 8)."""
