"""A bundle held against the seasons or movies that the service holds: work types, windows, price.

domain: bundles, validation rules of series and of collections. What counts is our reading, as far as it can be
known here: purchase (EST) in the territory of the bundle's line, windows that follow each other as one, the dearest
price of a season. Which seasons are complete is not on the wire: as many as the box set counts, whichever.
Nothing is said of a title that is not held. The switch `bundle-parts` turns all of it off (open question 1).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from pvsync.emulator.submission import Submission, work_type_of
from pvsync.emulator.transactions import Transaction, prices, read_transactions
from pvsync.emulator.wire import JSON, digits, member, objects

_SECOND = timedelta(seconds=1)


def check_movies(submission: Submission) -> Iterator[str]:
    """Every member of a collection is a movie (collections, rule 1)."""
    if "collection" not in submission.work_types:
        return
    for alid, avails in _parts(submission).items():
        kinds = {work_type_of(asset) for avail in avails for asset in objects(avail.get("Asset"))}
        if kinds and "movie" not in kinds:
            yield f"BundledALID {alid} is of WorkType {', '.join(sorted(kinds))}, not a movie"


def check_movie_windows(submission: Submission) -> Iterator[str]:
    """Every movie is for sale as long as its collection (collections, rules 2 and 3)."""
    if "collection" not in submission.work_types:
        return
    for at, line, territory in _lines(submission):
        for alid, rows in _sales(submission, territory).items():
            yield from _short(at, line, f"movie {alid}", territory, rows)


def check_season_windows(submission: Submission) -> Iterator[str]:
    """The seasons that a box set counts are for sale as long as it is (series, rules 1 and 2)."""
    count = _count(submission)
    for at, line, territory in _lines(submission) if count else ():
        sales = _sales(submission, territory)
        short = {
            alid: list(_short(at, line, f"season {alid}", territory, rows)) for alid, rows in sales.items()
        }
        if len(sales) >= count > sum(not found for found in short.values()):
            yield from (sentence for found in short.values() for sentence in found)


def check_sum(submission: Submission) -> Iterator[str]:
    """A box set costs less than its seasons together (series, rule 5)."""
    count = _count(submission)
    for at, line, territory in _lines(submission) if count else ():
        sales = _sales(submission, territory)
        for (term, currency), price in prices(line.raw).items():
            dearest = [_dearest(rows, line, (term, currency)) for rows in sales.values()]
            known = sorted((amount for amount in dearest if amount is not None), reverse=True)
            # More seasons may be complete by the day on which a line opens; what counts then is not known now.
            opens_later = line.start is not None and line.start > submission.now
            counted = known if opens_later else known[:count]
            if len(counted) >= count and price >= sum(counted):
                yield (
                    f"Transaction[{at}] {term} {price} {currency} is not less than the sum of the seasons in "
                    f"{territory}, {sum(counted)} {currency}"
                )


def _parts(submission: Submission) -> Mapping[str, tuple[dict[str, JSON], ...]]:
    return submission.parts if submission.switches["bundle-parts"] == "held-against" else {}


def _count(submission: Submission) -> int:
    """The number of seasons of a box set; 0 where it is none or says none."""
    found = [
        digits(member(asset, "SeriesMetadata", "NumberOfSeasons")) for _, asset in submission.assets("series")
    ]
    return int(found[0]) if found and found[0].isdecimal() else 0


def _lines(submission: Submission) -> Iterator[tuple[int, Transaction, str]]:
    """Each line of a bundle that is not over, with its position, once for each of its territories."""
    for at, line in submission.placed:
        if line.start is not None and line.end is not None and line.end >= submission.now:
            yield from ((at, line, territory) for territory in line.territories)


def _sales(submission: Submission, territory: str) -> dict[str, list[Transaction]]:
    """The purchase lines of each part in a territory; a part without any is not held there."""
    found: dict[str, list[Transaction]] = {}
    for alid, avails in _parts(submission).items():
        rows = [
            row
            for avail in avails
            for row in read_transactions(avail)
            if row.license_type == "EST" and territory in row.territories and row.start and row.end
        ]
        if rows:
            found[alid] = rows
    return found


def _short(at: int, line: Transaction, part: str, territory: str, rows: list[Transaction]) -> Iterator[str]:
    """Why a part does not cover a line of its bundle; nothing where it does."""
    if line.start is None or line.end is None:
        return
    windows = sorted((row.start, row.end) for row in rows if row.start is not None and row.end is not None)
    reached = _reached(windows, line.start)
    if reached is None:
        yield f"Transaction[{at}].Start is before that of {part} in {territory}"
    elif reached < line.end:
        yield f"Transaction[{at}].End is after that of {part} in {territory}"


def _reached(windows: list[tuple[datetime, datetime]], start: datetime) -> datetime | None:
    """How far windows that follow each other reach from an instant on; None where none is open then."""
    reached: datetime | None = None
    for first, last in windows:
        if first <= (start if reached is None else reached + _SECOND) and last >= start:
            reached = last if reached is None else max(reached, last)
    return reached


def _dearest(rows: list[Transaction], line: Transaction, price: tuple[str, str]) -> Decimal | None:
    """The highest price of a part while a line of its bundle is open."""
    found = [
        amount for row in rows if row.overlaps(line) and (amount := prices(row.raw).get(price)) is not None
    ]
    return max(found, default=None)


CHECKS = (check_movies, check_movie_windows, check_season_windows, check_sum)
