"""A line for sale has two kinds of price where there is room for one.

A wholesale price (`wsp`), a `tier` and a price `category` are three answers to one question: in a sheet they share
the column PriceType, one to a line. With two of them it is open which one counts. The retail price (`srp`) has a
column of its own and may stand beside each of them.

Keep the one that the contract names and remove the other.

Source: EMA 1.7.2 data dictionary, PriceType (one of Tier, WSP, Category and others); the mapping of the Avails API,
which reads the terms `WSP`, `Tier` and `Category` from that one column. That two are refused is said nowhere.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.prices.lines import paid_rows
from pvsync.rules.rule import Remark, Rule, Setting

_TYPES = ("wsp", "tier", "category")
_SEVERAL = 2


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each line with more than one kind of price."""
    for avail, row, transaction in paid_rows(title):
        named = [name for name in _TYPES if name in transaction.terms]
        if len(named) < _SEVERAL:
            continue
        first, *others = named
        for name in others:
            yield Remark(
                title.places.transaction(avail.scope, row, name),
                f"`{first}` and `{name}` both say what this {transaction.license} line costs; it has one of them",
                "keep the one that the contract names",
                (Related(f"`{first}` is here", title.places.transaction(avail.scope, row, first)),),
            )


RULE = Rule(
    code="PV507",
    name="two-price-types",
    severity=Severity.WARNING,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: EST, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, tier: Tier 3, wsp: 6.99 CAD}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: EST, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, tier: Tier 3, srp: 9.99 CAD}
""",
)
