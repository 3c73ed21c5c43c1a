"""A window's end is not after its start.

A window that ends at or before its own start is never open. Nothing fails when it is written; the mistake shows
on the day the title should have gone on sale.

To withdraw a window that has not begun, move both dates into the past, as the Avails API asks. To drop it, delete
the avail and let the plan show the removal.

Source: MovieLabs Avails 2.6, Transaction Start and End; Prime Video help, content rights (windows are intervals).
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each window that is never open."""
    for avail in title.avails:
        for row, transaction in enumerate(avail.transactions):
            start, end = transaction.window.start, transaction.window.end
            if start is not None and end is not None and end <= start:
                yield Remark(
                    title.places.transaction(avail.scope, row, "end"),
                    "the window ends before it starts",
                    "move `end` after `start`, or delete the avail",
                    (Related("it starts here", title.places.transaction(avail.scope, row, "start")),),
                )


RULE = Rule(
    code="PV301",
    name="window-ends-before-start",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: FVOD, territories: [US], formats: [HD], start: 2026-03-01, end: 2026-02-01}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: FVOD, territories: [US], formats: [HD], start: 2026-03-01, end: 2026-04-01}
""",
)
