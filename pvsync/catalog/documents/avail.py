"""One entry of `avails:`, as it is written; every key may come from a deal or a season instead."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from pvsync.catalog.documents.base import Keys
from pvsync.catalog.price_scalars import Price
from pvsync.catalog.scalars import (
    AssetText,
    ContractText,
    Day,
    DurationText,
    End,
    Flag,
    FormatText,
    LanguageTag,
    LicenseText,
    Moment,
    Territory,
    Text,
    YesNo,
)


class PriceLine(Keys):
    """A price where it applies; the most specific line wins, and a dated line wins over an undated one."""

    territory: Territory | None = Field(None, description="Only in this territory or group.", examples=["US"])
    format: FormatText | None = Field(None, description="Only in this format.", examples=["UHD"])
    wsp: Price | None = Field(None, description="Wholesale price.", examples=["6.99 USD"])
    srp: Price | None = Field(None, description="Suggested retail price.", examples=["9.99 USD"])
    tier: Text | None = Field(None, description="Price tier by name.", examples=["Tier 3"])
    from_: Day | None = Field(
        None, alias="from", description="First day of this price.", examples=["2026-07-01"]
    )
    until: Day | None = Field(
        None, description="Day on which this price no longer holds.", examples=["2026-07-15"]
    )


class EpisodePrices(Keys):
    """What each episode of a sold season costs; prices never pass from season to episode by themselves."""

    wsp: Price | None = Field(None, description="Wholesale price of an episode.", examples=["1.40 USD"])
    srp: Price | None = Field(
        None, description="Suggested retail price of an episode.", examples=["1.99 USD"]
    )
    tier: Text | None = Field(None, description="Price tier of an episode.", examples=["Tier 1"])
    prices: list[PriceLine] | None = Field(None, description="Prices by territory, format and date.")


class LanguageEntry(Keys):
    """A language, perhaps of one asset only."""

    tag: LanguageTag = Field(description="BCP 47 language tag.", examples=["fr-CA"])
    asset: AssetText | None = Field(None, description="`subtitle`, `audio` or `subdub`.", examples=["audio"])


def _language(value: Any) -> Any:
    return {"tag": value} if isinstance(value, str) else value


Languages = list[
    Annotated[LanguageEntry, BeforeValidator(_language, json_schema_input_type=LanguageTag | LanguageEntry)]
]


class LanguageLists(Keys):
    """Languages delivered, allowed and held back."""

    asset: Languages | None = Field(None, description="Languages delivered.", examples=[["en-US", "fr-CA"]])
    allowed: Languages | None = Field(None, description="The only languages allowed.", examples=[["en"]])
    holdback: Languages | None = Field(
        None, description="Languages held back.", examples=[[{"tag": "fr-CA", "asset": "subtitle"}]]
    )


class DatedText(Keys):
    """A text that may hold only until a day."""

    value: Text = Field(description="The value.", examples=["New Release"])
    until: Day | None = Field(None, description="Day on which it no longer holds.", examples=["2026-09-01"])


def _dated(value: Any) -> Any:
    return {"value": value} if isinstance(value, str) else value


class AvailEntry(Keys):
    """One entry of `avails:`; it expands into one transaction for each territory and format."""

    key: Text | None = Field(
        None, description="A name of ours, for merging and messages.", examples=["us-est"]
    )
    use: Text | None = Field(None, description="Name of a deal to start from.", examples=["us-svod-library"])
    license: LicenseText | None = Field(None, description="What is sold.", examples=["EST"])
    territories: list[Territory] | None = Field(
        None, description="Territories or territory groups.", examples=[["US", "CA"]]
    )
    except_: list[Territory] | None = Field(
        None, alias="except", description="Territories to leave out.", examples=[["CH"]]
    )
    formats: list[FormatText] | None = Field(None, description="Format profiles.", examples=[["HD", "UHD"]])
    start: Moment | None = Field(
        None, description="First day, or instant with zone.", examples=["2026-01-15"]
    )
    end: End | None = Field(None, description="Last day, included, or instant.", examples=["2031-01-14"])
    prices: list[PriceLine] | None = Field(None, description="Prices by territory, format and date.")
    wsp: Price | None = Field(None, description="Wholesale price everywhere.", examples=["6.99 USD"])
    srp: Price | None = Field(None, description="Suggested retail price everywhere.", examples=["9.99 USD"])
    tier: Text | None = Field(None, description="Price tier everywhere.", examples=["Tier 3"])
    category: Text | None = Field(None, description="Price category of a subscription.", examples=["sub"])
    channel: Text | None = Field(
        None, description="Channel of a subscription; `prime` is Prime Video's own.", examples=["prime"]
    )
    contract: ContractText | None = Field(None, description="How Prime Video pays.", examples=["CPH"])
    episode: EpisodePrices | None = Field(None, description="Prices of the episodes of a sold season.")
    languages: LanguageLists | None = Field(None, description="Languages delivered, allowed, held back.")
    license_rights: Annotated[
        DatedText | None, BeforeValidator(_dated, json_schema_input_type=Text | DatedText | None)
    ] = Field(
        None, description="`New Release`, `DAB` and others, perhaps `{value, until}`.", examples=["DAB"]
    )
    announce: Moment | None = Field(None, description="Day of the announcement.", examples=["2026-01-02"])
    suppression_lift: Moment | None = Field(
        None, description="Day on which a pre-order may be shown.", examples=["2025-12-01"]
    )
    rental: DurationText | None = Field(None, description="How long a rental lasts.", examples=["P30D"])
    watch: DurationText | None = Field(None, description="How long once begun.", examples=["PT48H"])
    download: YesNo | None = Field(None, description="Whether it may be downloaded.", examples=["Yes"])
    exclusive: Flag | None = Field(None, description="Whether it is exclusive.", examples=["true"])
    exclusive_attributes: Text | None = Field(None, description="What is exclusive about it.")
    instructions: Text | None = Field(None, description="Other instructions to Prime Video.")
    other_terms: Text | None = Field(None, description="Other terms, as agreed with Prime Video.")
    id: Text | None = Field(None, description="Id of the transaction, where there is one per scope.")
    ids: dict[str, Text] | None = Field(
        None, description="Ids by territory and format.", examples=[{"US/HD": "a1"}]
    )
    reference: Text | None = Field(
        None, description="The partner's own paper; never sent.", examples=["Licence 2024-118, s. 3"]
    )


KEYS_BY_NAME = {field.alias or name: name for name, field in AvailEntry.model_fields.items()}
"""Attribute by YAML key (`except` is `except_`)."""

NAMES_BY_KEY = {name: key for key, name in KEYS_BY_NAME.items()}
"""YAML key by attribute."""
