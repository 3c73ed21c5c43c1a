"""A title is a new release in one format and not in another.

The licence right `New Release` on one format counts for all formats of the title in that territory and time. Where
another format is written without it, the catalog says something that customers will not see: no format counts for the
discount of a bundle.

Write `license_rights: New Release` for every format, or for none.

Source: season offers and bundles of the partner documents, excluding a title, option 1 ("if set on one FormatProfile
counts for all").
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.avail import Avail
from pvsync.model.desired import DesiredTitle
from pvsync.model.transaction import Transaction
from pvsync.rules.rule import Remark, Rule, Setting

_NEW_RELEASE = "new release"


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each format that is no new release while another one is."""
    for avail in title.avails:
        if len({transaction.license_rights for transaction in avail.transactions}) > 1:
            yield from _differences(title, avail)


def _differences(title: DesiredTitle, avail: Avail) -> Iterator[Remark]:
    new = [row for row, transaction in enumerate(avail.transactions) if _is_new(transaction)]
    for row, transaction in enumerate(avail.transactions):
        if _is_new(transaction):
            continue
        other = next((one for one in new if _counts_for(avail.transactions[one], transaction)), None)
        if other is not None:
            named = avail.transactions[other]
            yield Remark(
                title.places.transaction(avail.scope, row, "format"),
                f"{named.license} in {transaction.territory} is a new release in {named.format} and not in "
                f"{transaction.format}, and counts as one in both",
                "write `license_rights: New Release` for both, or for neither",
                (
                    Related(
                        "it is written here", title.places.transaction(avail.scope, other, "license_rights")
                    ),
                ),
            )


def _is_new(transaction: Transaction) -> bool:
    return (transaction.license_rights or "").casefold() == _NEW_RELEASE


def _counts_for(new: Transaction, other: Transaction) -> bool:
    return (
        new.license == other.license
        and new.channel == other.channel
        and new.format != other.format
        and bool(new.window.overlap(other.window))
    )


RULE = Rule(
    code="PV310",
    name="rights-differ-by-format",
    severity=Severity.WARNING,
    reasons=("exclusion-1",),
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
    license_rights: {value: New Release, until: 2026-09-01}
    wsp: 6.99 EUR
    srp: 9.99 EUR
  - {license: EST, territories: [FR], formats: [UHD], start: 2026-03-01, end: 2030-03-31, wsp: 8.99 EUR, srp: 12.99 EUR}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - license: EST
    territories: [FR]
    formats: [HD, UHD]
    start: 2026-03-01
    end: 2030-03-31
    license_rights: {value: New Release, until: 2026-09-01}
    prices:
      - {format: HD, wsp: 6.99 EUR, srp: 9.99 EUR}
      - {format: UHD, wsp: 8.99 EUR, srp: 12.99 EUR}
""",
)
