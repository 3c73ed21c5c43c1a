"""A season would be a season pass in a territory where there are none.

Season passes are for Classic territories, season offers for Classic and Global ones. A season whose episodes start
one after the other cannot be the first outside them; what Prime Video then does with it is not documented.

Let the season start there with its last episode, or give all episodes the same start. Which territories are Classic
is not listed anywhere: pvsync looks only where `classic_territories` of pvsync.yaml names them.

Source: Prime Video help, season offers, season passes and content bundles, first table, row Marketplace.
"""

from collections import defaultdict
from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.family import SeasonFamily
from pvsync.rules.rule import Remark, Rule, Setting
from pvsync.rules.seasons.episodes import named, sale_place, verb
from pvsync.rules.seasons.passes import passes
from pvsync.rules.words import listed


def check(family: SeasonFamily, setting: Setting) -> Iterator[Remark]:
    """Remark on each season pass outside the Classic territories; those with the same episodes to come are one."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for one in passes(family, setting):
        if not one.is_classic:
            found[one.decision.waiting].append(one.territory)
    for waiting, territories in found.items():
        where = listed(territories)
        which = f"{named(family, waiting)} {verb(waiting, 'starts', 'start')} later"
        yield Remark(
            sale_place(family.season, territories[0], "start"),
            f"this season would be a season pass in {where}, and passes are for Classic territories: {which}",
            f"let it start there with its last episode; or add {where} to `classic_territories` in pvsync.yaml",
        )


RULE = Rule(
    code="PV602",
    name="season-pass-outside-classic",
    severity=Severity.WARNING,
    of=SeasonFamily,
    check=check,
    page=__doc__,
    reasons=("season-pass",),
    bad="""licensor: acme
classic_territories: [JP]
# catalog
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
  - {key: est, license: EST, territories: [CA], formats: [HD], start: 2026-05-25, end: 2030-12-31,
     wsp: 3.99 CAD, episode: {wsp: 1.99 CAD}}
episodes:
  - {alid: ASB-S1E1, number: 1, title: One}
  - {alid: ASB-S1E2, number: 2, title: Two, avails: [{key: est, start: 2026-06-08}]}
""",
    good="""licensor: acme
classic_territories: [JP]
# catalog
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
  - {key: est, license: EST, territories: [CA], formats: [HD], start: 2026-06-08, end: 2030-12-31,
     wsp: 3.99 CAD, episode: {wsp: 1.99 CAD}}
episodes:
  - {alid: ASB-S1E1, number: 1, title: One}
  - {alid: ASB-S1E2, number: 2, title: Two}
""",
)
