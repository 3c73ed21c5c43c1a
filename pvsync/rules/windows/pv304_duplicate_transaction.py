"""Two avails give the same line the same window.

Within one title, territory, licence type, channel, contract and format, Prime Video takes no duplicate windows: the
whole full extract is rejected. Which of the two prices or languages would hold, nobody could say.

Delete one of the two, or change the territory, the format or the dates that were meant to differ.

Source: Prime Video help, content rights (no duplicate or overlapping windows for one licensor, ALID, territory and
licence type).
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.window import Window
from pvsync.rules.rule import Remark, Rule, Setting
from pvsync.rules.windows.lines import in_words, rows_by_line


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each window that another row of its line has already."""
    for avail, rows in rows_by_line(title):
        first: dict[Window, int] = {}
        for row in rows:
            transaction = avail.transactions[row]
            other = first.setdefault(transaction.window, row)
            if other == row:
                continue
            yield Remark(
                title.places.transaction(avail.scope, row, ""),
                f"two avails give {in_words(transaction)} in {transaction.territory} the same window",
                "delete one of them, or change what was meant to differ",
                (Related("the other one is here", title.places.transaction(avail.scope, other, "")),),
            )


RULE = Rule(
    code="PV304",
    name="duplicate-transaction",
    severity=Severity.ERROR,
    reasons=(
        "A3",
        "box-set-rejection-2",
        "box-set-rejection-3",
        "collection-rejection-2",
        "collection-rejection-3",
    ),
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: FVOD, territories: [FR, IT], formats: [HD], start: 2026-03-01, end: 2026-04-01}
  - {license: FVOD, territories: [FR], formats: [HD], start: 2026-03-01, end: 2026-04-01}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: FVOD, territories: [FR, IT], formats: [HD], start: 2026-03-01, end: 2026-04-01}
  - {license: FVOD, territories: [FR], formats: [UHD], start: 2026-03-01, end: 2026-04-01}
""",
)
