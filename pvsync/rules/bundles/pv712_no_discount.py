"""A bundle gives no discount to those who own some of it.

Prime Video strongly encourages a discount for customers who own some of the seasons or movies already and complete the
rest ("complete your series", "complete your bundle"). Without one, they pay the whole price for what they partly have.

Write `discount: 25` (a whole number of percent from 0 to 100), or `discount: 0` where none is meant.

Source: partner documents on TV box sets and movie collections, tables of columns, RetailerSpare1 (bundles.md).
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.titles import BoxSet, Collection
from pvsync.rules.bundles.examples import TWO_MOVIES, collection, offer
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on a bundle that is offered without a discount."""
    if not isinstance(title.title, BoxSet | Collection) or not title.avails:
        return
    if title.avails[0].transactions[0].discount is None:
        parts = "seasons" if isinstance(title.title, BoxSet) else "movies"
        yield Remark(
            title.places.title("discount"),
            f"this bundle has no `discount` for those who own some of its {parts}",
            "add `discount: 25`, or `discount: 0` where none is meant",
        )


RULE = Rule(
    code="PV712",
    name="no-discount",
    severity=Severity.NOTICE,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=TWO_MOVIES + collection(offer(), discount=""),
    good=TWO_MOVIES + collection(offer()),
)
