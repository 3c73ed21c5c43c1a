"""A season has a number beyond the seasons that its series counts.

The series' `seasons` is sent with each of its seasons and episodes. A third season of a series of two means that one
of the numbers was not brought up to date.

Write how many seasons the series has, or correct the season's number. Where only paid seasons are counted, or seasons
bear the number of a year, say so with a comment that allows it.

Source: the mapping of the Avails API (NumberOfSeasons, EMA column SeasonCount; the official payload has the series'
number of seasons there); EMA 1.6 data dictionary (the number of paid seasons; a season's number orders it within its
series). That a greater number is refused is said nowhere.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.family import SeasonFamily
from pvsync.model.titles import Season
from pvsync.rules.rule import Remark, Rule, Setting


def check(family: SeasonFamily, _setting: Setting) -> Iterator[Remark]:
    """Remark on a season whose number its series does not reach."""
    title, places = family.season.title, family.season.places
    if not isinstance(title, Season) or title.number is None or title.series.season_count is None:
        return
    count = title.series.season_count
    if title.number > count:
        yield Remark(
            places.title("number"),
            f"this is season {title.number}, and the series counts {count}",
            f"write `seasons: {title.number}` in the series, or correct the number",
            (Related("the series counts here", places.title("series.seasons")),),
        )


RULE = Rule(
    code="PV606",
    name="season-number-above-count",
    severity=Severity.WARNING,
    of=SeasonFamily,
    check=check,
    page=__doc__,
    bad="""
kind: series
alid: ASB
title: Avail Strikes Back
seasons: 2
---
kind: season
alid: ASB-S3
series: ASB
number: 3
title: "Avail Strikes Back: Season 3"
avails:
  - {license: FVOD, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31}
episodes:
  - {alid: ASB-S3E1, number: 1, title: One}
""",
    good="""
kind: series
alid: ASB
title: Avail Strikes Back
seasons: 3
---
kind: season
alid: ASB-S3
series: ASB
number: 3
title: "Avail Strikes Back: Season 3"
avails:
  - {license: FVOD, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31}
episodes:
  - {alid: ASB-S3E1, number: 1, title: One}
""",
)
