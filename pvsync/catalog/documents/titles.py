"""What the documents of titles share."""

from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from pvsync.catalog.bundle_scalars import SpecificationText, TitlePattern
from pvsync.catalog.documents.base import Keys
from pvsync.catalog.scalars import (
    AlidText,
    BusinessLineText,
    Day,
    Ecosystem,
    Flag,
    ForeignText,
    ManageText,
    StateText,
    Territory,
    Text,
    choice,
)
from pvsync.model.terms import TERMS

_DIFFERING = (
    "avails", "title", "licensor", "entitlements", "content_id", "number", "episode_count", "members",
    "complete_seasons", "season", "series", "license", "channel", "contract", "format", "start", "end",
    "languages", "license_rights", "instructions", "other_terms", "discount", *TERMS,
)  # fmt: skip
"""What may differ between live and git, as the keys of the catalog name it; `avails` is a whole avail line."""

_DifferingText = Annotated[
    str,
    PlainValidator(choice("a key that can differ", _DIFFERING)),
    WithJsonSchema({"enum": list(_DIFFERING)}),
]


class EntitlementEntry(Keys):
    """A shared entitlement; `DMA` is Disney Movies Anywhere here, not a market area."""

    ecosystem: Ecosystem = Field(description="`DMA`, `MA` or `UVVU`.", examples=["DMA"])
    id: Text = Field(description="The title's id there.", examples=["DMA_TITLE_1"])


class RemovedEntry(Keys):
    """A scope that shall go, whatever `avails` says of it."""

    territory: Territory = Field(description="Territory or territory group.", examples=["CA"])
    business_line: BusinessLineText = Field(description="Which line of it.", examples=["TVOD"])
    as_: StateText = Field(
        alias="as",
        description="`withdrawn`: ended by full extract. `deleted`: only if never delivered.",
        examples=["withdrawn"],
    )


class KnownDriftEntry(Keys):
    """A difference that somebody expects until a day; `pvsync drift` tells it apart from what was changed by hand."""

    territories: list[Territory] | None = Field(
        None, description="Where: territories or groups; everywhere unless stated.", examples=[["CA"]]
    )
    business_line: BusinessLineText | None = Field(
        None, description="In which line; in all of them unless stated.", examples=["TVOD"]
    )
    what: list[_DifferingText] | None = Field(
        None,
        description="Keys that may differ, `avails` for a whole line; everything unless stated.",
        examples=[["srp"]],
    )
    until: Day = Field(
        description="Day on which it counts as drift again; it holds before that day begins.",
        examples=["2027-01-15"],
    )
    reason: Text = Field(description="Why live differs.", examples=["price test agreed with Prime Video"])
    owner: Text = Field(description="Who ends it.", examples=["pricing team"])


class KnownDriftOfTitles(KnownDriftEntry):
    """The same for several titles, in `pvsync.yaml`."""

    titles: list[TitlePattern] = Field(
        description="ALIDs, or patterns of ALIDs.", examples=[["HEATHAZE-2024"]]
    )


class BundleDiscountEntry(Keys):
    """Whether a season or movie counts for the discount of a bundle that it is in."""

    excluded: Flag = Field(description="Whether it is left out of the discount.", examples=["true"])
    because: Text | None = Field(
        None,
        description="`new release` is sent as the licence right of that name, any other reason as other terms.",
        examples=["new release"],
    )
    until: Day | None = Field(
        None, description="Day on which it counts for the discount again.", examples=["2026-09-01"]
    )


class IdentityKeys(Keys):
    """What a title is called."""

    alid: AlidText = Field(description="Your id of what is offered (SKU).", examples=["HEATHAZE-2024"])
    title: Text = Field(description="Internal title.", examples=["Heat Haze"])
    content_id: AlidText | None = Field(None, description="Metadata id; the ALID unless stated.")
    alt_id: AlidText | None = Field(None, description="Alternative id; the ALID unless stated.")
    eidr: Text | None = Field(
        None, description="EIDR; goes to EMA and MEC.", examples=["10.5240/EA73-79D7-1B2B-B378-3A73-M"]
    )


class PartKeys(Keys):
    """Keys of what a bundle can hold."""

    bundle_discount: BundleDiscountEntry | None = Field(
        None,
        description="Whether it counts for the discount of a bundle that it is in. Never passed to episodes.",
    )
    spec: SpecificationText | None = Field(
        None, description="Delivery specification, `global` or `classic`; never sent.", examples=["global"]
    )


class OfferKeys(Keys):
    """Keys of everything that is offered."""

    entitlements: list[EntitlementEntry] | None = Field(None, description="Shared entitlements.")
    licensor: Text | None = Field(None, description="Display name of the licensor, where not the usual one.")
    state: StateText | None = Field(
        None,
        description="`withdrawn` or `deleted`: everything of this title shall go.",
        examples=["withdrawn"],
    )
    removed: list[RemovedEntry] | None = Field(None, description="Scopes that shall go, one by one.")
    never_delivered: Flag | None = Field(
        None,
        description="States that no asset or metadata was ever delivered; a delete needs it.",
        examples=["true"],
    )
    protect: Flag | None = Field(None, description="Refuse to withdraw or delete it.", examples=["true"])
    manage: ManageText | None = Field(
        None, description="`observe`: compare, never write.", examples=["observe"]
    )
    foreign: ForeignText | None = Field(
        None,
        description="What becomes of live transactions that were never in git: `keep`, or `remove` as usual.",
        examples=["keep"],
    )
    drift_known: list[KnownDriftEntry] | None = Field(
        None, description="Differences that are expected until a day; see `pvsync drift`."
    )


class TitleKeys(OfferKeys, IdentityKeys):
    """Keys of every title with an ALID of its own; keys of the last base come first."""
