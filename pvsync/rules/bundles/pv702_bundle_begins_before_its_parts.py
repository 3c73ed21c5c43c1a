"""A bundle begins before something that it holds.

In each territory, every season of a box set and every movie of a collection must be for sale when the bundle's own
window begins. Prime Video refuses the bundle otherwise, since a customer would pay for something that is not there.
Only purchase counts, windows that follow each other count as one, and of a box set only the seasons that are complete
by now.

Let the bundle begin later, or the part earlier.

Source: partner documents, TV box sets, validation rule 1; movie collections, validation rule 2 (bundles.md).
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.family import BundleFamily
from pvsync.rules.bundles.coverage import Lack, shortfalls, shown
from pvsync.rules.bundles.examples import collection, movie, offer
from pvsync.rules.bundles.sales import WHERE, noun, together
from pvsync.rules.rule import Remark, Rule, Setting
from pvsync.rules.words import days_text


def check(family: BundleFamily, setting: Setting) -> Iterator[Remark]:
    """Remark on each part that begins later than its bundle, all of its territories together."""
    yield from together(_late(family, setting))


def _late(family: BundleFamily, setting: Setting) -> Iterator[tuple[str, Remark]]:
    for found in shortfalls(family, setting):
        if found.how is not Lack.BEGINS_LATER or found.near is None:
            continue
        begins = shown(found.run.stretch.first, found.territory, setting)
        opens = shown(found.near.stretch.first, found.territory, setting)
        yield (
            found.territory,
            Remark(
                found.run.opening.place("start"),
                f"the {noun(family)} is for sale in {WHERE} from {begins}, and {found.part_name} only from {opens}: "
                f"{days_text(found.without.days)} too many",
                f"begin the {noun(family)} on {opens} or later, or let {found.part.title.alid} begin on {begins}",
                (Related(f"{found.part.title.alid} begins here", found.near.place("start")),),
            ),
        )


RULE = Rule(
    code="PV702",
    name="bundle-begins-before-its-parts",
    severity=Severity.ERROR,
    reasons=("box-set-rule-1", "collection-rule-2"),
    of=BundleFamily,
    check=check,
    page=__doc__,
    bad=movie("HEAT") + movie("COLD", "start: 2026-05-01, end: 2030-12-31") + collection(offer()),
    good=movie("HEAT")
    + movie("COLD", "start: 2026-05-01, end: 2030-12-31")
    + collection(offer("start: 2026-05-01, end: 2030-12-31")),
)
