"""Box sets and collections: one format, a price, a whole discount, a number of seasons, members that never change.

domain: bundles, the tables of rejection reasons of series and of collections; the numbers are theirs. Reasons 1 to 4
also follow from windows that must be discrete, since every format is stored as `Max`. Reason 8 of collections (a
season count) is taken for a slip of the pen. The places of members and discount are open question 6.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from pvsync.emulator.submission import Submission
from pvsync.emulator.transactions import Transaction
from pvsync.emulator.wire import JSON, Number, member, objects

_SERIES, _COLLECTION = "series", "collection"
_NUMERIC = re.compile(r"\d{1,9}(\.\d{1,9})?", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_HUNDRED = 100
_FEWEST_MEMBERS = 2


def check_one_format(submission: Submission) -> Iterator[str]:
    """One FormatProfile for all avails of a bundle, whatever it is stored as (reasons 1 and 4)."""
    if submission.is_bundle and len(set(submission.formats_sent)) > 1:
        yield f"the avails of a bundle have several FormatProfiles: {', '.join(sorted(set(submission.formats_sent)))}"


def check_discount(submission: Submission) -> Iterator[str]:
    """RetailerSpare1 is a number from 0 to 100 (reason 5), and a whole one for a box set."""
    for at, transaction in submission.placed if submission.is_bundle else ():
        value = transaction.raw.get("RetailerSpare1")
        text = _digits(value)
        place = f"Transaction[{at}].RetailerSpare1"
        if value is None:
            continue
        if _NUMERIC.fullmatch(text) is None or Decimal(text) > _HUNDRED:
            yield f"{place} is not a number from 0 to 100"
        elif _SERIES in submission.work_types and _WHOLE.fullmatch(text) is None:
            yield f"{place} has decimals"


def check_price(submission: Submission) -> Iterator[str]:
    """WSP or SRP, as an amount of money (reason 7)."""
    for at, transaction in submission.placed if submission.is_bundle else ():
        if not any(_is_price(term) for term in _terms(transaction)):
            yield f"Transaction[{at}] has neither WSP nor SRP with an amount"


def check_seasons(submission: Submission) -> Iterator[str]:
    """A box set names a number of seasons above zero (reason 8) and its own ALID as its series (reason 9)."""
    for at, asset in _assets(submission, _SERIES):
        place = f"Asset[{at}].SeriesMetadata"
        count = _digits(member(asset, "SeriesMetadata", "NumberOfSeasons"))
        if _WHOLE.fullmatch(count) is None or int(count) == 0:
            yield f"{place}.NumberOfSeasons is not a number above zero"
        if member(asset, "SeriesMetadata", "SeriesContentID") != submission.avail.get("ALID"):
            yield f"{place}.SeriesContentID is not the ALID"


def check_members(submission: Submission) -> Iterator[str]:
    """At least two members (reasons 9 and 10), and those that the collection has already (reason 11)."""
    for at, asset in _assets(submission, _COLLECTION):
        members = _members(asset)
        if len(members) < _FEWEST_MEMBERS:
            yield f"Asset[{at}].BundledAsset names fewer than two titles"
        held = {_members(other) for avail in submission.held for other in _of_type(avail, _COLLECTION)}
        if any(other and other != members for other in held):
            yield f"Asset[{at}].BundledAsset differs from the existing collection: its titles cannot be changed"


def _assets(submission: Submission, work_type: str) -> Iterator[tuple[int, dict[str, JSON]]]:
    for at, asset in enumerate(objects(submission.avail.get("Asset"))):
        if _work_type(asset) == work_type:
            yield at, asset


def _of_type(avail: dict[str, JSON], work_type: str) -> Iterator[dict[str, JSON]]:
    return (asset for asset in objects(avail.get("Asset")) if _work_type(asset) == work_type)


def _work_type(asset: dict[str, JSON]) -> str:
    value = asset.get("WorkType")
    return value.casefold() if isinstance(value, str) else ""


def _members(asset: dict[str, JSON]) -> frozenset[str]:
    found = (entry.get("BundledALID") for entry in objects(asset.get("BundledAsset")))
    return frozenset(alid for alid in found if isinstance(alid, str) and alid.strip())


def _terms(transaction: Transaction) -> list[dict[str, JSON]]:
    return objects(transaction.raw.get("Terms")) + objects(transaction.raw.get("Term"))


def _is_price(term: dict[str, JSON]) -> bool:
    amount = _digits(member(term, "Money", "value"))
    return term.get("_termName") in ("WSP", "SRP") and _NUMERIC.fullmatch(amount) is not None


def _digits(value: JSON) -> str:
    """A number or a text as text; everything else as one that is no number."""
    if isinstance(value, Number):
        return value.lexeme
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()


CHECKS = (check_one_format, check_discount, check_price, check_seasons, check_members)
