"""Something that a bundle holds is not for sale at all where the bundle is.

Each season of a box set that is complete, and each movie of a collection, must be for sale itself in every territory
of the bundle: that is part of being ready to publish, and without it the bundle is refused.

Offer the part for purchase (EST) there, or take the territory out of the bundle. A part that git says shall go from
there is another finding (PV903).

Source: partner documents, TV box sets, validation rules 1, 2 and 4; movie collections, validation rules 2 to 4
(bundles.md). That it counts for each territory is our reading.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.family import BundleFamily
from pvsync.rules.bundles.coverage import Lack, shortfalls
from pvsync.rules.bundles.examples import LONG, TWO_MOVIES, collection, offer
from pvsync.rules.bundles.sales import WHERE, noun, together
from pvsync.rules.rule import Remark, Rule, Setting


def check(family: BundleFamily, setting: Setting) -> Iterator[Remark]:
    """Remark on each part without an offer of its own, all of its territories together."""
    yield from together(_absent(family, setting))


def _absent(family: BundleFamily, setting: Setting) -> Iterator[tuple[str, Remark]]:
    for found in shortfalls(family, setting):
        if found.how is not Lack.NOT_OFFERED:
            continue
        alid = found.part.title.alid
        yield (
            found.territory,
            Remark(
                found.run.opening.place("territory"),
                f"the {noun(family)} is for sale in {WHERE}, and {found.part_name} is not",
                f"offer {alid} for purchase (`license: EST`) in {WHERE}, or take {WHERE} out of the {noun(family)}",
                (Related(f"{alid} is declared here", found.part.places.title("alid")),),
            ),
        )


RULE = Rule(
    code="PV704",
    name="part-not-offered",
    severity=Severity.ERROR,
    reasons=("box-set-rule-4", "collection-rule-4"),
    of=BundleFamily,
    check=check,
    page=__doc__,
    bad=TWO_MOVIES
    + collection(
        offer(), f"license: EST, territories: [FR], formats: [Max], {LONG}, wsp: 8.99 EUR, srp: 13.99 EUR"
    ),
    good=TWO_MOVIES + collection(offer()),
)
