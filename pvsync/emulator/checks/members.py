"""Members that every avail must have.

domain: Avails API section 9 (the mapping table) and the official payload. Members outside the table may
be sent and are not looked at (domain section 6).
"""

from collections.abc import Iterator

from pvsync.emulator.submission import Submission
from pvsync.emulator.wire import JSON, member


def check_envelope(submission: Submission) -> Iterator[str]:
    """ALID, full extract, licensor, and a list of assets and of transactions."""
    avail = submission.avail
    if not _is_text(avail.get("ALID")):
        yield "ALID is missing"
    if member(avail, "Disposition", "EntryType") != "FullExtract":
        yield "Disposition.EntryType is not FullExtract"
    if not _is_text(member(avail, "Licensor", "DisplayName")):
        yield "Licensor.DisplayName is missing"
    for name in ("Asset", "Transaction"):
        entries = avail.get(name)
        if not isinstance(entries, list) or not entries:
            yield f"{name} is missing or is not a list of at least one"
        else:
            yield from (
                f"{name}[{at}] is not an object"
                for at, entry in enumerate(entries)
                if not isinstance(entry, dict)
            )


def check_transactions(submission: Submission) -> Iterator[str]:
    """Licence, territory, window and format of each transaction."""
    for at, transaction in submission.placed:
        row, place = transaction.raw, f"Transaction[{at}]"
        for name in ("LicenseType", "Start", "End"):
            if not _is_text(row.get(name)):
                yield f"{place}.{name} is missing"
        yield from _territory(place, row.get("Territory"))
        if transaction.format_profile is None:
            yield f"{place}.FormatProfile.value is missing"


def check_spec_version(submission: Submission) -> Iterator[str]:
    """Compatibility.SpecVersion, as the switch `spec-version` has it (open question 6)."""
    present = member(submission.avail, "Compatibility", "SpecVersion") is not None
    match submission.switches["spec-version"]:
        case "required" if not present:
            yield "Compatibility.SpecVersion is missing"
        case "refused" if present:
            yield "Compatibility.SpecVersion is not taken"
        case _:
            pass


def _territory(place: str, territories: JSON) -> Iterator[str]:
    if not isinstance(territories, list) or not territories:
        yield f"{place}.Territory is missing or is not a list of at least one"
        return
    for at, territory in enumerate(territories):
        if not _is_text(member(territory, "country")):
            yield f"{place}.Territory[{at}].country is missing"


def _is_text(value: JSON) -> bool:
    return isinstance(value, str) and bool(value.strip())


CHECKS = (check_envelope, check_transactions, check_spec_version)
