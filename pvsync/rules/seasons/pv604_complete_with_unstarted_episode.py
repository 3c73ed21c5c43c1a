"""A season is said to be complete while its episodes still start one after the other.

`complete` is what the box set of the series goes by: it holds the seasons that have aired to their end. Too early,
and the box set holds a season of which customers get only a part.

Write the day of the last episode: `complete: 2026-05-10`, or wait with `true` until then. A season that aired long
ago and starts here with all of its episodes at once is not meant, and not remarked on.

Source: Prime Video help, season offers and content bundles, rule 3 of box sets (the season count is that of the
completely aired seasons). That an episode which starts later has not aired is our reading.
"""

from collections.abc import Iterator
from datetime import date

from pvsync.diagnostics import Related, Severity
from pvsync.model.family import SeasonFamily
from pvsync.rules.rule import Remark, Rule, Setting
from pvsync.rules.seasons.episodes import Start, named, starts, verb
from pvsync.rules.words import day_text


def check(family: SeasonFamily, setting: Setting) -> Iterator[Remark]:
    """Remark on a season that is complete before its last episode starts."""
    complete = family.season.unsent.complete
    if complete is False:
        return
    whole = None if isinstance(complete, bool) else complete
    firsts = [
        min(found, key=lambda start: start.at) for episode in family.episodes if (found := starts(episode))
    ]
    begins = min((start.at for start in firsts), default=setting.as_of)
    late = [start for start in firsts if start.at > begins and _is_after(start, setting, whole)]
    if not late:
        return
    last = max(late, key=lambda start: start.at)
    day = setting.zones.day_of(last.at, last.scope.territory)
    since = "" if whole is None else f" from {day_text(whole)}"
    alids = [start.title.title.alid for start in late]
    yield Remark(
        family.season.places.title("complete"),
        f"the season is said to be complete{since}, and {named(family, alids)} {verb(alids, 'starts', 'start')} "
        f"after that, the last on {day_text(day)}",
        f"write the day of its last episode: `complete: {day}`",
        (Related("the last episode starts here", last.place),),
    )


def _is_after(start: Start, setting: Setting, whole: date | None) -> bool:
    """Whether a line starts after the season is whole; None: it is whole now."""
    day = None if whole is None else setting.zones.start_of(whole, start.scope.territory)
    return start.at > (day or setting.as_of)


RULE = Rule(
    code="PV604",
    name="complete-with-unstarted-episode",
    severity=Severity.WARNING,
    of=SeasonFamily,
    check=check,
    page=__doc__,
    reasons=("box-set-rule-3",),
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
complete: true
avails:
  - {key: free, license: FVOD, territories: [CA], formats: [HD], start: 2026-05-25, end: 2030-12-31}
episodes:
  - {alid: ASB-S1E1, number: 1, title: One}
  - {alid: ASB-S1E2, number: 2, title: Two, avails: [{key: free, start: 2026-06-08}]}
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
complete: 2026-06-08
avails:
  - {key: free, license: FVOD, territories: [CA], formats: [HD], start: 2026-05-25, end: 2030-12-31}
episodes:
  - {alid: ASB-S1E1, number: 1, title: One}
  - {alid: ASB-S1E2, number: 2, title: Two, avails: [{key: free, start: 2026-06-08}]}
""",
)
