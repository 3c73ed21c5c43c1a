"""What the guards say of a plan, as it stands in the plan and is approved."""

from dataclasses import dataclass

from pvsync.model.scope import Scope


@dataclass(frozen=True, slots=True)
class TerritoryVerdict:
    """What one guard says of one territory.

    Args:
        territory: The territory.
        count: How many it counted there.
        scopes: In how many scopes.
        of: Of how many that are on sale there, live or in git, those included that it counted.
        limit: In how many percent of them it lets that pass.
        verdict: `pass` or `refuse`.
    """

    territory: str
    count: int
    scopes: int
    of: int
    limit: int
    verdict: str


@dataclass(frozen=True, slots=True)
class GuardVerdict:
    """What one guard says of the plan.

    Args:
        guard: Its name, as in `--approve GUARD=COUNT`.
        count: How many it counted, the last 24 hours included.
        limit: How many it lets pass, None where the guard has no limit.
        verdict: `pass`, `refuse` or `approved`.
        earlier: How many of the count are of the last 24 hours and not of this plan.
        percent: By how many percent a price moves that it counts, None for other guards.
        territories: The same by territory, where a share of it is judged.
        scopes: How many it counted in each scope of this plan, where they are worth naming.
        says: What it counted, in words; empty where that is nothing, and in a plan of an earlier version.
        reasons: What it found, one phrase each; empty where the count says it.
    """

    guard: str
    count: int
    limit: int | None
    verdict: str
    earlier: int = 0
    percent: int | None = None
    territories: tuple[TerritoryVerdict, ...] = ()
    scopes: tuple[tuple[Scope, int], ...] = ()
    says: str = ""
    reasons: tuple[str, ...] = ()
