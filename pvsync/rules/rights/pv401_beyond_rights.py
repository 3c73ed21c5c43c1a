"""An avail offers more than the partner holds.

A `rights` document says what a contract gives: titles, territories, licence types and days. Every avail of a title
that such a document names must lie within one, or within several that follow each other without a gap. What goes
beyond would be sold without a licence, and nothing in the service would notice.

Shorten the avail, take the territory or the licence type out, or write the contract down that gives it. A title that
no `rights` document names is not checked. One that names a series or a season stands for its seasons and episodes.

Source: pvsync's own; the Avails API knows nothing of contracts (Prime Video help, content rights, makes the partner
answer for them).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pvsync.diagnostics import Related, Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.rights import Right
from pvsync.model.transaction import Transaction
from pvsync.rules.rule import Remark, Rule, Setting

_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)
_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC) - _DAY


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Time from an instant until before another."""

    first: datetime
    until: datetime

    @property
    def days(self) -> str:
        """Its length, a day begun being a day."""
        count = max(1, round((self.until - self.first) / _DAY))
        return "1 day" if count == 1 else f"{count:,} days"


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each transaction that no contract covers."""
    if not title.rights:
        return
    for avail in title.avails:
        for row, transaction in enumerate(avail.transactions):
            found = _judge(transaction, title.rights)
            if found is not None:
                path, message, hint, rights = found
                related = tuple(Related("what is held is written here", right.place) for right in rights)
                yield Remark(title.places.transaction(avail.scope, row, path), message, hint, related)


_Judged = tuple[str, str, str, Sequence[Right]]


def _judge(transaction: Transaction, rights: Sequence[Right]) -> _Judged | None:
    territory, license_type = transaction.territory, transaction.license
    there = [right for right in rights if territory in right.windows]
    if not there:
        held = sorted(set[str]().union(*(right.territories for right in rights)))
        message = (
            f"{_contracts(rights)} {_verb(rights, 'does', 'do')} not give {territory}, only {', '.join(held)}"
        )
        return "territory", message, f"take {territory} out, or write down the contract that gives it", rights
    fitting = [right for right in there if license_type in right.licenses]
    if not fitting:
        held = sorted(set[str]().union(*(right.licenses for right in there)))
        verb = _verb(there, "does", "do")
        message = f"{_contracts(there)} {verb} not give {license_type} in {territory}, only {', '.join(held)}"
        return (
            "license",
            message,
            f"offer it as {held[0]}, or write down the contract that gives {license_type}",
            there,
        )
    return _too_long(transaction, fitting)


def _too_long(transaction: Transaction, rights: Sequence[Right]) -> _Judged | None:
    whole = _stretch(transaction.window.start, transaction.window.end)
    missing = _missing(whole, [_held(right, transaction.territory) for right in rights])
    if not missing:
        return None
    what = f"{transaction.license} in {transaction.territory}"
    gap = missing[0]
    hint = "shorten the avail, or write down the contract that gives these days"
    if gap.first > whole.first and gap.until < whole.until:
        return "end", f"{what} has {gap.days} between what {_contracts(rights)} give", hint, rights
    if gap == whole:
        message = f"{what} is offered for {gap.days}, of which {_contracts(rights)} {_verb(rights, 'gives', 'give')} none"
        return "start", message, hint, rights
    verb = _verb(rights, "does", "do")
    if gap.first == whole.first:
        return "start", f"{what} begins {gap.days} before {_contracts(rights)} {verb}", hint, rights
    return "end", f"{what} runs {gap.days} longer than {_contracts(rights)}", hint, rights


def _missing(whole: _Stretch, held: Iterable[_Stretch]) -> list[_Stretch]:
    """The parts of an avail's time that no contract covers, in order."""
    found: list[_Stretch] = []
    here = whole.first
    for window in sorted(held, key=lambda one: one.first):
        if window.first > here:
            found.append(_Stretch(here, min(window.first, whole.until)))
        here = max(here, window.until)
        if here >= whole.until:
            break
    if here < whole.until:
        found.append(_Stretch(here, whole.until))
    return [gap for gap in found if gap.first < gap.until]


def _held(right: Right, territory: str) -> _Stretch:
    window = right.windows[territory]
    return _stretch(window.start, window.end)


def _stretch(start: datetime | None, end: datetime | None) -> _Stretch:
    return _Stretch(start or _FIRST, _LAST if end is None else end + _SECOND)


def _contracts(rights: Sequence[Right]) -> str:
    return " and ".join(f"`{name}`" for name in dict.fromkeys(right.reference for right in rights))


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
