"""A title that is no bundle is offered in the format `Max`.

`Max` means that each part of a bundle comes in the highest quality there is. It is for TV box sets and collections;
Prime Video rejects it on seasons, episodes and supplementals, and no document gives it to a movie.

Name the formats that were delivered: `SD`, `HD`, `UHD` or `4K`.

Source: season offers and bundles of the partner documents, rejection reason 11 for series, and FormatProfile of the
field tables. That a movie is meant too is our reading: the standard's own formats have no `Max`.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.licence import Format
from pvsync.model.titles import BoxSet, Collection, Episode, Season, Title
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each transaction in `Max` of what is no bundle."""
    if isinstance(title.title, BoxSet | Collection):
        return
    for avail in title.avails:
        for row, transaction in enumerate(avail.transactions):
            if transaction.format == Format.MAX:
                yield Remark(
                    title.places.transaction(avail.scope, row, "format"),
                    f"`Max` is a format of box sets and collections, not of {_kind(title.title)}",
                    "write `SD`, `HD`, `UHD` or `4K`",
                )


def _kind(title: Title) -> str:
    """What a title is; a season and its episodes are one, since they have their avails in common."""
    return "a season or its episodes" if isinstance(title, Season | Episode) else f"a {title.work_type}"


RULE = Rule(
    code="PV331",
    name="max-outside-bundle",
    severity=Severity.ERROR,
    reasons=("box-set-rejection-11", "A15"),
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: FVOD, territories: [FR], formats: [Max], start: 2026-03-01, end: 2027-03-31}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: FVOD, territories: [FR], formats: [UHD], start: 2026-03-01, end: 2027-03-31}
""",
)
