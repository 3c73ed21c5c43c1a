"""A collection holds a movie that is delivered to the Classic specification.

Collections do not go together with Classic offers: all of their movies must be delivered to the Global specification.

Deliver the movie to the Global specification and write `spec: global`, or take it out before the collection is
delivered: its list can never change.

Source: partner documents on movie collections, introduction (bundles.md, "Not compatible with Classic-spec offers").
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.desired import Specification
from pvsync.model.family import BundleFamily
from pvsync.model.titles import Collection
from pvsync.rules.bundles.examples import collection, movie, offer
from pvsync.rules.rule import Remark, Rule, Setting


def check(family: BundleFamily, _setting: Setting) -> Iterator[Remark]:
    """Remark on each member that says `spec: classic`."""
    title = family.bundle.title
    if not isinstance(title, Collection):
        return
    for part in family.parts:
        alid = part.title.alid
        if part.unsent.specification is Specification.CLASSIC and alid in title.members:
            yield Remark(
                family.bundle.places.title(f"members.{title.members.index(alid)}"),
                f"`{alid}` is delivered to the Classic specification, and a collection takes Global only",
                "take it out, or write `spec: global` in its document once it is delivered so",
                (Related("its specification is written here", part.places.title("spec")),),
            )


RULE = Rule(
    code="PV709",
    name="classic-member",
    severity=Severity.ERROR,
    of=BundleFamily,
    check=check,
    page=__doc__,
    bad=movie("HEAT") + movie("COLD", keys="spec: classic\n") + collection(offer()),
    good=movie("HEAT") + movie("COLD", keys="spec: global\n") + collection(offer()),
)
