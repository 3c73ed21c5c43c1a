"""What one full extract replaces: (licensor, ALID, territory, business line), and how a payload names it."""

from collections.abc import Mapping
from dataclasses import dataclass

from pvsync.emulator.transactions import Transaction
from pvsync.emulator.wire import JSON

TVOD = "TVOD"
PRIME_SUBSCRIPTION = "PRIME_SUBSCRIPTION"
PRIME_BENEFITS = frozenset({"prime", "a4k"})
"""Benefits whose SVOD is Prime Video's own (domain: Avails API section 7)."""


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """The unit of reading and writing.

    Args:
        licensor: Partner alias of the path.
        alid: Asset Logical ID.
        territory: Country code as the payload spells it.
        business_line: One of the literals of `Lines`.
    """

    licensor: str
    alid: str
    territory: str
    business_line: str


@dataclass(frozen=True, slots=True)
class Lines:
    """How licence types become business lines.

    Args:
        benefits: Channel identity to benefit; a channel not in it has a benefit of its own.
        free: The literal of the free line (open question 6).
        channels: The literal of the channels line (open question 6).
    """

    benefits: Mapping[str, str]
    free: str
    channels: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every business line there is."""
        return (PRIME_SUBSCRIPTION, TVOD, self.channels, self.free)

    def of(self, transaction: Transaction) -> str | None:
        """The business line of a transaction; None for a licence type that has none.

        domain: Avails API section 7. `AVOD` is not in the documents' table and has no line here.
        """
        match transaction.license_type:
            case "EST" | "VOD" | "POEST":
                return TVOD
            case "FVOD":
                return self.free
            case "SVOD":
                return self._of_channel(transaction.channel)
            case _:
                return None

    def _of_channel(self, channel: str | None) -> str:
        if channel is None:
            return PRIME_SUBSCRIPTION
        benefit = self.benefits.get(channel, channel)
        return PRIME_SUBSCRIPTION if benefit.casefold() in PRIME_BENEFITS else self.channels


def parts(
    avail: dict[str, JSON], transactions: list[Transaction], lines: Lines
) -> dict[tuple[str, str], JSON]:
    """The avail of each (territory, business line) that a payload names.

    A payload of one territory and one line is its own only part, untouched. In a payload of several,
    each part has the members of the whole, its own transactions, and in these its own territory.
    """
    rows: dict[tuple[str, str], list[JSON]] = {}
    for transaction in transactions:
        line = lines.of(transaction)
        if line is not None:
            for territory in dict.fromkeys(transaction.territories):
                rows.setdefault((territory, line), []).append(_in_territory(transaction, territory))
    if len(rows) == 1:
        return dict.fromkeys(rows, avail)
    return {key: {**avail, "Transaction": own} for key, own in rows.items()}


def _in_territory(transaction: Transaction, territory: str) -> JSON:
    own = [entry for entry in transaction.raw["Territory"] if entry.get("country") == territory]
    return {**transaction.raw, "Territory": own}
