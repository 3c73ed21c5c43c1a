"""The columns of the EMA templates: names, groups and third rows, as MovieLabs publishes them (ema-sheets).

A table is spelled as its template spells it: `BundleALIDs` in the Movies tab, which is also how Prime Video has it,
`BundledALIDs` and `VolumeDistributinoNumber` in the TV tab.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

MOST_ROWS = 60_000
"""Rows that Prime Video takes in one file (validation-rules A2)."""


class Version(StrEnum):
    """Versions that are written."""

    V1_7_3 = "1.7.3"
    V1_8 = "1.8"
    V1_9 = "1.9"


class Tab(StrEnum):
    """What a sheet is about; a file has one (official instructions, Delivery Format)."""

    MOVIES = "movies"
    TV = "tv"
    BONUS = "bonus"


Cell: TypeAlias = str | float

_MOVIES_NAMES = """
DisplayName Licensee AssetLanguage Territory TerritoryExclusion StoreType WorkType EntryType TitleInternalAlias
TitleDisplayUnlimited LocalizationType CompanyDisplayCredit GroupIdentity Director LicenseType LicenseRightsDescription
FormatProfile HDR WCG HFR NGAudio Start StartLag End EndLag WindowDuration PriceType PriceValue PriceCurrency SRP
Description Download OtherTerms OtherInstructions TitleID EditID AltID ContentID AvailID UV_ID DMA_ID ReportingID
Metadata ALID SuppressionLiftDate SpecialPreOrderFulfillDate AnnounceDate ReleaseYear ReleaseHistoryOriginal
ReleaseHistoryPhysicalHV ExceptionFlag RatingSystem RatingValue RatingReason RentalDuration WatchDuration
CaptionIncluded CaptionExemption Any ContractID TitleStatus Exclusive ExclusiveAttributes BrandingRights
BrandingRightsAttributes ServiceProvider TotalRunTime HoldbackLanguage AllowedLanguages RequiredFulfillmentLanguages
BundleALIDs RetailerID1 RetailerID2 RetailerID3 RetailerSpare1 RetailerSpare2 RetailerSpare3 PackageLabel
"""
_TV_NAMES = """
DisplayName Licensee AssetLanguage Territory TerritoryExclusion WorkType EntryType SeriesTitleInternalAlias
SeriesTitleDisplayUnlimited SeasonNumber VolumeTitleInternalAlias VolumeTitleDisplayUnlimited VolumeNumber
DistributionNumber VolumeDistributinoNumber EpisodeNumber LocalizationType EpisodeTitleInternalAlias
EpisodeTitleDisplayUnlimited SeasonTitleInternalAlias SeasonTitleDisplayUnlimited EpisodeCount SeasonCount SeriesID
SeasonID VolumeID EpisodeTitleID EpisodeID SeriesAltID SeasonAltID VolumeAltID EpisodeAltID ALID CompanyDisplayCredit
GroupIdentity Director LicenseType LicenseRightsDescription FormatProfile HDR WCG HFR NGAudio Start StartLag End EndLag
WindowDuration SpecialPreOrderFulfillDate PriceType PriceValue PriceCurrency SRP Description Download OtherTerms
OtherInstructions SeriesContentID SeasonContentID VolumeContentID EpisodeContentID AvailID UV_ID DMA_ID ReportingID
Metadata SuppressionLiftDate AnnounceDate ReleaseYear ReleaseHistoryOriginal ReleaseHistoryPhysicalHV ExceptionFlag
RatingSystem RatingValue RatingReason RentalDuration WatchDuration FixedEndDate CaptionIncluded CaptionExemption Any
ContractID TitleStatus Exclusive ExclusiveAttributes BrandingRights BrandingRightsAttributes ServiceProvider
TotalRunTime HoldbackLanguage AllowedLanguages RequiredFulfillmentLanguages BundledALIDs RetailerEpisodeID1
RetailerEpisodeID2 RetailerVolumeID RetailerSeasonID RetailerSeriesID RetailerSpare1 RetailerSpare2 RetailerSpare3
PackageLabel
"""
_MOVIES, _TV = tuple(_MOVIES_NAMES.split()), tuple(_TV_NAMES.split())
_REFERENCE = (
    "RefALID",
    "RefTerritory",
    "RefTerritoryExcluded",
    "RefLicenseType",
    "RefFormatProfile",
    "RefAvailID",
)
_FROM_1_8 = frozenset({"StoreType", "PackageLabel", "RetailerVolumeID", "BundledALIDs"})
_FROM_1_9 = frozenset({"VolumeDistributinoNumber"})

_GROUPS = {
    "Avail": "DisplayName Licensee StoreType AvailID UV_ID DMA_ID ReportingID ALID ExceptionFlag ServiceProvider "
    "BundleALIDs BundledALIDs RetailerSpare1 RetailerSpare2 RetailerSpare3",
    "Disposition": "EntryType",
    "AvailAsset": "WorkType TitleID EditID AltID ContentID Metadata PackageLabel SeriesContentID SeasonContentID "
    "VolumeContentID EpisodeContentID",
    "AvailTrans": "AssetLanguage Territory TerritoryExclusion LicenseType LicenseRightsDescription FormatProfile HDR "
    "WCG HFR NGAudio Start StartLag End EndLag WindowDuration PriceType PriceValue PriceCurrency SRP Description "
    "Download OtherTerms OtherInstructions SuppressionLiftDate SpecialPreOrderFulfillDate AnnounceDate RentalDuration "
    "WatchDuration TitleStatus Exclusive ExclusiveAttributes BrandingRights BrandingRightsAttributes HoldbackLanguage "
    "AllowedLanguages RequiredFulfillmentLanguages FixedEndDate ContractID",
    "Reference": " ".join(_REFERENCE),
}
_GROUP_OF = {name: group for group, names in _GROUPS.items() for name in names.split()}
_REST = "AvailMetadata"

_REQUIRED = "//REQ"
_ALWAYS = """
Territory WorkType EntryType TitleInternalAlias LicenseType FormatProfile Start End ContentID ALID RefALID
RefLicenseType SeriesTitleInternalAlias SeasonNumber EpisodeNumber SeriesContentID SeasonContentID
"""
_OPTIONAL = "//Opt"
_MARKS: Mapping[str, str] = {
    **dict.fromkeys(_ALWAYS.split(), _REQUIRED),
    **dict.fromkeys(("StoreType", "RefTerritory", "RefTerritoryExcluded"), ""),
    **dict.fromkeys(("PriceType", "PriceValue"), "//REQ for all but SVOD LicenseType"),
    "SuppressionLiftDate": "//REQUIRED for pre-orders",
    "SpecialPreOrderFulfillDate": "//Optional for preorders. Should be blank for all other license types.",
    "CaptionIncluded": "//REQUIRED for episodes in US.",
    "CaptionExemption": "//REQUIRED in US if captions are *not* included.",
}
_TV_MARKS: Mapping[str, str] = {
    **_MARKS,
    **dict.fromkeys(
        (
            "VolumeTitleInternalAlias",
            "VolumeTitleDisplayUnlimited",
            "VolumeNumber",
            "VolumeID",
            "VolumeAltID",
        ),
        "//Opt, only applicable to volume",
    ),
    **dict.fromkeys(("EpisodeTitleID", "EpisodeAltID"), "//Opt. Prohibited for season Avails"),
    "EpisodeID": "//Opt.  Prohibited for season Avails",
    "EpisodeTitleInternalAlias": "//REQ for Episodes",
    "EpisodeCount": "///REQ",
    "ALID": "/REQ",
    "VolumeContentID": "//Opt, Required for Volumes",
    "EpisodeContentID": "//REQ for episode.  Disallowed if Avail is for season.",
    "SuppressionLiftDate": "REQUIRED for pre-orders",
    "SpecialPreOrderFulfillDate": "//Optional for pre-orders.",
    "CaptionExemption": "//REQUIRED in US for episodes if captions are *not* included.",
}


@dataclass(frozen=True, slots=True)
class Template:
    """One tab of one version.

    Args:
        version: The version.
        tab: What the sheet is about.
        sheet: Name of the sheet.
        columns: Names in the order of the template.
    """

    version: Version
    tab: Tab
    sheet: str
    columns: tuple[str, ...]

    @property
    def head(self) -> tuple[tuple[Cell, ...], ...]:
        """The three rows above the avails: groups, names, and what is required."""
        return tuple(self._group(name) for name in self.columns), self.columns, tuple(self._marks())

    def _group(self, name: str) -> str:
        if name == "ContractID" and self.tab is Tab.TV and self.version is not Version.V1_7_3:
            return "AvailTerms"
        return _GROUP_OF.get(name, _REST)

    def _marks(self) -> list[Cell]:
        known = _TV_MARKS if self.tab is Tab.TV else _MARKS
        marks: list[Cell] = [known.get(name, _OPTIONAL) for name in self.columns]
        # From 1.8 on, the cell A3 holds the version as a number.
        marks[0] = _REQUIRED if self.version is Version.V1_7_3 else float(self.version)
        return marks


def template(version: Version, tab: Tab) -> Template:
    """The tab of a version; `Bonus` is a tab of 1.9 only.

    Raises:
        LookupError: If the version has no such tab.
    """
    if tab is Tab.BONUS:
        if version is not Version.V1_9:
            raise LookupError(f"EMA {version} has no tab for bonus material")
        licensee = _MOVIES.index("Licensee") + 1
        return Template(version, tab, "Bonus", (*_MOVIES[:licensee], *_REFERENCE, *_MOVIES[licensee:]))
    names = _MOVIES if tab is Tab.MOVIES else _TV
    return Template(version, tab, _sheet(version, tab), tuple(name for name in names if _has(version, name)))


def _has(version: Version, name: str) -> bool:
    if version is Version.V1_7_3:
        return name not in _FROM_1_8 and not name.startswith("Volume")
    return version is Version.V1_9 or name not in _FROM_1_9


def _sheet(version: Version, tab: Tab) -> str:
    match version, tab:
        case Version.V1_7_3, Tab.MOVIES:
            return "Movies"
        case Version.V1_7_3, _:
            return "TV"
        case _, Tab.MOVIES:
            return "Template-Movies"
        case Version.V1_8, _:
            return "Template-TV"
        case _:
            return "Template-TV_v1.9"
