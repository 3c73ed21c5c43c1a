"""A collection names something that is not a movie.

All titles of a collection are movies (work type `Movie`). A short, a season, an episode, a trailer or another
collection among them makes Prime Video refuse it. A list that has been delivered can never change, so this is the
moment to correct it.

Take the title out, or name a movie. The seasons of a series are sold together as its box set (`kind: bundle`).

Source: partner documents on movie collections, validation rule 1 (bundles.md). That a short is no movie follows from
its work type.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.family import BundleFamily
from pvsync.model.licence import WorkType
from pvsync.model.titles import Collection
from pvsync.rules.bundles.examples import LONG, TWO_MOVIES, collection, offer
from pvsync.rules.rule import Remark, Rule, Setting


def check(family: BundleFamily, _setting: Setting) -> Iterator[Remark]:
    """Remark on each member of a collection that is not a movie."""
    title = family.bundle.title
    if not isinstance(title, Collection):
        return
    named = {part.title.alid: part for part in family.parts}
    series = {part.unsent.series: part for part in family.parts if part.unsent.series}
    for index, member in enumerate(title.members):
        part = named.get(member) or series.get(member)
        if part is not None and part.title.work_type is not WorkType.MOVIE:
            what = _what(part, member)
            yield Remark(
                family.bundle.places.title(f"members.{index}"),
                f"`{member}` is {what}, and a collection holds movies only",
                "name a movie, or take it out",
                (Related("it is declared here", part.places.title("alid")),),
            )


def _what(part: DesiredTitle, member: str) -> str:
    kind = part.title.work_type
    if part.title.alid != member:
        return "a series"
    return f"an {kind}" if kind is WorkType.EPISODE else f"a {kind}"


_SHORT = f"""
kind: movie
alid: SPARK
work_type: Short
title: Spark
avails:
  - {{license: EST, territories: [CA], formats: [HD], {LONG}, wsp: 1.99 CAD, srp: 2.99 CAD}}
---
"""

RULE = Rule(
    code="PV707",
    name="member-not-a-movie",
    severity=Severity.ERROR,
    reasons=("collection-rule-1",),
    of=BundleFamily,
    check=check,
    page=__doc__,
    bad=TWO_MOVIES + _SHORT + collection(offer(), members="HEAT, COLD, SPARK"),
    good=TWO_MOVIES + _SHORT + collection(offer()),
)
