"""A subscription or free avail carries a price.

Nobody pays for a title that comes with a subscription or is free to watch. A subscription has the price category
`sub` and no price; a free title has neither. A price there is mostly left over from a copied avail, or the licence
type is the wrong one.

Remove the price. Where the title is for sale, write `license: EST` or `license: VOD` instead.

Source: Prime Video help, free video on demand (PriceType and PriceValue are blank in its table; that they must stay
empty is our reading); MovieLabs and the official payload have a subscription as Category "sub", without a price. What
the service does with a price there is not documented.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.licence import BusinessLine, License
from pvsync.rules.rule import Remark, Rule, Setting

_PRICES = ("wsp", "srp", "tier")
_NOT_THERE = {
    License.SVOD: (_PRICES, "a subscription has `category: sub` and no price"),
    License.FVOD: ((*_PRICES, "category"), "what is free to watch has none"),
}


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each price where nobody pays for a title by itself."""
    for avail in title.avails:
        if avail.scope.business_line is BusinessLine.TVOD:
            continue
        for row, transaction in enumerate(avail.transactions):
            names, why = _NOT_THERE[License(transaction.license)]
            for name in names:
                if name in transaction.terms:
                    yield Remark(
                        title.places.transaction(avail.scope, row, name),
                        f"this {transaction.license} avail carries `{name}`; {why}",
                        f"remove `{name}`, or change `license` if the title is for sale",
                    )


RULE = Rule(
    code="PV506",
    name="price-on-subscription",
    severity=Severity.WARNING,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    reasons=("A12",),
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: FVOD, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, srp: 9.99 CAD}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: FVOD, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31}
""",
)
