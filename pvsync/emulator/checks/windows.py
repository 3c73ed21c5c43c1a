"""Windows: real dates, an end after the start, and no two windows of one offer at the same time."""

from collections.abc import Iterator
from itertools import combinations

from pvsync.emulator.submission import Submission


def check_dates(submission: Submission) -> Iterator[str]:
    """Start and End are dates, and the End is after the Start."""
    for at, transaction in submission.placed:
        for name, instant in (("Start", transaction.start), ("End", transaction.end)):
            value = transaction.raw.get(name)
            if instant is None and isinstance(value, str) and value.strip():
                yield f"Transaction[{at}].{name} is not a date: {value}"
        if (
            transaction.start is not None
            and transaction.end is not None
            and transaction.end <= transaction.start
        ):
            yield f"Transaction[{at}].End {transaction.raw['End']} is not after its Start {transaction.raw['Start']}"


def check_discrete(submission: Submission) -> Iterator[str]:
    """Windows of one licence type, territory, channel, contract and format do not overlap.

    domain: Avails API section 5 (windows must be discrete). Bundles have reasons of their own for it.
    """
    if submission.is_bundle:
        return
    for (first, one), (second, other) in combinations(submission.placed, 2):
        if one.same_offer(other) and one.overlaps(other):
            shared = ", ".join(sorted(set(one.territories) & set(other.territories)))
            yield f"Transaction[{first}] and Transaction[{second}] overlap: {one.license_type} in {shared}"


CHECKS = (check_dates, check_discrete)
