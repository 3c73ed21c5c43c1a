"""One avail says both which languages are allowed and which are held back.

`allowed` names the only languages that may be offered, `holdback` those that may not. Prime Video takes one of the
two on a line: with both, nobody can say what holds for a language that neither of them names.

Keep the list that the licence states. A language without a country stands for all of its countries.

Source: Prime Video partner page on language holdback and allowed languages (HoldbackLanguage and AllowedLanguages
cannot both be filled on one row; our page on EMA sheets).
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each transaction with both lists."""
    for avail in title.avails:
        for row, transaction in enumerate(avail.transactions):
            if transaction.allowed_languages and transaction.holdback_languages:
                place = title.places.transaction
                yield Remark(
                    place(avail.scope, row, "languages.holdback.0"),
                    "languages are held back here, and others are named as the only ones allowed",
                    "keep `holdback` or `allowed`, whichever the licence states",
                    (Related("those allowed are here", place(avail.scope, row, "languages.allowed.0")),),
                )


RULE = Rule(
    code="PV341",
    name="holdback-and-allowed-languages",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - license: FVOD
    territories: [FR]
    formats: [HD]
    start: 2026-03-01
    end: 2027-03-31
    languages: {allowed: [fr], holdback: [en]}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - license: FVOD
    territories: [FR]
    formats: [HD]
    start: 2026-03-01
    end: 2027-03-31
    languages: {allowed: [fr]}
""",
)
