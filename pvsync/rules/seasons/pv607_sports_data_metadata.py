"""Content of the Sports Data Platform starts within three days: its metadata is due a day before.

For seasons of the Sports Data Platform Prime Video recommends to deliver metadata at least 24 hours before the launch
of a season pass. What arrives later may be shown too late. This is a notice; pvsync cannot see what was delivered, and
speaks of every start of such a season, whether it is sold as a pass or not.

Deliver the metadata by the instant named, or remove `sports_data_platform` where the season is none of its content.

The letters SDP mean two things at Prime Video: the Sports Data Platform here, and same-day production as a value of
`license_rights`. This rule goes by `sports_data_platform: true` alone, never by `license_rights: SDP`.

Source: Prime Video help, season offers, season passes and content bundles, first table, row SDP content.
"""

from collections.abc import Iterator
from datetime import UTC, timedelta

from pvsync.diagnostics import Severity
from pvsync.model.family import SeasonFamily
from pvsync.rules.rule import Remark, Rule, Setting
from pvsync.rules.seasons.episodes import starts
from pvsync.rules.words import day_text

_SOON = timedelta(days=3)
_BEFORE = timedelta(hours=24)


def check(family: SeasonFamily, setting: Setting) -> Iterator[Remark]:
    """Remark on the next start of a sports season, where it is near."""
    if not family.season.unsent.is_sports_data:
        return
    near = [
        start
        for title in (family.season, *family.episodes)
        for start in starts(title)
        if setting.as_of < start.at <= setting.as_of + _SOON
    ]
    if not near:
        return
    start = min(near, key=lambda one: one.at)
    day = setting.zones.day_of(start.at, start.scope.territory)
    due = (start.at - _BEFORE).astimezone(UTC)
    is_late = due < setting.as_of
    late = ", which is less than 24 hours from now" if is_late else ""
    yield Remark(
        start.place,
        f"`{start.title.title.alid}` of the Sports Data Platform starts in {start.scope.territory} on "
        f"{day_text(day)}{late}: its metadata is due 24 hours before",
        "deliver its metadata now" if is_late else f"deliver it by {day_text(due.date())}, {due:%H:%M} UTC",
    )


RULE = Rule(
    code="PV607",
    name="sports-data-metadata-24h",
    severity=Severity.NOTICE,
    of=SeasonFamily,
    check=check,
    page=__doc__,
    reasons=("season-pass",),
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
sports_data_platform: true
avails:
  - {license: FVOD, territories: [CA], formats: [HD], start: 2026-06-03, end: 2030-12-31}
episodes:
  - {alid: ASB-S1E1, number: 1, title: One}
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
  - {license: FVOD, territories: [CA], formats: [HD], start: 2026-06-03, end: 2030-12-31}
episodes:
  - {alid: ASB-S1E1, number: 1, title: One}
""",
)
