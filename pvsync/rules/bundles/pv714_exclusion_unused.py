"""A title is left out of the discount of a bundle, and no bundle holds it.

`bundle_discount` says that a season or a movie does not count for the discount of the bundle that it is in. Here there
is none: the series has no box set in this catalog, or no collection names the movie. The exclusion is sent all the
same, does nothing today, and would count from the first day of a bundle.

Remove `bundle_discount`, or add the title to the bundle that was meant, as long as that is not delivered yet.

Source: partner documents, excluding a season or movie from the discount: it is set on the parts of a bundle
(bundles.md).
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.bundles.examples import TWO_MOVIES, collection, movie, offer
from pvsync.rules.rule import Remark, Rule, Setting

_EXCLUDED = "bundle_discount: {excluded: true, because: new release, until: 2026-09-01}\n"


def check(title: DesiredTitle, setting: Setting) -> Iterator[Remark]:
    """Remark on an exclusion without a bundle."""
    if title.unsent.exclusion is None:
        return
    if title.title.alid not in setting.bundled and title.unsent.series not in setting.bundled:
        what = "its series has no box set" if title.unsent.series else "no collection names it"
        yield Remark(
            title.places.title("bundle_discount"),
            f"this title is left out of a bundle's discount, and {what}",
            "remove `bundle_discount`, or add the bundle",
        )


RULE = Rule(
    code="PV714",
    name="exclusion-unused",
    severity=Severity.NOTICE,
    reasons=("exclusion-1", "exclusion-2"),
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=TWO_MOVIES + movie("SPARK", keys=_EXCLUDED) + collection(offer()),
    good=movie("HEAT", keys=_EXCLUDED) + movie("COLD") + collection(offer()),
)
