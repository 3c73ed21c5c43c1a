"""Verdicts of guards as parts of a plan file."""

from typing import Literal

from pydantic import Field

from pvsync.plan.document_parts import Part, ScopeDocument


class GuardTerritory(Part):
    """What one guard says of one territory."""

    territory: str
    count: int
    scopes: int = Field(description="In how many scopes that is.")
    of: int = Field(
        description="Scopes that are on sale there: open, or opening within 30 days, live or in git."
    )
    limit: int = Field(description="Percent of them in which it may be.")
    verdict: Literal["pass", "refuse"]


class GuardScope(ScopeDocument):
    """What one guard counted in one scope."""

    count: int


class GuardDocument(Part):
    """What one guard says."""

    guard: str
    count: int
    limit: int | None
    verdict: Literal["pass", "refuse", "approved"]
    earlier: int = Field(
        0,
        description="How many of the count are of the last 24 hours and not of this plan; left out where none.",
    )
    percent: int | None = Field(
        None, description="By how many percent a price moves that is counted; left out for other guards."
    )
    territories: list[GuardTerritory] = Field(
        default_factory=list, description="Where a share of a territory is judged."
    )
    scopes: list[GuardScope] = Field(
        default_factory=list,
        description="How many were counted in each scope; of `delta`, the scopes that do not count.",
    )
    says: str = Field(
        "",
        description="What it counted, in words; left out where that is nothing, and by earlier versions.",
    )
    reasons: list[str] = Field(
        default_factory=list, description="What it found, one phrase each; left out where the count says it."
    )
