"""Customers of a protected title lose something, or of one that was protected until this very change.

`protect: true` asks for two changes before anything is taken from the customers of a title: one that lifts the
protection, and one that takes. A removal beside the line is an error of the catalog (PV142). This guard looks at what
customers lose, by whatever key: an end that moves forward or into the past, a start that moves back, a licence, channel
or format that goes, a territory, a file that left; also a language that is not delivered or not allowed any more, or is
held back, and a rental that lasts shorter or may begin for a shorter time. Counted is each scope in which any time of any
line goes, be it open or still to come, or any of that; a price that moves takes nothing away. It remembers the line after it has gone: it reads the commit
before the one that is planned and the newest one that reached the environment.

Lift the protection, apply that, and take it away afterwards. Where nothing was applied since it was lifted, or nobody
can wait, approve exactly this count: `pvsync apply --approve protected=COUNT`.

Source: a rule of pvsync; docs/reference/catalog.md, `protect`.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TypeAlias

from pvsync.model.avail import Avail
from pvsync.model.duration import seconds_of
from pvsync.model.guarded import Counted, GuardedPlan, Threshold
from pvsync.model.on_sale import without
from pvsync.model.plan import Action, Change
from pvsync.model.stretch import Stretch, joined
from pvsync.model.transaction import Transaction
from pvsync.model.zones import Zones
from pvsync.rules.guard import Guard
from pvsync.rules.safety.examples import SECOND, movie, with_guards
from pvsync.rules.words import day_text, listed

_SPANS = ("rental", "watch")
"""How long a rental may wait, and how long it lasts once it is begun."""

_Line: TypeAlias = tuple[str, str, str]
_Times: TypeAlias = Mapping[_Line, tuple[Stretch, ...]]


def count(plan: GuardedPlan) -> Counted:
    """Scopes of protected titles in which customers lose something."""
    found = {
        change.scope: ", ".join(lost)
        for change in plan.changes
        if change.scope.alid in plan.protected and (lost := [*losses(change, plan.as_of, plan.zones)])
    }
    reasons = (
        f"{scope.alid} in {scope.territory} {scope.business_line}: {found[scope]}" for scope in sorted(found)
    )
    return Counted(dict.fromkeys(found, 1), reasons=tuple(reasons))


def losses(change: Change, at: datetime, zones: Zones) -> Iterator[str]:
    """What customers lose by a change, one phrase for each line.

    Args:
        change: The change.
        at: The instant of the plan; what is over is past losing.
        zones: Days of the territories.
    """
    if change.action is Action.FORGET:
        return
    live, then = _times(change.before, at), _times(change.after, at)
    gone = sorted(line for line in live if line not in then)
    if gone and not then:
        yield "leaves"
        return
    if gone:
        yield f"{listed([_name(line) for line in gone])} {'goes' if len(gone) == 1 else 'go'}"
    for line in sorted(live.keys() & then.keys()):
        for gap in without(live[line], then[line]):
            yield f"{_name(line)} {_lost(gap, then[line], zones, change.scope.territory)}"
    for line, what in _less(change, at):
        yield f"{_name(line)} {what}"


def _less(change: Change, at: datetime) -> list[tuple[_Line, str]]:
    """What of a line goes on in less than it was, in order: wherever two windows of it have any time in common."""
    before, after = change.before, change.after
    found: set[tuple[_Line, str]] = set()
    for row in () if before is None else before.transactions:
        for other in () if after is None else after.transactions:
            if other.customer_line != row.customer_line or row.window.is_over(at):
                continue
            if Stretch.of(other.window).meets(Stretch.of(row.window)) and not other.window.is_over(at):
                found |= {(row.customer_line, what) for what in _less_of(row, other)}
    return sorted(found)


def _less_of(row: Transaction, other: Transaction) -> Iterator[str]:
    allowed = other.allowed_languages
    for what, languages, kept in (
        ("loses", row.asset_languages, other.asset_languages),
        ("no longer allows", row.allowed_languages if allowed else (), allowed),
        ("holds back", other.holdback_languages, row.holdback_languages),
    ):
        if gone := sorted(str(language) for language in languages if language not in kept):
            yield f"{what} {listed(gone)}"
    if allowed and not row.allowed_languages:
        yield f"allows {listed(sorted(map(str, allowed)))} alone"
    for name in _SPANS:
        had, has = row.terms.get(name), other.terms.get(name)
        if isinstance(has, str) and (not isinstance(had, str) or seconds_of(has) < seconds_of(had)):
            yield f"has `{name}` {has} instead of {'none' if had is None else had}"


def _lost(gap: Stretch, then: tuple[Stretch, ...], zones: Zones, territory: str) -> str:
    """What time goes: the end of it, the beginning, or some in between."""
    first, last = then[0], then[-1]
    until = "no end" if gap.is_endless else day_text(zones.day_of(gap.last, territory))
    if gap.first >= last.until:
        return f"ends {day_text(zones.day_of(last.last, territory))} instead of {until}"
    began = day_text(zones.day_of(gap.first, territory))
    if gap.until <= first.first:
        return f"opens {day_text(zones.day_of(first.first, territory))} instead of {began}"
    return f"pauses from {began} to {until}"


def _times(avail: Avail | None, at: datetime) -> _Times:
    """When each line is open, from an instant on."""
    found: dict[_Line, list[Stretch]] = {}
    for row in () if avail is None else avail.transactions:
        whole = Stretch.of(row.window)
        if whole.until > at:
            found.setdefault(row.customer_line, []).append(Stretch(max(whole.first, at), whole.until))
    return {line: tuple(joined(times)) for line, times in found.items()}


def _name(line: _Line) -> str:
    license_type, channel, quality = line
    return " ".join(filter(None, (license_type, quality, channel)))


_LOOSE = "delta: {share: 100}\n  going_dark: {share: 100}\n  window_shortened: {count: 1}"
_LIVE = movie(keys="protect: true\n") + SECOND

GUARD = Guard(
    code="PV915",
    name="protected",
    count=count,
    usual=Threshold(count=0),
    about="Whether customers of protected titles may lose something",
    one="scope of a protected title loses something",
    many="scopes of protected titles lose something",
    page=__doc__,
    bad=with_guards(_LOOSE, _LIVE, movie(keys="protect: true\n", end="2026-12-31") + SECOND),
    good=with_guards(_LOOSE, _LIVE, movie(keys="protect: true\n", srp="10.99") + SECOND),
)
