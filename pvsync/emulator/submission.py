"""One avail as handed in by a PUT or a validate: what the checks look at and what is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pvsync.emulator.scopes import Lines
from pvsync.emulator.transactions import Transaction, read_transaction, read_transactions
from pvsync.emulator.wire import JSON, member, objects

BUNDLE_WORK_TYPES = frozenset({"series", "collection"})
"""Work types that are sold as one in the highest quality (domain: bundles)."""

SINGLE_FORMATS = frozenset({"SD", "HD", "UHD", "4K"})
"""Format profiles of a title; a bundle's are stored as `Max` (domain: bundles)."""


@dataclass(frozen=True, slots=True)
class Submission:
    """An avail and what it was sent to.

    Args:
        avail: The avail, formats of bundles already turned into `Max`.
        alid: The ALID of the path.
        placed: Its transactions, leniently read, each with its position in the array.
        lines: How licence types become business lines.
        switches: Every switch with its value.
        formats_sent: The format profiles as they were sent.
        held: What the service holds for the ALID, in any scope; looked up for collections only.
    """

    avail: dict[str, JSON]
    alid: str
    placed: list[tuple[int, Transaction]]
    lines: Lines
    switches: Mapping[str, str]
    formats_sent: tuple[str, ...] = ()
    held: tuple[dict[str, JSON], ...] = ()

    @property
    def work_types(self) -> frozenset[str]:
        """The work types of its assets, in lower case: samples say `Episode`, the bundle pages `series`."""
        return _work_types(self.avail)

    @property
    def is_bundle(self) -> bool:
        """Whether it is a TV box set or a movie collection."""
        return not self.work_types.isdisjoint(BUNDLE_WORK_TYPES)

    def beside(self, held: tuple[dict[str, JSON], ...]) -> "Submission":
        """The same, with what the service holds for its ALID."""
        return replace(self, held=held)


def submit(avail: dict[str, JSON], alid: str, lines: Lines, switches: Mapping[str, str]) -> Submission:
    """Take an avail in, as the service stores it."""
    taken = _formats_as_max(avail) if not _work_types(avail).isdisjoint(BUNDLE_WORK_TYPES) else avail
    rows = taken.get("Transaction")
    placed = [
        (at, read_transaction(row))
        for at, row in enumerate(rows if isinstance(rows, list) else ())
        if isinstance(row, dict)
    ]
    sent = tuple(row.format_profile for row in read_transactions(avail) if row.format_profile is not None)
    return Submission(taken, alid, placed, lines, switches, sent)


def _work_types(avail: dict[str, JSON]) -> frozenset[str]:
    found = (member(asset, "WorkType") for asset in objects(avail.get("Asset")))
    return frozenset(value.casefold() for value in found if isinstance(value, str))


def _formats_as_max(avail: dict[str, JSON]) -> dict[str, JSON]:
    """`SD`, `HD`, `UHD` and `4K` of a bundle are stored as `Max` (domain: bundles, FormatProfile)."""
    rows = avail.get("Transaction")
    if not isinstance(rows, list):
        return avail
    return {**avail, "Transaction": [_as_max(row) for row in rows]}


def _as_max(row: JSON) -> JSON:
    if member(row, "FormatProfile", "value") not in SINGLE_FORMATS:
        return row
    return {**row, "FormatProfile": {**row["FormatProfile"], "value": "Max"}}
