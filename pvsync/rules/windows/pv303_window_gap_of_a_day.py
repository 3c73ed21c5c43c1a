"""Between two windows of the same line lies a day or less.

An end includes its day. Where the next window starts two days later, the title is off sale for the day between, and
then on sale again: mostly a slip in counting, seen by customers and by nobody else.

Start the later window on the day after the earlier one ends. Where the day without an offer is meant, leave it.

Source: pvsync's own; that an end is the last second of its day is our reading of the documents (open question 10).
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from pvsync.diagnostics import Related, Severity
from pvsync.model.avail import Avail
from pvsync.model.desired import DesiredTitle
from pvsync.rules.rule import Remark, Rule, Setting
from pvsync.rules.windows.lines import in_words, rows_by_line

_SECOND = timedelta(seconds=1)
_HOUR = timedelta(hours=1)
_LONGEST_DAY = timedelta(hours=25)  # where clocks go back
_SHORTEST_DAY = timedelta(hours=23)


def check(title: DesiredTitle, setting: Setting) -> Iterator[Remark]:
    """Remark on each short gap that is still to come."""
    for avail, rows in rows_by_line(title):
        yield from _gaps(title, avail, rows, setting)


def _gaps(title: DesiredTitle, avail: Avail, rows: list[int], setting: Setting) -> Iterator[Remark]:
    for before, after in pairwise(rows):
        end, start = avail.transactions[before].window.end, avail.transactions[after].window.start
        if end is None or start is None or start <= setting.as_of:
            continue
        gap = start - end - _SECOND
        if timedelta(0) < gap <= _LONGEST_DAY:
            transaction = avail.transactions[after]
            yield Remark(
                title.places.transaction(avail.scope, after, "start"),
                f"{in_words(transaction)} in {transaction.territory} is off for {_length(gap)} between two windows",
                "start this window on the day after the earlier one ends; an end includes its day",
                (Related("the earlier one ends here", title.places.transaction(avail.scope, before, "end")),),
            )


def _length(gap: timedelta) -> str:
    if gap >= _SHORTEST_DAY:
        return "a day"
    return "less than an hour" if gap < _HOUR else f"{gap // _HOUR} hours" if gap >= 2 * _HOUR else "an hour"


RULE = Rule(
    code="PV303",
    name="window-gap-of-a-day",
    severity=Severity.NOTICE,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: FVOD, territories: [FR], formats: [HD], start: 2026-07-01, end: 2026-07-30}
  - {license: FVOD, territories: [FR], formats: [HD], start: 2026-08-01, end: 2026-08-31}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: FVOD, territories: [FR], formats: [HD], start: 2026-07-01, end: 2026-07-31}
  - {license: FVOD, territories: [FR], formats: [HD], start: 2026-08-01, end: 2026-08-31}
""",
)
