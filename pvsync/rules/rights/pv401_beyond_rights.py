"""An avail offers more than the partner holds.

A `rights` document says what a contract gives: titles, territories, licence types and days. Every avail of a title
that such a document names must lie within one, or within several that follow each other without a gap. What goes
beyond would be sold without a licence, and nothing in the service would notice.

Shorten the avail, take the territory or the licence type out, or write the contract down that gives it. A title that
no `rights` document names is not checked. One that names a series or a season stands for its seasons and episodes.

Source: pvsync's own; the Avails API knows nothing of contracts (Prime Video help, content rights, makes the partner
answer for them).
"""

from collections.abc import Iterator, Sequence

from pvsync.diagnostics import Related, Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.rights import Right
from pvsync.model.stretch import Stretch, missing
from pvsync.model.transaction import Transaction
from pvsync.rules.rule import Remark, Rule, Setting
from pvsync.rules.words import day_text, days_text, listed


def check(title: DesiredTitle, setting: Setting) -> Iterator[Remark]:
    """Remark on each transaction that no contract covers, once for each stretch of days too many."""
    if not title.rights:
        return
    for avail in title.avails:
        for row, transaction in enumerate(avail.transactions):
            for path, message, hint, rights in _judge(transaction, title.rights, setting):
                related = tuple(Related("what is held is written here", right.place) for right in rights)
                yield Remark(title.places.transaction(avail.scope, row, path), message, hint, related)


_Judged = tuple[str, str, str, Sequence[Right]]


def _judge(transaction: Transaction, rights: Sequence[Right], setting: Setting) -> Iterator[_Judged]:
    territory, license_type = transaction.territory, transaction.license
    whole = Stretch.of(transaction.window)
    there = [right for right in rights if territory in right.windows]
    fitting = [right for right in there if license_type in right.licenses]
    if not there:
        held = listed(sorted(set[str]().union(*(right.territories for right in rights))))
        yield (
            "territory",
            (
                f"{_contracts(rights)} {_verb(rights, 'does', 'do')} not give {territory}, only {held}: "
                f"{license_type} is offered there for {days_text(whole.days)}"
            ),
            f"take {territory} out, or write down the contract that gives it",
            rights,
        )
    elif not fitting:
        held = listed(sorted(set[str]().union(*(right.licenses for right in there))))
        yield (
            "license",
            (
                f"{_contracts(there)} {_verb(there, 'does', 'do')} not give {license_type} in {territory}, only {held}: "
                f"it is offered for {days_text(whole.days)}"
            ),
            f"take it out, or write down the contract that gives {license_type}",
            there,
        )
    else:
        yield from _too_long(transaction, whole, fitting, setting)


def _too_long(
    transaction: Transaction, whole: Stretch, rights: Sequence[Right], setting: Setting
) -> Iterator[_Judged]:
    territory = transaction.territory
    for gap in missing(whole, [Stretch.of(right.windows[territory]) for right in rights]):
        first = day_text(setting.zones.day_of(gap.first, territory))
        last = day_text(setting.zones.day_of(gap.last, territory))
        days = f"{days_text(gap.days)} too many, from {first} to {last}"
        path, how = _how(gap, whole, rights)
        yield (
            path,
            f"{transaction.license} in {territory} {how}: {days}",
            "shorten the avail, or write down the contract that gives these days",
            rights,
        )


def _how(gap: Stretch, whole: Stretch, rights: Sequence[Right]) -> tuple[str, str]:
    """Which key is too early or too late, and how the avail goes beyond the contracts."""
    contracts, verb = _contracts(rights), _verb(rights, "does", "do")
    if gap == whole:
        return "start", f"is offered on no day that {contracts} {_verb(rights, 'gives', 'give')}"
    if gap.first == whole.first:
        return "start", f"begins before {contracts} {verb}"
    if gap.until == whole.until:
        return "end", f"runs longer than {contracts} {verb}"
    return "end", f"goes on between what {contracts} {_verb(rights, 'gives', 'give')}"


def _contracts(rights: Sequence[Right]) -> str:
    return listed([f"`{name}`" for name in dict.fromkeys(right.reference for right in rights)])


def _verb(rights: Sequence[Right], one: str, many: str) -> str:
    return one if len({right.reference for right in rights}) == 1 else many


RULE = Rule(
    code="PV401",
    name="avail-beyond-rights",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: FVOD, territories: [US], formats: [HD], start: 2026-03-01, end: 2026-04-10}
---
kind: rights
titles: [HEAT]
territories: [US]
licenses: [FVOD]
from: 2026-01-01
to: 2026-03-31
reference: "Licence 2024-118"
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: FVOD, territories: [US], formats: [HD], start: 2026-03-01, end: 2026-03-31}
---
kind: rights
titles: [HEAT]
territories: [US]
licenses: [FVOD]
from: 2026-01-01
to: 2026-03-31
reference: "Licence 2024-118"
""",
)
