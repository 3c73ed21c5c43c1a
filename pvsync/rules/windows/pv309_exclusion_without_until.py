"""What keeps a title out of a bundle's discount has no day on which it ends.

The licence right `New Release`, and `bundle_discount: {excluded: true}`, leave a title out of "complete your series"
and "complete your bundle". Prime Video does not let either expire: it holds until the title is sent without it. With
`until`, pvsync sends that by itself on the day, and `pvsync calendar` shows it.

Add `until: DAY`, the first day on which the title counts again. Where none is known yet, leave it; this is a notice.

Source: season offers and bundles of the partner documents, excluding a title, options 1 and 2 ("does not expire by
itself: resubmit without it").
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.rule import Remark, Rule, Setting

_NEW_RELEASE = "new release"


def check(title: DesiredTitle, setting: Setting) -> Iterator[Remark]:
    """Remark on a new release, or an exclusion, that nothing ends."""
    exclusion = title.unsent.exclusion
    if exclusion is not None and exclusion.until is None:
        yield Remark(
            title.places.title("bundle_discount"),
            "nothing says when this title counts for the discount of a bundle again",
            "add `until` with that day to `bundle_discount`: the exclusion does not expire by itself",
        )
    if title.unsent.undated:
        yield from _undated(title, setting)


def _undated(title: DesiredTitle, setting: Setting) -> Iterator[Remark]:
    for avail in title.avails:
        for row, transaction in enumerate(avail.transactions):
            is_new = (transaction.license_rights or "").casefold() == _NEW_RELEASE
            if not is_new or (avail.scope, row) not in title.unsent.undated:
                continue
            if not transaction.window.is_over(setting.as_of):
                yield Remark(
                    title.places.transaction(avail.scope, row, "license_rights"),
                    "nothing says when this is no longer a new release",
                    "write `license_rights: {value: New Release, until: DAY}`: it does not expire by itself",
                )


RULE = Rule(
    code="PV309",
    name="exclusion-without-until",
    severity=Severity.NOTICE,
    reasons=("exclusion-1", "exclusion-2"),
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - license: EST
    territories: [FR]
    formats: [HD]
    start: 2026-03-01
    end: 2030-03-31
    license_rights: New Release
    wsp: 6.99 EUR
    srp: 9.99 EUR
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - license: EST
    territories: [FR]
    formats: [HD]
    start: 2026-03-01
    end: 2030-03-31
    license_rights: {value: New Release, until: 2026-09-01}
    wsp: 6.99 EUR
    srp: 9.99 EUR
""",
)
