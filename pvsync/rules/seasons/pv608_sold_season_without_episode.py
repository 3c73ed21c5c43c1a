"""A season is for sale in a territory where none of its episodes is.

Customers who buy a season get its episodes. A season pass needs at least one episode that is there and one that starts
later, a season offer needs all of them; a season without any is neither, and sells nothing.

Offer the episodes there, or take the territory out of the season's avail. Mostly an episode has `avails` of its own
without `key`, which replace those of the season.

Source: Prime Video help, season offers, season passes and content bundles, first table, row Episode level. That an
episode counts only where it is for sale itself is our reading.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.family import SeasonFamily
from pvsync.model.season_sale import sold_in
from pvsync.rules.rule import Remark, Rule, Setting
from pvsync.rules.seasons.episodes import sale_place
from pvsync.rules.words import listed


def check(family: SeasonFamily, setting: Setting) -> Iterator[Remark]:
    """Remark on a season that sells nothing, once, with its territories."""
    if not family.season.avails:
        return
    empty = [territory for territory, sold in sold_in(family, setting.as_of).items() if sold.decision is None]
    if empty:
        where = listed(empty)
        why = "none of its episodes is" if family.episodes else "it lists no episodes"
        yield Remark(
            sale_place(family.season, empty[0], "territory"),
            f"the season is for sale in {where}, and {why}",
            f"offer its episodes in {where}, or take {where} out of the season's avail",
        )


RULE = Rule(
    code="PV608",
    name="sold-season-without-episode",
    severity=Severity.WARNING,
    of=SeasonFamily,
    check=check,
    page=__doc__,
    reasons=("season-offer", "season-pass"),
    bad="""
kind: series
alid: ASB
title: Avail Strikes Back
seasons: 1
---
kind: season
alid: ASB-S1
series: ASB
number: 1
title: "Avail Strikes Back: Season 1"
avails:
  - {license: EST, territories: [CA, FR], formats: [HD], start: 2026-03-01, end: 2030-12-31, tier: Tier 1}
episodes:
  - alid: ASB-S1E1
    number: 1
    title: One
    avails:
      - {license: EST, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, wsp: 1.99 CAD}
""",
    good="""
kind: series
alid: ASB
title: Avail Strikes Back
seasons: 1
---
kind: season
alid: ASB-S1
series: ASB
number: 1
title: "Avail Strikes Back: Season 1"
avails:
  - {license: EST, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, tier: Tier 1}
episodes:
  - alid: ASB-S1E1
    number: 1
    title: One
    avails:
      - {license: EST, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, wsp: 1.99 CAD}
""",
)
