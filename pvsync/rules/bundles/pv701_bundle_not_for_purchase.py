"""A bundle is offered under another licence than purchase.

Box sets and collections are sold to own, and in no other way: the licence type is EST. Anything else in the avails of
a bundle is refused, and with it the whole full extract.

Write `license: EST`. To rent, to subscribe to or to give away what a bundle holds, offer its seasons and movies
themselves.

Source: partner documents on TV box sets and movie collections, tables of columns, LicenseType (bundles.md).
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.licence import License
from pvsync.model.titles import BoxSet, Collection
from pvsync.rules.bundles.examples import LONG, TWO_MOVIES, collection, offer
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each line of a bundle that is not for purchase."""
    if not isinstance(title.title, BoxSet | Collection):
        return
    for avail in title.avails:
        for row, transaction in enumerate(avail.transactions):
            if transaction.license != License.EST:
                yield Remark(
                    title.places.transaction(avail.scope, row, "license"),
                    f"a bundle is sold to own (EST), and this avail is {transaction.license}",
                    "write `license: EST`, or offer the titles in it themselves",
                )


RULE = Rule(
    code="PV701",
    name="bundle-not-for-purchase",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=TWO_MOVIES
    + collection(
        f"license: VOD, territories: [CA], formats: [Max], {LONG}, wsp: 2.99 CAD, srp: 4.99 CAD, rental: P30D, watch: PT48H"
    ),
    good=TWO_MOVIES + collection(offer()),
)
