"""A season lists more episodes than it counts, or one with a number beyond the count.

`episode_count` is sent with the season and with each of its episodes. Without it the episodes listed here are
counted, which is too few where only some of them are listed.

Write how many episodes the season has or will have, or correct the number. Where only paid episodes are counted, or
numbers go on from the season before, say so with a comment that allows it.

Source: the mapping of the Avails API (NumberOfEpisodes, EMA column EpisodeCount); EMA 1.6 data dictionary (the number
of paid episodes of the season; an episode's number orders it within its season). That a greater number is refused is
said nowhere.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.family import SeasonFamily
from pvsync.model.titles import Season
from pvsync.rules.rule import Remark, Rule, Setting
from pvsync.rules.seasons.episodes import number_of, numbered, verb


def check(family: SeasonFamily, _setting: Setting) -> Iterator[Remark]:
    """Remark on a season whose count its episodes go beyond."""
    season = family.season
    count = season.title.episode_count if isinstance(season.title, Season) else None
    if count is None:
        return
    beyond = [episode for episode in family.episodes if number_of(episode) > count]
    if len(family.episodes) > count:
        yield Remark(
            season.places.title("episode_count"),
            f"{len(family.episodes)} episodes are listed, and the season counts {count}",
            f"write `episode_count: {max(len(family.episodes), *map(number_of, family.episodes))}`",
        )
    elif beyond:
        highest = max(map(number_of, beyond))
        yield Remark(
            beyond[0].places.title("number"),
            f"{numbered([number_of(episode) for episode in beyond])} {verb(beyond, 'goes', 'go')} beyond the {count} "
            "that the season counts",
            f"write `episode_count: {highest}`, or correct the number",
        )


RULE = Rule(
    code="PV605",
    name="more-episodes-than-counted",
    severity=Severity.WARNING,
    of=SeasonFamily,
    check=check,
    page=__doc__,
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
episode_count: 8
avails:
  - {license: FVOD, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31}
episodes:
  - {alid: ASB-S1E8, number: 8, title: Eight}
  - {alid: ASB-S1E9, number: 9, title: Nine}
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
episode_count: 9
avails:
  - {license: FVOD, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31}
episodes:
  - {alid: ASB-S1E8, number: 8, title: Eight}
  - {alid: ASB-S1E9, number: 9, title: Nine}
""",
)
