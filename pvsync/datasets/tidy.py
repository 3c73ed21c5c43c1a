"""A table that is not well formed written anew, so that the engine can read it and no row is lost."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from pvsync.datasets.head import BEYOND, Head
from pvsync.datasets.unpack import Member, NotTaken


@dataclass(frozen=True, slots=True)
class Tidied:
    """A table written anew.

    Args:
        head: Its head, with a last column for what rows had beyond the old one.
        member: The new file.
        short: Rows with fewer cells than the head.
        long: Rows with more.
    """

    head: Head
    member: Member
    short: int
    long: int


def tidied(path: Path, head: Head, target: Path) -> Tidied:
    """Write a table with the right number of cells in each row; bytes that are no UTF-8 are written out.

    Raises:
        NotTaken: If a quote is never closed.
    """
    width, records, short, long = len(head.names), 0, 0, 0
    new = Head(",", (*head.names, BEYOND), head.at)
    with (
        path.open(encoding="utf-8-sig", errors="backslashreplace", newline="") as source,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        rows = csv.reader(source, delimiter=head.delimiter)
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(new.names)
        try:
            next(rows)
            for row in rows:
                if not row:
                    continue
                records, short, long = records + 1, short + (len(row) < width), long + (len(row) > width)
                beyond = json.dumps(row[width:], ensure_ascii=False) if len(row) > width else ""
                writer.writerow([*row[:width], *[""] * (width - len(row)), beyond])
        except csv.Error as error:
            raise NotTaken("the table has a quote that is never closed") from error
    return Tidied(new, Member(target, records), short, long)
