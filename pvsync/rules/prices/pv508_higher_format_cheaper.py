"""A higher format costs less than a lower one at the same time.

UHD below HD, or HD below SD, in the same territory and licence: mostly two lines were swapped, or a price cut was
given to one format only. Customers would buy the better one for less, and nobody the other.

Correct the price, or cut the lower format too. Where it is meant, nothing needs to be done: this is a notice.

Source: pvsync's own; no document compares formats. UHD and 4K count as equal, since no document says which is higher.
"""

from collections.abc import Iterator
from itertools import permutations

from pvsync.diagnostics import Related, Severity
from pvsync.model.avail import Avail
from pvsync.model.desired import DesiredTitle
from pvsync.model.licence import Format
from pvsync.model.transaction import Transaction
from pvsync.rules.prices.lines import MONEY, money, paid_avails
from pvsync.rules.rule import Remark, Rule, Setting

_RANK: dict[str, int] = {Format.SD: 1, Format.HD: 2, Format.UHD: 3, Format.FOUR_K: 3}


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each price below that of a lower format."""
    for avail in paid_avails(title):
        if len({transaction.format for transaction in avail.transactions}) > 1:
            yield from _inverted(title, avail)


def _inverted(title: DesiredTitle, avail: Avail) -> Iterator[Remark]:
    for (low, lower), (high, higher) in permutations(enumerate(avail.transactions), 2):
        if not _is_below(lower, higher):
            continue
        for name in MONEY:
            less, more = money(higher, name), money(lower, name)
            if less is None or more is None or less.currency != more.currency or less.amount >= more.amount:
                continue
            line = f"{higher.license} in {higher.territory}"
            yield Remark(
                title.places.transaction(avail.scope, high, name),
                f"the `{name}` of {higher.format}, {less}, is below that of {lower.format}, {more}, for {line}",
                "correct it, or lower the other price too",
                (Related(f"{lower.format} is here", title.places.transaction(avail.scope, low, name)),),
            )


def _is_below(lower: Transaction, higher: Transaction) -> bool:
    return (
        lower.license == higher.license
        and 0 < _RANK.get(lower.format, 0) < _RANK.get(higher.format, 0)
        and bool(lower.window.overlap(higher.window))
    )


RULE = Rule(
    code="PV508",
    name="higher-format-cheaper",
    severity=Severity.NOTICE,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - license: EST
    territories: [CA]
    formats: [HD, UHD]
    start: 2026-03-01
    end: 2030-12-31
    prices:
      - {format: HD, wsp: 8.99 CAD, srp: 12.99 CAD}
      - {format: UHD, wsp: 6.99 CAD, srp: 12.99 CAD}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - license: EST
    territories: [CA]
    formats: [HD, UHD]
    start: 2026-03-01
    end: 2030-12-31
    prices:
      - {format: HD, wsp: 6.99 CAD, srp: 9.99 CAD}
      - {format: UHD, wsp: 8.99 CAD, srp: 12.99 CAD}
""",
)
