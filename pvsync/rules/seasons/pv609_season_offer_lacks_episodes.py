"""A season is sold as a season offer, and not all of its episodes are for sale.

A season offer gives customers every episode at once. An episode that is not for sale in the territory, or that this
season counts and does not list, is one that they pay for and do not get. Where such an episode is still to come, the
season needs it with its later start to be a season pass.

Offer the episode there; list those that are missing with their starts; or correct `episode_count`.

Source: Prime Video help, season offers, season passes and content bundles, first table, row Episode level (an offer:
all episodes delivered; a pass: at least one with a start in the future). pvsync knows of no delivery and goes by what
is listed; that an episode counts only where it is for sale itself is our reading.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.family import SeasonFamily
from pvsync.model.season_sale import SeasonSale, sold_in
from pvsync.model.titles import Season
from pvsync.rules.rule import Remark, Rule, Setting
from pvsync.rules.seasons.episodes import named, verb
from pvsync.rules.words import listed


def check(family: SeasonFamily, setting: Setting) -> Iterator[Remark]:
    """Remark on each set of episodes that a season offer lacks, and on episodes that nobody listed."""
    if not family.season.avails:
        return
    offers = {
        territory: sold.unsold
        for territory, sold in sold_in(family, setting.as_of).items()
        if sold.decision is not None and sold.decision.sale is SeasonSale.OFFER
    }
    for unsold in dict.fromkeys(alids for alids in offers.values() if alids):
        where = listed([territory for territory, alids in offers.items() if alids == unsold])
        episode = next(episode for episode in family.episodes if episode.title.alid == unsold[0])
        yield Remark(
            episode.places.title("alid"),
            f"the season is a season offer in {where}, and {named(family, unsold)} "
            f"{verb(unsold, 'is', 'are')} not for sale there",
            f"offer {verb(unsold, 'it', 'them')} for sale in {where}, or take {where} out of the season's avail",
        )
    title = family.season.title
    count = title.episode_count if isinstance(title, Season) else None
    listed_here = len(family.episodes)
    if offers and count is not None and listed_here < count:
        yield Remark(
            family.season.places.title("episode_count"),
            f"the season is a season offer in {listed(list(offers))}, and lists {listed_here} of the {count} episodes "
            "that it counts",
            "list the others with their starts, or correct `episode_count`",
        )


RULE = Rule(
    code="PV609",
    name="season-offer-lacks-episodes",
    severity=Severity.WARNING,
    of=SeasonFamily,
    check=check,
    page=__doc__,
    reasons=("season-offer",),
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
  - {license: EST, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31,
     wsp: 3.99 CAD, episode: {wsp: 1.99 CAD}}
episodes:
  - {alid: ASB-S1E1, number: 1, title: One}
  - alid: ASB-S1E2
    number: 2
    title: Two
    avails:
      - {license: FVOD, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31}
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
  - {license: EST, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31,
     wsp: 3.99 CAD, episode: {wsp: 1.99 CAD}}
episodes:
  - {alid: ASB-S1E1, number: 1, title: One}
  - {alid: ASB-S1E2, number: 2, title: Two}
""",
)
