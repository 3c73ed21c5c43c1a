"""A box set costs no less than its seasons together.

The price of a box set must be less than the sum of what its complete seasons cost in the same territory, or Prime
Video refuses it. Wholesale is held against wholesale and retail against retail, in one currency, on every day on which
both are for sale. A price that holds for some days only counts on these days: a season on offer can make its box set
too dear for as long as the offer lasts. A season that is sold in several formats counts with the dearest.
A season that is yet to be complete does not count, also where it will be before the box set opens: what is sent today
is judged today.

Write a lower price for the box set; where a season is cheaper for some days only, give the box set a price line with
the same `from` and `until`. Where the price is right once another season is complete, write it then.

Source: partner documents, TV box sets, validation rule 5 (bundles.md); what is held against what is our reading.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.family import BundleFamily
from pvsync.model.titles import BoxSet
from pvsync.rules.bundles.examples import box_set, offer, series
from pvsync.rules.bundles.totals import dearer
from pvsync.rules.rule import Remark, Rule, Setting


def check(family: BundleFamily, setting: Setting) -> Iterator[Remark]:
    """Remark on each price of a box set that is not less than its seasons'."""
    if isinstance(family.bundle.title, BoxSet):
        yield from dearer(family, setting, "complete seasons")


RULE = Rule(
    code="PV705",
    name="box-set-not-cheaper",
    severity=Severity.ERROR,
    reasons=("box-set-rule-5",),
    of=BundleFamily,
    check=check,
    page=__doc__,
    bad=series() + box_set(offer(price=", wsp: 14.99 CAD, srp: 17.99 CAD")),
    good=series() + box_set(offer(price=", wsp: 13.99 CAD, srp: 17.99 CAD")),
)
