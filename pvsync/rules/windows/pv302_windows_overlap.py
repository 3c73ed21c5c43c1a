"""Two windows of the same line are open at the same time.

Within one title, territory, licence type, channel, contract and format, Prime Video takes no duplicate or
overlapping windows: the whole full extract is rejected, and what customers see stays as it was.

Let the earlier window end on the day before the later one starts, or make one avail of the two. Where only the
price differs for some days, keep one avail and give the price line `from` and `until`.

Source: Prime Video help, content rights (no duplicate or overlapping windows for one licensor, ALID, territory and
licence type). That channel, contract and format tell lines apart is read from the official payload, which holds
several formats of one title.
"""

from collections import defaultdict
from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.avail import Avail
from pvsync.model.desired import DesiredTitle
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each window that begins before the one before it has ended."""
    for avail in title.avails:
        for rows in _lines(avail).values():
            yield from _overlaps(title, avail, rows)


def _lines(avail: Avail) -> dict[tuple[str, ...], list[int]]:
    lines: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row, transaction in enumerate(avail.transactions):
        lines[transaction.line].append(row)
    return lines


def _overlaps(title: DesiredTitle, avail: Avail, rows: list[int]) -> Iterator[Remark]:
    ordered = sorted(rows, key=lambda row: str(avail.transactions[row].window.start))
    for index, row in enumerate(ordered[1:], start=1):
        window = avail.transactions[row].window
        earlier = next(
            (other for other in ordered[:index] if avail.transactions[other].window.overlap(window)), None
        )
        if earlier is not None:
            transaction = avail.transactions[row]
            line = " ".join(
                part for part in (transaction.license, transaction.format, transaction.channel) if part
            )
            yield Remark(
                title.places.transaction(avail.scope, row, "start"),
                f"two {line} windows in {transaction.territory} are open at the same time",
                "end the earlier one on the day before this one starts, or make one avail of the two",
                (Related("the other window is here", title.places.transaction(avail.scope, earlier, "end")),),
            )


RULE = Rule(
    code="PV302",
    name="windows-overlap",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: FVOD, territories: [US], formats: [HD], start: 2026-03-01, end: 2026-04-01}
  - {license: FVOD, territories: [US], formats: [HD], start: 2026-04-01, end: 2026-05-01}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: FVOD, territories: [US], formats: [HD], start: 2026-03-01, end: 2026-03-31}
  - {license: FVOD, territories: [US], formats: [HD], start: 2026-04-01, end: 2026-05-01}
""",
)
