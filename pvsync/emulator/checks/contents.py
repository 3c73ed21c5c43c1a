"""What a box set or a collection says that it holds: a number of seasons, ids that agree, members that never change.

domain: bundles, the tables of rejection reasons of series and of collections; the numbers are theirs. Reason 8 of
collections (a season count) is taken for a slip of the pen. The place of the members is open question 6.
"""

import re
from collections.abc import Iterator

from pvsync.emulator.submission import Submission, bundled, work_type_of
from pvsync.emulator.wire import digits, member, objects

_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_FEWEST_MEMBERS = 2


def check_seasons(submission: Submission) -> Iterator[str]:
    """A box set names a number of seasons above zero (reason 8)."""
    for at, asset in submission.assets("series"):
        count = digits(member(asset, "SeriesMetadata", "NumberOfSeasons"))
        if _WHOLE.fullmatch(count) is None or int(count) == 0:
            yield f"Asset[{at}].SeriesMetadata.NumberOfSeasons is not a number above zero"


def check_ids(submission: Submission) -> Iterator[str]:
    """A box set has its own ALID as the content id of its series (reason 9)."""
    for at, asset in submission.assets("series"):
        series = member(asset, "SeriesMetadata", "SeriesContentID")
        place = f"Asset[{at}].SeriesMetadata.SeriesContentID"
        if not isinstance(series, str) or not series.strip():
            yield f"{place} is missing: it must be the ALID"
        elif series != submission.avail.get("ALID"):
            yield f"{place} is not the ALID"


def check_members(submission: Submission) -> Iterator[str]:
    """At least two members (reasons 9 and 10), and those that the collection has already (reason 11)."""
    for at, asset in submission.assets("collection"):
        members = frozenset(bundled(asset))
        if not members:
            yield f"Asset[{at}].BundledAsset is blank"
        elif len(members) < _FEWEST_MEMBERS:
            yield f"Asset[{at}].BundledAsset names only one title, and a collection has at least two"
        held = {
            frozenset(bundled(other))
            for avail in submission.held
            for other in objects(avail.get("Asset"))
            if work_type_of(other) == "collection"
        }
        if any(other and other != members for other in held):
            yield f"Asset[{at}].BundledAsset differs from the existing collection: its titles cannot be changed"


CHECKS = (check_seasons, check_ids, check_members)
