"""A pre-order does not say from which day it may be shown.

`suppression_lift` is the day on which the page of a pre-order (POEST) may appear. Without it the standard's own
checker calls the avail wrong, and whether Prime Video shows the title at once, or not at all, is not documented.

Add `suppression_lift` with that day; where the title may be shown as soon as it can be ordered, write the start.

Source: MovieLabs Avails 2.6.1, structure rule POEST (exactly one SuppressionLiftDate); the EMA template asks for it
on every pre-order. A warning, since no rejection by Prime Video is documented.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.licence import License
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, setting: Setting) -> Iterator[Remark]:
    """Remark on each pre-order that is not over and has no `suppression_lift`."""
    for avail in title.avails:
        for row, transaction in enumerate(avail.transactions):
            if transaction.license != License.POEST or "suppression_lift" in transaction.terms:
                continue
            if transaction.window.is_over(setting.as_of):
                continue
            yield Remark(
                title.places.transaction(avail.scope, row, "license"),
                f"the pre-order in {transaction.territory} does not say from when it may be shown",
                "add `suppression_lift`, with the start where it may be shown from then on",
            )


RULE = Rule(
    code="PV305",
    name="poest-without-suppression-lift",
    severity=Severity.WARNING,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: POEST, territories: [FR], formats: [HD], start: 2026-10-01, end: 2026-10-31, srp: 9.99 EUR, wsp: 6.99 EUR}
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
""",
)
