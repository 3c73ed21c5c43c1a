"""A purchase, rental or pre-order costs nothing.

A price of zero on what customers pay for is usually a placeholder that nobody came back to. Sheets with a rental at a
wholesale price of zero have been seen, so it is not refused.

Write the price, or `license: FVOD` where the title is free to watch. Where zero is meant, say so with a comment that
allows it.

Source: pvsync's own; a public partner tool sends rentals with a WSP of 0, and no document forbids it. A price below
zero is PV015.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.prices.lines import MONEY, money, paid_rows
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each price of zero."""
    for avail, row, transaction in paid_rows(title):
        for name in MONEY:
            price = money(transaction, name)
            if price is not None and not price.amount:
                yield Remark(
                    title.places.transaction(avail.scope, row, name),
                    f"the `{name}` of this {transaction.license} line is {price}",
                    "write the price, or `license: FVOD` if it is free to watch",
                )


RULE = Rule(
    code="PV503",
    name="price-of-zero",
    severity=Severity.WARNING,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: VOD, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, rental: P30D, watch: PT48H, wsp: 0 CAD}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: VOD, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, rental: P30D, watch: PT48H, wsp: 2.99 CAD}
""",
)
