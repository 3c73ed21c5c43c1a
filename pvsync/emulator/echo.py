"""The members that the mapping table supports, for showing an avail with nothing else in it.

domain: Avails API section 9; unsupported members "can still be included in the payload, but Prime Video
will disregard them" (section 6), so a read may not show them (open question 14).
"""

from pvsync.emulator.wire import JSON

_SEASON = ("SeasonTitleInternalAlias", "SeasonContentID", "SeasonNumber.Number", "NumberOfEpisodes")
_SERIES = ("SeriesContentID", "SeriesTitleInternalAlias", "NumberOfSeasons")
_TERM = ("_termName", "Text", "Event", "Duration", "Boolean", "Money.value", "Money._currency")

SUPPORTED = frozenset(
    {
        "Compatibility.SpecVersion",
        "ALID",
        "Disposition.EntryType",
        "Licensor.DisplayName",
        "Asset._contentID",
        "Asset.WorkType",
        "Asset.Metadata.TitleInternalAlias",
        "Asset.EpisodeMetadata.TitleInternalAlias",
        "Asset.EpisodeMetadata.EpisodeNumber.Number",
        *(f"Asset.EpisodeMetadata.SeasonMetadata.{name}" for name in _SEASON),
        *(f"Asset.EpisodeMetadata.SeriesMetadata.{name}" for name in _SERIES),
        *(f"Asset.SeasonMetadata.{name}" for name in _SEASON),
        *(f"Asset.SeasonMetadata.SeriesMetadata.{name}" for name in _SERIES),
        "Transaction.LicenseType",
        "Transaction.Territory.country",
        "Transaction.Start",
        "Transaction.End",
        "Transaction.AllowedLanguage",
        "Transaction.HoldbackLanguage",
        "Transaction.AssetLanguage",
        "Transaction.LicenseRightsDescription",
        "Transaction.FormatProfile.value",
        "Transaction.ContractID",
        "Transaction.OtherInstructions",
        "Transaction._TransactionID",
        *(f"Transaction.{terms}.{name}" for terms in ("Terms", "Term") for name in _TERM),
        "SharedEntitlement.EcosystemID",
        "SharedEntitlement._ecosystem",
    }
)
"""Paths of members, arrays passed through; a path ends where the whole value is kept."""

SUPPORTED_TERMS = frozenset(
    {
        "ChannelIdentity",
        "AnnounceDate",
        "SuppressionLiftDate",
        "RentalDuration",
        "WatchDuration",
        "Download",
        "Tier",
        "Category",
        "WSP",
        "SRP",
        "Exclusive",
        "ExclusiveAttributes",
    }
)
"""Values of `_termName` in the mapping table."""

_ON_THE_WAY = frozenset(path[:at] for path in SUPPORTED for at, letter in enumerate(path) if letter == ".")


def only_supported(avail: dict[str, JSON]) -> dict[str, JSON]:
    """The avail without what the mapping table does not have."""
    kept: dict[str, JSON] = _prune(avail, "")
    return kept


def _prune(value: JSON, path: str) -> JSON:
    if isinstance(value, list):
        return [_prune(item, path) for item in value if not _unknown_term(item)]
    if not isinstance(value, dict):
        return value
    kept = {}
    for name, item in value.items():
        inner = f"{path}.{name}" if path else name
        if inner in SUPPORTED:
            kept[name] = item
        elif inner in _ON_THE_WAY:
            kept[name] = _prune(item, inner)
    return kept


def _unknown_term(item: JSON) -> bool:
    return isinstance(item, dict) and "_termName" in item and item["_termName"] not in SUPPORTED_TERMS
