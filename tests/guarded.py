"""Estates for guards: many scopes, and the changes that the planner makes of them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from builders import NOW, a_movie, a_transaction

from pvsync.diagnostics import Place
from pvsync.model.avail import Absent, Avail, Present
from pvsync.model.guarded import GuardedPlan, Recent, Threshold
from pvsync.model.licence import BusinessLine
from pvsync.model.money import Money
from pvsync.model.plan import Action, Change
from pvsync.model.scope import Scope
from pvsync.model.transaction import Transaction
from pvsync.model.verdict import GuardVerdict
from pvsync.model.zones import Zones
from pvsync.plan.compare import Setting, compare
from pvsync.plan.removal import withdraw
from pvsync.rules.verdicts import usual_thresholds, verdicts

SETTING = Setting(NOW, Zones())
USUAL = usual_thresholds()
NO_LIMITS: Mapping[str, Threshold] = {guard: Threshold() for guard in USUAL}


class Nowhere:
    """Places of values that no file holds."""

    def title(self, path: str) -> Place:
        return Place(f"title.{path}")

    def transaction(self, scope: Scope, row: int, path: str) -> Place:
        return Place(f"{scope}.{row}.{path}")


def scopes(count: int, territory: str = "US", first: int = 0) -> frozenset[Scope]:
    """Scopes of movies by number."""
    return frozenset(scope_of(number, territory) for number in range(first, first + count))


def scope_of(number: int, territory: str = "US") -> Scope:
    return Scope(f"TITLE-{number:05}", territory, BusinessLine.TVOD)


def row(**changes: Any) -> Transaction:
    """A line that is open now; `srp` and `wsp` are amounts in dollars."""
    base = a_transaction()
    prices = {name: Money("USD", Decimal(changes.pop(name))) for name in ("srp", "wsp") if name in changes}
    return replace(base, **{"terms": {**base.terms, **prices}, **changes})


def changed(
    number: int, live: Iterable[Transaction], git: Iterable[Transaction] | None, territory: str = "US"
) -> Change:
    """What the planner makes of a scope; None for one that git withdraws."""
    scope = scope_of(number, territory)

    def avail(rows: Iterable[Transaction]) -> Avail:
        held = tuple(replace(one, territory=territory) for one in rows)
        return Avail(scope, "acme", a_movie(scope.alid), held)

    before = avail(live)
    reading = Present(before) if before.transactions else Absent()
    if git is None:
        change = withdraw(reading, Place("catalog/x.yaml"), SETTING)
    else:
        change = compare(avail(git), Nowhere(), reading, SETTING)
    assert change is not None
    return change


def gone(number: int, territory: str = "US", rows: int = 1) -> Change:
    """A scope that is withdrawn, with so many open lines."""
    formats = ("HD", "UHD", "SD", "4K")
    return changed(number, [row(format=formats[index]) for index in range(rows)], None, territory)


def dearer(number: int, srp: str = "10.49", territory: str = "US") -> Change:
    """A scope whose price moves."""
    return changed(number, [row()], [row(srp=srp)], territory)


def new(number: int, territory: str = "US") -> Change:
    """A scope that is not live yet."""
    return changed(number, [], [row()], territory)


def judged(
    *changes: Change, offered: Iterable[Scope] = (), recent: Iterable[Recent] = (), **thresholds: Threshold
) -> dict[str, GuardVerdict]:
    """What the guards say, by name; a guard that is not named has no limits."""
    git = frozenset(offered)
    plan = GuardedPlan(NOW, changes, git, tuple(recent), thresholds={**NO_LIMITS, **thresholds}, on_sale=git)
    return {verdict.guard: verdict for verdict in verdicts(plan)}


def refusing(found: Mapping[str, GuardVerdict]) -> set[str]:
    return {guard for guard, verdict in found.items() if verdict.verdict == "refuse"}


def remembered(changes: Iterable[Change], found: Mapping[str, GuardVerdict]) -> tuple[Recent, ...]:
    """Changes that were accepted, as their receipt tells the next plan."""
    counted: dict[Scope, dict[str, int]] = {}
    for guard, verdict in found.items():
        for scope, count in verdict.scopes:
            counted.setdefault(scope, {})[guard] = count
    return tuple(
        Recent(
            change.scope,
            is_new=change.action is Action.CREATE,
            counted={"delta": 1, **counted.get(change.scope, {})},
        )
        for change in changes
    )
