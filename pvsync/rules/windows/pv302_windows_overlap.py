"""Two windows of the same line are open at the same time.

Within one title, territory, licence type, channel, contract and format, Prime Video takes no duplicate or
overlapping windows: the whole full extract is rejected, and what customers see stays as it was.

Let the earlier window end on the day before the later one starts, or make one avail of the two. Where only the
price differs for some days, keep one avail and give the price line `from` and `until`.

Source: Prime Video help, content rights (no duplicate or overlapping windows for one licensor, ALID, territory and
licence type). That channel, contract and format tell lines apart is read from the official payload, which holds
several formats of one title.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.avail import Avail
from pvsync.model.desired import DesiredTitle
from pvsync.rules.rule import Remark, Rule, Setting
from pvsync.rules.windows.lines import in_words, rows_by_line


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each window that begins before another of its line has ended."""
    for avail, rows in rows_by_line(title):
        yield from _overlaps(title, avail, rows)


def _overlaps(title: DesiredTitle, avail: Avail, rows: list[int]) -> Iterator[Remark]:
    windows = [avail.transactions[row].window for row in rows]
    for index, row in enumerate(rows[1:], start=1):
        earlier = next(
            (
                other
                for other, window in zip(rows, windows[:index], strict=False)
                if window.overlap(windows[index]) and window != windows[index]  # the same one is PV304
            ),
            None,
        )
        if earlier is not None:
            transaction = avail.transactions[row]
            yield Remark(
                title.places.transaction(avail.scope, row, "start"),
                f"two {in_words(transaction)} windows in {transaction.territory} are open at the same time",
                "end the earlier one on the day before this one starts, or make one avail of the two",
                (Related("the other window is here", title.places.transaction(avail.scope, earlier, "end")),),
            )


RULE = Rule(
    code="PV302",
    name="windows-overlap",
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
