"""The retail price of a line is below its wholesale price.

`wsp` is what Prime Video pays, `srp` what customers are suggested to pay. A retail price below the wholesale price
sells at a loss; in nearly all cases the two stand in each other's place, or one is a digit short.

Swap the two, or correct one of them. Where it is meant, say so with a comment that allows it. Prices in two
currencies are not compared; those are PV504.

Source: pvsync's own; EMA 1.7.2 data dictionary says what WSP and SRP are, and no document compares them.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.prices.lines import money, paid_rows
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each retail price below the wholesale price of the same currency."""
    for avail, row, transaction in paid_rows(title):
        wsp, srp = money(transaction, "wsp"), money(transaction, "srp")
        if wsp is None or srp is None or wsp.currency != srp.currency or srp.amount >= wsp.amount:
            continue
        yield Remark(
            title.places.transaction(avail.scope, row, "srp"),
            f"the retail price of {srp} is below the wholesale price of {wsp}",
            "swap `wsp` and `srp` if each stands in the other's place, or correct one of them",
            (Related("the wholesale price is here", title.places.transaction(avail.scope, row, "wsp")),),
        )


RULE = Rule(
    code="PV502",
    name="srp-under-wsp",
    severity=Severity.WARNING,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: EST, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, wsp: 9.99 CAD, srp: 6.99 CAD}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: EST, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, wsp: 6.99 CAD, srp: 9.99 CAD}
""",
)
