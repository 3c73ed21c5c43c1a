"""What an avail says it is for: the ALID of the path, licence types with a business line, one scope.

domain: Avails API section 4: a PUT has no scope in its path, so it is derived from the payload.
"""

from collections.abc import Iterator

from pvsync.emulator.submission import Submission


def check_alid(submission: Submission) -> Iterator[str]:
    """The ALID of the payload is the one of the path."""
    alid = submission.avail.get("ALID")
    if isinstance(alid, str) and alid.strip() and alid != submission.alid:
        yield f"ALID {alid} is not the one of the path, {submission.alid}"


def check_license_types(submission: Submission) -> Iterator[str]:
    """Every licence type belongs to a business line."""
    for at, transaction in submission.placed:
        if transaction.license_type is not None and submission.lines.of(transaction) is None:
            yield f"Transaction[{at}].LicenseType {transaction.license_type} has no business line"


def check_one_scope(submission: Submission) -> Iterator[str]:
    """One territory and one business line in a PUT, unless the switch allows many (open question 4)."""
    if submission.switches["territories-per-put"] == "many":
        return
    territories = {territory for _, row in submission.placed for territory in row.territories}
    lines = {line for _, row in submission.placed if (line := submission.lines.of(row)) is not None}
    if len(territories) > 1:
        yield f"the avail names several territories: {', '.join(sorted(territories))}"
    if len(lines) > 1:
        yield f"the avail names several business lines: {', '.join(sorted(lines))}"


CHECKS = (check_alid, check_license_types, check_one_scope)
