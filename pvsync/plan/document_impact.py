"""Who watched what a plan hits, as parts of a plan file."""

from typing import Literal

from pydantic import Field

from pvsync.plan.document_parts import Instant, Part, ScopeDocument


class ImpactChannelDocument(Part):
    """Who watched one title through one channel in one marketplace."""

    channel: str | None = Field(description="Benefit id; null where the dataset names none.")
    marketplace: int
    territories: list[str] = Field(
        description="All territories of the marketplace; of several nobody can tell who watched in which."
    )
    viewers: int = Field(description="Distinct subscribers; never to be added to those of another channel.")
    seconds: int | None
    latest: Instant


class ImpactScopeDocument(Part):
    """Who watched what is in one scope."""

    scope: ScopeDocument
    title: str
    hits: list[Literal["withdrawn", "deleted", "goes dark", "ends earlier", "price moves"]]
    channels: list[ImpactChannelDocument] = Field(
        description="Empty where nothing is known, which is not zero."
    )
    unknown: str = Field(description="Why nothing is known; empty where something is.")
    is_outside: bool = Field(description="Whether the datasets never tell of such a scope.")


class ImpactDocument(Part):
    """Who watched what the plan takes away, shortens or prices otherwise."""

    since: Instant
    until: Instant
    known_until: Instant | None = Field(
        description="The newest viewing in the store; null where it holds none."
    )
    scopes: list[ImpactScopeDocument]
    remarks: list[str]
