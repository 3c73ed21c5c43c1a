"""`kind: rights`, what is held, as against what is offered."""

from typing import ClassVar, Literal

from pydantic import Field

from pvsync.catalog.bundle_scalars import TitlePattern
from pvsync.catalog.documents.base import Keys
from pvsync.catalog.scalars import End, LicenseText, Moment, Territory, Text


class RightsDocument(Keys):
    """A contract in hand: every avail of its titles must lie within one; without any, nothing is checked."""

    KIND: ClassVar[str] = "rights"
    kind: Literal["rights"] = Field("rights", description="What is held.")
    titles: list[TitlePattern] = Field(
        description="ALIDs, or patterns of ALIDs; a series or season stands for all that is in it.",
        examples=[["HEATHAZE-2024"]],
    )
    territories: list[Territory] = Field(
        description="Territories or territory groups held.", examples=[["US", "CA"]]
    )
    licenses: list[LicenseText] = Field(description="Licence types held.", examples=[["EST", "VOD"]])
    from_: Moment = Field(
        alias="from", description="First day, or instant with zone.", examples=["2026-01-01"]
    )
    to: End = Field(
        description="Last day, included; `open` where the contract has no end.", examples=["2031-12-31"]
    )
    reference: Text = Field(description="The contract.", examples=["Licence 2024-118"])
