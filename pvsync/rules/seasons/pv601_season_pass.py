"""A season for sale is a season pass, since not all of its episodes have started.

A season whose episodes start one after the other is sold as a season pass: customers pay for all of it and get each
episode as it starts. Once the last has started it is a season offer, which gives everything at once. Prime Video
decides that by the episodes' starts; nothing in the avail says it. This is a notice, so that nobody is surprised.

If a season offer was meant, let the season start with its last episode, or give all episodes the same start.

Judged for the day on which the season opens, or for today where it is open; each episode by its own lines for sale in
the territory, of whatever format. Where a season pass is not for the territory, PV602 says so instead.

Source: Prime Video help, season offers, season passes and content bundles, first table (an offer: all episodes with
the same start, or every start past; a pass: at least one episode that starts in the future).
"""

from collections import defaultdict
from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.family import SeasonFamily
from pvsync.rules.rule import Remark, Rule, Setting
from pvsync.rules.seasons.episodes import named, sale_place, verb
from pvsync.rules.seasons.passes import SeasonPass, passes
from pvsync.rules.words import day_text, listed


def check(family: SeasonFamily, setting: Setting) -> Iterator[Remark]:
    """Remark on a season that is a pass, once, with its territories."""
    found = [one for one in passes(family, setting) if one.is_classic]
    if not found:
        return
    clauses: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in found:
        clauses[_words(one, family, setting)].append(one.territory)
    told = [
        f"{is_one} a season pass in {listed(territories)}{turns}: {why}"
        for (is_one, turns, why), territories in clauses.items()
    ]
    first = found[0]
    last = first.decision.waiting[-1]
    episode = next(episode for episode in family.episodes if episode.title.alid == last)
    yield Remark(
        sale_place(family.season, first.territory, "start"),
        f"this season {'; it '.join(told)}",
        "for a season offer instead, let the season start with its last episode, or all episodes at once",
        (
            Related(
                f"the last episode starts in {first.territory} here",
                sale_place(episode, first.territory, "start"),
            ),
        ),
    )


def _words(one: SeasonPass, family: SeasonFamily, setting: Setting) -> tuple[str, str, str]:
    """Whether it is a pass already, when it becomes an offer, and which episodes make it one."""
    opens, closes, turns = one.sold.opens, one.sold.closes, one.decision.becomes_offer
    is_one = "is" if opens is None or opens <= setting.as_of else "will be"
    offer = ""
    if turns is not None and (closes is None or turns <= closes):
        offer = f" and a season offer from {day_text(setting.zones.day_of(turns, one.territory))}"
    waiting = one.decision.waiting
    return is_one, offer, f"{named(family, waiting)} {verb(waiting, 'starts', 'start')} later"


RULE = Rule(
    code="PV601",
    name="season-pass",
    severity=Severity.NOTICE,
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
  - {key: est, license: EST, territories: [CA], formats: [HD], start: 2026-05-25, end: 2030-12-31,
     wsp: 3.99 CAD, episode: {wsp: 1.99 CAD}}
episodes:
  - {alid: ASB-S1E1, number: 1, title: One}
  - {alid: ASB-S1E2, number: 2, title: Two, avails: [{key: est, start: 2026-06-08}]}
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
  - {key: est, license: EST, territories: [CA], formats: [HD], start: 2026-06-08, end: 2030-12-31,
     wsp: 3.99 CAD, episode: {wsp: 1.99 CAD}}
episodes:
  - {alid: ASB-S1E1, number: 1, title: One}
  - {alid: ASB-S1E2, number: 2, title: Two}
""",
)
