"""A pre-order does not end where the sale begins.

A pre-order (POEST) is open until the title can be bought (EST). Where it runs on into the sale, one title is offered
twice, perhaps at two prices; where it ends before, customers find nothing to order for the days between.

End the pre-order on the day before the sale of the same territory and format starts. `start` and `end` of days in one
territory meet to the second.

Source: pvsync's own reading of MovieLabs Avails 2.6, licence types POEST and EST, and of our page on the Avails API,
which counts both to one business line. A warning, since the documents do not say what the service does with either.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from pvsync.diagnostics import Related, Severity
from pvsync.model.avail import Avail
from pvsync.model.desired import DesiredTitle
from pvsync.model.licence import License
from pvsync.rules.rule import Remark, Rule, Setting

_SECOND = timedelta(seconds=1)


def check(title: DesiredTitle, setting: Setting) -> Iterator[Remark]:
    """Remark on each pre-order that overlaps the sale, or leaves a gap before it."""
    for avail in title.avails:
        for row, transaction in enumerate(avail.transactions):
            if transaction.license == License.POEST and not transaction.window.is_over(setting.as_of):
                yield from _beside(title, avail, row)


def _beside(title: DesiredTitle, avail: Avail, row: int) -> Iterator[Remark]:
    transaction = avail.transactions[row]
    window = transaction.window
    others = [other for other in avail.transactions if other.format == transaction.format]
    goes_on = any(other.license == License.POEST and window.touches(other.window) for other in others)
    sale = _sale(avail, row)
    if goes_on or sale is None or window.end is None:
        return
    start = avail.transactions[sale].window.start
    if start is None or window.end + _SECOND == start:
        return
    days = _days(window.end, start)
    where = f"{transaction.format} in {transaction.territory}"
    message = (
        f"the pre-order of {where} runs {days} into the sale"
        if start <= window.end
        else f"the pre-order of {where} ends {days} before the sale begins"
    )
    yield Remark(
        title.places.transaction(avail.scope, row, "end"),
        message,
        "end it on the day before the sale starts",
        (Related("the sale starts here", title.places.transaction(avail.scope, sale, "start")),),
    )


def _sale(avail: Avail, row: int) -> int | None:
    """The first sale of the same format that is not over before the pre-order begins."""
    order = avail.transactions[row]
    sales = [
        (other.window.start, index)
        for index, other in enumerate(avail.transactions)
        if other.license == License.EST
        and other.format == order.format
        and other.window.start is not None
        and (order.window.start is None or not other.window.is_over(order.window.start))
    ]
    return min(sales)[1] if sales else None


def _days(end: datetime, start: datetime) -> str:
    length = end + _SECOND - start if start <= end else start - end - _SECOND
    days = round(length / timedelta(days=1))
    return "1 day" if days == 1 else f"{days:,} days" if days else "less than a day"


RULE = Rule(
    code="PV307",
    name="poest-beside-est",
    severity=Severity.WARNING,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - license: POEST
    territories: [FR]
    formats: [HD]
    suppression_lift: 2026-09-15
    start: 2026-10-01
    end: 2026-11-01
    srp: 9.99 EUR
    wsp: 6.99 EUR
  - {license: EST, territories: [FR], formats: [HD], start: 2026-11-01, end: 2030-10-31, srp: 9.99 EUR, wsp: 6.99 EUR}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - license: POEST
    territories: [FR]
    formats: [HD]
    suppression_lift: 2026-09-15
    start: 2026-10-01
    end: 2026-10-31
    srp: 9.99 EUR
    wsp: 6.99 EUR
  - {license: EST, territories: [FR], formats: [HD], start: 2026-11-01, end: 2030-10-31, srp: 9.99 EUR, wsp: 6.99 EUR}
""",
)
