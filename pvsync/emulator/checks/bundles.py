"""The lines of a box set or a collection: sold to own, one format, discrete windows, a price, a whole discount.

domain: bundles, the tables of columns and the tables of rejection reasons of series and of collections; the numbers
are theirs. The place of the discount is open question 6.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from pvsync.emulator.submission import Submission
from pvsync.emulator.transactions import Transaction, prices
from pvsync.emulator.wire import digits

_NUMERIC = re.compile(r"\d{1,9}(\.\d{1,9})?", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_HUNDRED = 100


def check_license(submission: Submission) -> Iterator[str]:
    """A bundle is sold to own (tables of columns, LicenseType)."""
    for at, transaction in submission.placed if submission.is_bundle else ():
        if transaction.license_type not in (None, "EST"):
            yield f"Transaction[{at}].LicenseType {transaction.license_type} is not EST, as that of a bundle must be"


def check_windows(submission: Submission) -> Iterator[str]:
    """No two windows at the same time in a territory, whatever their formats and prices (reasons 1 to 4)."""
    for (first, one), (second, other) in combinations(submission.placed if submission.is_bundle else (), 2):
        shared = sorted(set(one.territories) & set(other.territories))
        if not shared or one.license_type != other.license_type or not one.overlaps(other):
            continue
        formats = (submission.formats_sent.get(first), submission.formats_sent.get(second))
        profile = "the same FormatProfile" if formats[0] == formats[1] else "different FormatProfiles"
        price = "at the same price" if _price(one) == _price(other) else "at different prices"
        yield (
            f"Transaction[{first}] and Transaction[{second}] of a bundle overlap with {profile} {price}: "
            f"{one.license_type} in {', '.join(shared)}"
        )


def check_one_format(submission: Submission) -> Iterator[str]:
    """One FormatProfile for all avails of a bundle, whatever it is stored as (reasons 1 and 4)."""
    sent = sorted(set(submission.formats_sent.values())) if submission.is_bundle else []
    if len(sent) > 1:
        yield f"the avails of a bundle have several FormatProfiles: {', '.join(sent)}"


def check_discount(submission: Submission) -> Iterator[str]:
    """RetailerSpare1 is a number from 0 to 100 (reason 5), and a whole one for a box set."""
    for at, transaction in submission.placed if submission.is_bundle else ():
        value = transaction.raw.get("RetailerSpare1")
        text = digits(value)
        place = f"Transaction[{at}].RetailerSpare1"
        if value is None:
            continue
        if _NUMERIC.fullmatch(text) is None or Decimal(text) > _HUNDRED:
            yield f"{place} is not a number from 0 to 100"
        elif "series" in submission.work_types and _WHOLE.fullmatch(text) is None:
            yield f"{place} has decimals"


def check_price(submission: Submission) -> Iterator[str]:
    """WSP or SRP, as an amount of money (reason 7)."""
    for at, transaction in submission.placed if submission.is_bundle else ():
        if not prices(transaction.raw):
            yield f"Transaction[{at}] has neither WSP nor SRP with an amount"


def _price(transaction: Transaction) -> dict[tuple[str, str], Decimal]:
    return prices(transaction.raw)


CHECKS = (check_license, check_windows, check_one_format, check_discount, check_price)
