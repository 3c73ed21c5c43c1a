"""A bundle is still for sale when something that it holds is not.

In each territory, every season of a box set and every movie of a collection must stay for sale until the bundle's own
window ends, without a day between. Prime Video refuses the bundle otherwise, and a part whose end is moved forward
later would take the bundle with it. Only purchase counts, windows that follow each other count as one, and of a box
set only the seasons that are complete by now.

Let the bundle end earlier, or the part later; where a part pauses, let its windows follow each other.

Source: partner documents, TV box sets, validation rule 2; movie collections, validation rule 3 (bundles.md).
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.family import BundleFamily
from pvsync.rules.bundles.coverage import Lack, Shortfall, shortfalls, shown
from pvsync.rules.bundles.examples import collection, movie, offer
from pvsync.rules.bundles.sales import WHERE, Sale, noun, together
from pvsync.rules.rule import Remark, Rule, Setting
from pvsync.rules.words import days_text


def check(family: BundleFamily, setting: Setting) -> Iterator[Remark]:
    """Remark on each part that ends earlier than its bundle or pauses within it, all of its territories together."""
    yield from together(_early(family, setting))


def _early(family: BundleFamily, setting: Setting) -> Iterator[tuple[str, Remark]]:
    bundle = noun(family)
    for found in shortfalls(family, setting):
        if found.near is None or found.how not in {Lack.ENDS_EARLIER, Lack.PAUSES}:
            continue
        say = _ends if found.how is Lack.ENDS_EARLIER else _pauses
        yield found.territory, say(found, found.near, bundle, setting)


def _ends(found: Shortfall, near: Sale, bundle: str, setting: Setting) -> Remark:
    ends = shown(found.run.stretch.last, found.territory, setting)
    closes = shown(near.stretch.last, found.territory, setting)
    return Remark(
        found.run.closing.place("end"),
        f"the {bundle} is for sale in {WHERE} until {ends}, and {found.part_name} only until {closes}: "
        f"{days_text(found.without.days)} too many",
        f"end the {bundle} on {closes} or earlier, or let {found.part.title.alid} end on {ends}",
        _related(found, near),
    )


def _pauses(found: Shortfall, near: Sale, bundle: str, setting: Setting) -> Remark:
    first = shown(found.without.first, found.territory, setting)
    last = shown(found.without.last, found.territory, setting)
    return Remark(
        found.run.closing.place("end"),
        f"the {bundle} is for sale in {WHERE} without a pause, and {found.part_name} is not from {first} to {last}: "
        f"{days_text(found.without.days)} too many",
        f"let the windows of {found.part.title.alid} follow each other, or give the {bundle} two windows",
        _related(found, near),
    )


def _related(found: Shortfall, near: Sale) -> tuple[Related, ...]:
    return (Related(f"{found.part.title.alid} ends here", near.place("end")),)


RULE = Rule(
    code="PV703",
    name="bundle-outlives-its-parts",
    severity=Severity.ERROR,
    reasons=("box-set-rule-2", "collection-rule-3"),
    of=BundleFamily,
    check=check,
    page=__doc__,
    bad=movie("HEAT") + movie("COLD", "start: 2026-03-01, end: 2029-12-31") + collection(offer()),
    good=movie("HEAT")
    + movie("COLD", "start: 2026-03-01, end: 2029-12-31")
    + collection(offer("start: 2026-03-01, end: 2029-12-31")),
)
