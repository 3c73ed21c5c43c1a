"""One avail as handed in by a PUT or a validate: what the checks look at and what is stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType

from pvsync.emulator.scopes import Lines
from pvsync.emulator.transactions import Transaction, read_transaction
from pvsync.emulator.wire import JSON, member, objects

BUNDLE_WORK_TYPES = frozenset({"series", "collection"})
"""Work types that are sold as one in the highest quality (domain: bundles)."""

SINGLE_FORMATS = frozenset({"SD", "HD", "UHD", "4K"})
"""Format profiles of a title; a bundle's are stored as `Max` (domain: bundles)."""


_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Submission:
    """An avail and what it was sent to.

    Args:
        avail: The avail, formats of bundles already turned into `Max`.
        alid: The ALID of the path.
        placed: Its transactions, leniently read, each with its position in the array.
        lines: How licence types become business lines.
        switches: Every switch with its value.
        formats_sent: The format profiles as they were sent, by position in the array.
        now: The present instant: what of a bundle is over by then is past mending.
        held: What the service holds for the ALID, in any scope; looked up for collections only.
        parts: What it holds of the seasons or movies of a bundle, by ALID.
    """

    avail: dict[str, JSON]
    alid: str
    placed: list[tuple[int, Transaction]]
    lines: Lines
    switches: Mapping[str, str]
    formats_sent: Mapping[int, str] = field(default_factory=dict)
    now: datetime = _LONG_AGO
    held: tuple[dict[str, JSON], ...] = ()
    parts: Mapping[str, tuple[dict[str, JSON], ...]] = field(default_factory=dict)

    @property
    def work_types(self) -> frozenset[str]:
        """The work types of its assets, in lower case: samples say `Episode`, the bundle pages `series`."""
        return _work_types(self.avail)

    @property
    def is_bundle(self) -> bool:
        """Whether it is a TV box set or a movie collection."""
        return not self.work_types.isdisjoint(BUNDLE_WORK_TYPES)

    def beside(
        self,
        held: tuple[dict[str, JSON], ...],
        parts: Mapping[str, tuple[dict[str, JSON], ...]] = MappingProxyType({}),
        now: datetime | None = None,
    ) -> "Submission":
        """The same, with what the service holds for its ALID and of what is in it."""
        return replace(self, held=held, parts=parts, now=now or self.now)

    def assets(self, work_type: str) -> Iterator[tuple[int, dict[str, JSON]]]:
        """Its assets of a work type, each with its position in the array."""
        rows = self.avail.get("Asset")
        for at, asset in enumerate(rows if isinstance(rows, list) else objects(rows)):
            if work_type_of(asset) == work_type:
                yield at, asset


def submit(avail: dict[str, JSON], alid: str, lines: Lines, switches: Mapping[str, str]) -> Submission:
    """Take an avail in, as the service stores it."""
    taken = _formats_as_max(avail) if not _work_types(avail).isdisjoint(BUNDLE_WORK_TYPES) else avail
    rows = taken.get("Transaction")
    placed = [
        (at, read_transaction(row))
        for at, row in enumerate(rows if isinstance(rows, list) else ())
        if isinstance(row, dict)
    ]
    sent = {
        at: profile
        for at, row in enumerate(avail["Transaction"] if placed else ())
        if isinstance(row, dict) and (profile := read_transaction(row).format_profile) is not None
    }
    return Submission(taken, alid, placed, lines, switches, sent)


def work_type_of(asset: JSON) -> str:
    """The work type of an asset, in lower case; empty where it is no text."""
    value = member(asset, "WorkType")
    return value.casefold() if isinstance(value, str) else ""


def bundled(asset: JSON) -> list[str]:
    """The ALIDs that a collection names, blank ones left out (their place is open question 6)."""
    found = (entry.get("BundledALID") for entry in objects(member(asset, "BundledAsset")))
    return [alid for alid in found if isinstance(alid, str) and alid.strip()]


def _work_types(avail: dict[str, JSON]) -> frozenset[str]:
    return frozenset(filter(None, map(work_type_of, objects(avail.get("Asset")))))


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
