"""A price is in a currency that does not exist.

Three capital letters are read as a currency. Letters that are none make a price that nobody can charge, and what the
service does with it is not documented.

Write the currency as in ISO 4217: `USD`, `EUR`, `GBP`, `JPY`.

Source: MovieLabs Avails 2.6, Money and its currency (ISO 4217, alpha-3). Unknown territories are PV107, more decimals
than the currency has are PV015.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.money import CURRENCIES, Money
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each price whose currency is unknown."""
    for avail in title.avails:
        for row, transaction in enumerate(avail.transactions):
            for name in ("wsp", "srp"):
                price = transaction.terms.get(name)
                if isinstance(price, Money) and price.currency not in CURRENCIES:
                    yield Remark(
                        title.places.transaction(avail.scope, row, name),
                        f"`{price.currency}` is not a currency",
                        "write the three letters of ISO 4217, such as `USD`",
                    )


RULE = Rule(
    code="PV204",
    name="unknown-currency",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: EST, territories: [CH], formats: [HD], start: 2026-03-01, end: 2026-04-01, wsp: 6.99 SFR, srp: 9.90 SFR}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: EST, territories: [CH], formats: [HD], start: 2026-03-01, end: 2026-04-01, wsp: 6.99 CHF, srp: 9.90 CHF}
""",
)
