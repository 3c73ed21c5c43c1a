"""The wholesale and the retail price of one line are in two currencies.

In a sheet both share one column for the currency, so a line with two cannot be written there; and two prices that are
meant for one territory are in its currency. Mostly a line was copied from another territory and changed by half.

Write both in the currency of the territory. Where a contract settles in another currency, say so with a comment that
allows it.

Source: EMA 1.7.2 data dictionary (PriceCurrency is one column; SRP is in local currency); Prime Video help, default
currency of a territory. That two currencies are refused is said nowhere.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.prices.lines import money, paid_rows
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each retail price in another currency than its wholesale price."""
    for avail, row, transaction in paid_rows(title):
        wsp, srp = money(transaction, "wsp"), money(transaction, "srp")
        if wsp is not None and srp is not None and wsp.currency != srp.currency:
            yield Remark(
                title.places.transaction(avail.scope, row, "srp"),
                f"the retail price is in {srp.currency} and the wholesale price in {wsp.currency}",
                "write both in the currency of the territory",
                (Related("the wholesale price is here", title.places.transaction(avail.scope, row, "wsp")),),
            )


RULE = Rule(
    code="PV504",
    name="two-currencies-in-one-line",
    severity=Severity.WARNING,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: EST, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, wsp: 6.99 USD, srp: 9.99 CAD}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: EST, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, wsp: 6.99 CAD, srp: 9.99 CAD}
""",
)
