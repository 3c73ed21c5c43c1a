"""Where the Avails API has what a column of EMA says: the mapping of MDDF JSON to EMA (avails-api section 9).

Only for the reference page; `api` is what writes it. A test holds that this is what goes out, and all of it.
"""

from collections.abc import Mapping

_SEASON = "Asset[].EpisodeMetadata.SeasonMetadata", "Asset[].SeasonMetadata"
_SERIES = (
    "Asset[].EpisodeMetadata.SeriesMetadata",
    "Asset[].SeasonMetadata.SeriesMetadata",
    "Asset[].SeriesMetadata",
)


def _row(*names: str) -> tuple[str, ...]:
    return tuple(f"Transaction[].{name}" for name in names)


def _in(parts: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(f"{part}.{name}" for part in parts)


_ENTITLEMENT = ("SharedEntitlement[]._ecosystem", "SharedEntitlement[].EcosystemID")

JSON_PLACES: Mapping[str, tuple[str, ...]] = {
    "DisplayName": ("Licensor.DisplayName",),
    "ALID": ("ALID",),
    "WorkType": ("Asset[].WorkType",),
    "EntryType": ("Disposition.EntryType",),
    "ContentID": ("Asset[]._contentID",),
    "EpisodeContentID": ("Asset[]._contentID",),
    "TitleInternalAlias": ("Asset[].Metadata.TitleInternalAlias[]",),
    "EpisodeTitleInternalAlias": ("Asset[].EpisodeMetadata.TitleInternalAlias[]",),
    "EpisodeNumber": ("Asset[].EpisodeMetadata.EpisodeNumber.Number",),
    "SeasonTitleInternalAlias": _in(_SEASON, "SeasonTitleInternalAlias[]"),
    "SeasonContentID": _in(_SEASON, "SeasonContentID"),
    "SeasonNumber": _in(_SEASON, "SeasonNumber.Number"),
    "EpisodeCount": _in(_SEASON, "NumberOfEpisodes"),
    "SeriesTitleInternalAlias": _in(_SERIES, "SeriesTitleInternalAlias[]"),
    "SeriesContentID": _in(_SERIES, "SeriesContentID"),
    "SeasonCount": _in(_SERIES, "NumberOfSeasons"),
    "BundleALIDs": ("Asset[].BundledAsset[].BundledALID",),
    "DMA_ID": _ENTITLEMENT,
    "UV_ID": _ENTITLEMENT,
    "Territory": _row("Territory[].country"),
    "LicenseType": _row("LicenseType"),
    "FormatProfile": _row("FormatProfile.value"),
    "Start": _row("Start"),
    "End": _row("End"),
    "ContractID": _row("ContractID"),
    "AvailID": _row("_TransactionID"),
    "LicenseRightsDescription": _row("LicenseRightsDescription"),
    "OtherInstructions": _row("OtherInstructions"),
    "OtherTerms": _row("OtherTerms"),
    "RetailerSpare1": _row("RetailerSpare1"),
    "AssetLanguage": _row("AssetLanguage[].value"),
    "LocalizationType": _row("AssetLanguage[]._asset"),
    "AllowedLanguages": _row("AllowedLanguage[].value"),
    "HoldbackExclusionLanguage": _row("AllowedLanguage[].value"),
    "HoldbackLanguage": _row("HoldbackLanguage[].value", "HoldbackLanguage[]._asset"),
    "GroupIdentity": _row("Terms[ChannelIdentity].Text"),
    "PriceType": _row("Terms[WSP]", "Terms[SRP]", "Terms[Tier]", "Terms[Category]"),
    "PriceValue": _row("Terms[WSP].Money.value", "Terms[Tier].Text", "Terms[Category].Text"),
    "PriceCurrency": _row("Terms[WSP].Money._currency", "Terms[SRP].Money._currency"),
    "SRP": _row("Terms[SRP].Money.value"),
    "AnnounceDate": _row("Terms[AnnounceDate].Event"),
    "SuppressionLiftDate": _row("Terms[SuppressionLiftDate].Event"),
    "RentalDuration": _row("Terms[RentalDuration].Duration"),
    "WatchDuration": _row("Terms[WatchDuration].Duration"),
    "Download": _row("Terms[Download].Text"),
    "Exclusive": _row("Terms[Exclusive].Boolean"),
    "ExclusiveAttributes": _row("Terms[ExclusiveAttributes].Text"),
}
"""By column, below `avail`; a column that is not here does not go to the API."""

ASSUMED = frozenset({"BundleALIDs", "RetailerSpare1", "OtherTerms"})
"""Columns whose place in the API is an assumption (open question 6)."""
