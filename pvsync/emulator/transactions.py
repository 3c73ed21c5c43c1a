"""One transaction of an avail, seen as licence, place, channel, contract, format and window.

Reading is lenient: what is missing or malformed is None, so that the checks can say everything at once.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal

from pvsync.emulator.wire import JSON, digits, member, objects

# XSD date and dateTime. `fromisoformat` alone takes far more (week dates, no dashes).
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_AMOUNT = re.compile(r"\d{1,9}(\.\d{1,9})?", re.ASCII)
_DATE_ONLY = len("2026-01-15")


@dataclass(frozen=True, slots=True)
class Transaction:
    """One licence line.

    Args:
        raw: The transaction as it was sent.
        identifier: `_TransactionID`.
        license_type: `LicenseType`.
        territories: `Territory[].country`, in the order sent.
        channel: The `ChannelIdentity` term's text.
        contract: `ContractID`.
        format_profile: `FormatProfile.value`.
        start: First instant of the window; None where missing or not a date.
        end: Last instant of the window; None where missing or not a date.
    """

    raw: dict[str, JSON]
    identifier: str | None
    license_type: str | None
    territories: tuple[str, ...]
    channel: str | None
    contract: str | None
    format_profile: str | None
    start: datetime | None
    end: datetime | None

    def over(self, now: datetime) -> bool:
        """Whether the window lies wholly before an instant."""
        return self.end is not None and self.end < now

    def same_offer(self, other: "Transaction") -> bool:
        """Whether two lines are the same offer at two times, so that their windows must not overlap.

        domain: Avails API section 5: windows must be discrete for one licensor, ALID, territory and
        licence type; channel, contract and format are part of it in practice.
        """
        return (
            self.license_type == other.license_type
            and self.channel == other.channel
            and self.contract == other.contract
            and self.format_profile == other.format_profile
            and not set(self.territories).isdisjoint(other.territories)
        )

    def overlaps(self, other: "Transaction") -> bool:
        """Whether two windows share an instant; both ends belong to the window (open question 10)."""
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return False
        return self.start <= other.end and other.start <= self.end


def read_transaction(raw: dict[str, JSON]) -> Transaction:
    """Read one entry of `Transaction`, whatever it holds."""
    return Transaction(
        raw=raw,
        identifier=_text(raw.get("_TransactionID")),
        license_type=_text(raw.get("LicenseType")),
        territories=tuple(
            country
            for territory in objects(raw.get("Territory"))
            if (country := _text(territory.get("country"))) is not None
        ),
        channel=term_text(raw, "ChannelIdentity"),
        contract=_text(raw.get("ContractID")),
        format_profile=_text(member(raw, "FormatProfile", "value")),
        start=read_instant(raw.get("Start"), time.min),
        end=read_instant(raw.get("End"), time(23, 59, 59)),
    )


def read_transactions(avail: JSON) -> list[Transaction]:
    """Read every entry of an avail's `Transaction` that is an object."""
    return [read_transaction(raw) for raw in objects(member(avail, "Transaction"))]


def term_text(raw: dict[str, JSON], name: str) -> str | None:
    """The text of a named term; `Terms` as in the sample, or `Term` as in the XSD (domain section 9)."""
    for term in objects(raw.get("Terms")) + objects(raw.get("Term")):
        if term.get("_termName") == name:
            return _text(term.get("Text"))
    return None


def prices(raw: dict[str, JSON]) -> dict[tuple[str, str], Decimal]:
    """WSP and SRP of a transaction as amounts, by term and currency; what is no amount is left out."""
    found: dict[tuple[str, str], Decimal] = {}
    for term in objects(raw.get("Terms")) + objects(raw.get("Term")):
        name, amount = term.get("_termName"), digits(member(term, "Money", "value"))
        if name in ("WSP", "SRP") and _AMOUNT.fullmatch(amount):
            found[name, _text(member(term, "Money", "_currency")) or ""] = Decimal(amount)
    return found


def read_instant(value: JSON, of_day: time) -> datetime | None:
    """Read a date or dateTime.

    Args:
        value: What stands in `Start` or `End`.
        of_day: The time that a bare date means. Without a zone the text is taken as UTC; the true zone
            is open question 10.

    Returns:
        An aware instant, or None where it is not a date.
    """
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return None
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        return None
    if len(value) == _DATE_ONLY:
        instant = datetime.combine(instant, of_day)
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant


def _text(value: JSON) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
