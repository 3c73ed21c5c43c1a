"""An avail outside of subscriptions names several delivered languages.

`languages: {asset: ...}` says in which language the title is delivered. The standard takes one of them on a purchase,
a rental, a pre-order or a free offer, and several on a subscription only; its checker refuses the avail otherwise.

Name the main language alone; what else is delivered, the media files say.

Source: MovieLabs Avails 2.6.1, structure rule SVOD-AssetLanguage (at most one where the licence type is not SVOD). A
warning: the official payload, with three languages, is a subscription, and Prime Video's own rule is not public.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.licence import License
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each transaction that is no subscription and has more than one language."""
    for avail in title.avails:
        for row, transaction in enumerate(avail.transactions):
            if len(transaction.asset_languages) > 1 and transaction.license != License.SVOD:
                yield Remark(
                    title.places.transaction(avail.scope, row, "languages.asset.1"),
                    f"{transaction.license} names {len(transaction.asset_languages)} delivered languages, "
                    "where the standard has one",
                    f"keep the main one: `asset: [{transaction.asset_languages[0].tag}]`",
                )


RULE = Rule(
    code="PV342",
    name="several-asset-languages",
    severity=Severity.WARNING,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - license: FVOD
    territories: [FR]
    formats: [HD]
    start: 2026-03-01
    end: 2027-03-31
    languages: {asset: [fr, en]}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - license: FVOD
    territories: [FR]
    formats: [HD]
    start: 2026-03-01
    end: 2027-03-31
    languages: {asset: [fr]}
""",
)
