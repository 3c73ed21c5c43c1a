"""A pre-order may be shown only when it is over.

`suppression_lift` is the day on which the page of a pre-order (POEST) may appear. Where it lies after the last day of
the pre-order, nobody ever sees it, and nobody can order.

Move `suppression_lift` before the start, or at least before the end.

Source: MovieLabs Avails 2.6, term SuppressionLiftDate; what Prime Video does with such an avail is not documented.
"""

from collections.abc import Iterator
from datetime import datetime

from pvsync.diagnostics import Related, Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.licence import License
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each pre-order whose `suppression_lift` is not before its end."""
    for avail in title.avails:
        for row, transaction in enumerate(avail.transactions):
            if transaction.license != License.POEST:
                continue
            lift, end = transaction.terms.get("suppression_lift"), transaction.window.end
            if isinstance(lift, datetime) and end is not None and lift >= end:
                yield Remark(
                    title.places.transaction(avail.scope, row, "suppression_lift"),
                    f"the pre-order in {transaction.territory} may be shown only after it has ended",
                    "move `suppression_lift` to the start or before",
                    (Related("it ends here", title.places.transaction(avail.scope, row, "end")),),
                )


RULE = Rule(
    code="PV306",
    name="suppression-lift-after-poest",
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
    suppression_lift: 2026-11-01
    start: 2026-10-01
    end: 2026-10-31
    srp: 9.99 EUR
    wsp: 6.99 EUR
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - license: POEST
    territories: [FR]
    formats: [HD]
    suppression_lift: 2026-10-01
    start: 2026-10-01
    end: 2026-10-31
    srp: 9.99 EUR
    wsp: 6.99 EUR
""",
)
