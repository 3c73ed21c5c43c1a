"""A collection costs no less than its movies together.

A customer who buys the movies one by one would pay less, or as much. No document refuses such a collection, as it does
a box set, so this is a warning. Wholesale is held against wholesale and retail against retail, in one currency, on
every day on which both are for sale; a movie that is sold in several formats counts with the dearest.

Write a lower price for the collection, or let the warning stand where it is meant.

Source: pvsync's own; the documents state it for TV box sets only (validation rule 5, bundles.md).
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.family import BundleFamily
from pvsync.model.titles import Collection
from pvsync.rules.bundles.examples import collection, movie, offer
from pvsync.rules.bundles.totals import dearer
from pvsync.rules.rule import Remark, Rule, Setting

_FEWEST_MEMBERS = 2


def check(family: BundleFamily, setting: Setting) -> Iterator[Remark]:
    """Remark on each price of a collection that is not less than its movies', where all of them are known."""
    title = family.bundle.title
    if not isinstance(title, Collection) or len(title.members) < _FEWEST_MEMBERS:
        return
    if {part.title.alid for part in family.parts}.issuperset(title.members):
        yield from dearer(family, setting, "movies")


RULE = Rule(
    code="PV715",
    name="collection-not-cheaper",
    severity=Severity.WARNING,
    of=BundleFamily,
    check=check,
    page=__doc__,
    bad=movie("HEAT")
    + movie("COLD", price="wsp: 5.99 CAD, srp: 8.99 CAD")
    + collection(offer(price=", wsp: 12.98 CAD, srp: 16.99 CAD")),
    good=movie("HEAT")
    + movie("COLD", price="wsp: 5.99 CAD, srp: 8.99 CAD")
    + collection(offer(price=", wsp: 11.98 CAD, srp: 16.99 CAD")),
)
