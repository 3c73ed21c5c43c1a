"""Prices of one title in one territory are in two currencies.

A territory has one default currency. Where one line of a title differs from its others there, its price was mostly
copied from another territory: 5.99 in the wrong currency is the wrong price.

Write all of them in the currency of the territory. Lines that are over are not looked at; where a territory changes
its currency, say so with a comment that allows it.

Source: Prime Video help, content rights (every territory has a default currency, added where none is given). The list
of these currencies could not be read, so the lines of a title are compared with each other.
"""

from collections import Counter
from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.avail import Avail
from pvsync.model.desired import DesiredTitle
from pvsync.model.money import Money
from pvsync.rules.prices.lines import MONEY, money, paid_avails
from pvsync.rules.rule import Remark, Rule, Setting

_WORDS = {"wsp": "wholesale price", "srp": "retail price"}


def check(title: DesiredTitle, setting: Setting) -> Iterator[Remark]:
    """Remark on each price in another currency than most of the same kind in its territory."""
    for avail in paid_avails(title):
        if len(_currencies(avail)) > 1:
            for name in MONEY:
                yield from _strangers(title, avail, name, setting)


def _currencies(avail: Avail) -> set[str]:
    return {
        price.currency
        for transaction in avail.transactions
        for price in transaction.terms.values()
        if isinstance(price, Money)
    }


def _strangers(title: DesiredTitle, avail: Avail, name: str, setting: Setting) -> Iterator[Remark]:
    prices = [money(transaction, name) for transaction in avail.transactions]
    found = {
        row: price.currency
        for row, price in enumerate(prices)
        if price is not None and not avail.transactions[row].window.is_over(setting.as_of)
    }
    counts = Counter(found.values())
    if len(counts) <= 1:
        return
    usual = counts.most_common(1)[0][0]
    one = next(row for row, currency in found.items() if currency == usual)
    territory = avail.scope.territory
    for row, currency in found.items():
        if currency != usual:
            yield Remark(
                title.places.transaction(avail.scope, row, name),
                f"the {_WORDS[name]} in {territory} is in {currency} here and in {usual} elsewhere",
                f"write all prices for {territory} in its own currency",
                (Related(f"{usual} is here", title.places.transaction(avail.scope, one, name)),),
            )


RULE = Rule(
    code="PV505",
    name="two-currencies-in-a-territory",
    severity=Severity.WARNING,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: EST, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, wsp: 6.99 CAD, srp: 9.99 CAD}
  - {license: VOD, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, wsp: 2.99 USD, srp: 4.99 USD}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: EST, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, wsp: 6.99 CAD, srp: 9.99 CAD}
  - {license: VOD, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, wsp: 2.99 CAD, srp: 4.99 CAD}
""",
)
