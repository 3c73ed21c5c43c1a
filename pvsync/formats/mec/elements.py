"""Which element of a metadata file is which key of the catalog, and which have no place there.

The reverse of `templates/mec.xml.j2`; sources as in `pvsync.formats.mec.view`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Value:
    """An element that holds one text, once.

    Args:
        key: The key.
        inside: The element within it that holds the text; empty where it does itself.
        attributes: Its own attributes, by the key that they have beside it.
    """

    key: str
    inside: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Values:
    """An element that holds one text, any number of times: a list."""

    key: str
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Groups:
    """An element that holds several values, any number of times: a list of groups."""

    key: str
    group: "Group"


@dataclass(frozen=True, slots=True)
class Inline:
    """An element that only holds others together; what is in it stands one level up in the catalog."""

    group: "Group"


@dataclass(frozen=True, slots=True)
class Unused:
    """An element that has no place in the catalog."""


Element: TypeAlias = Value | Values | Groups | Inline | Unused


@dataclass(frozen=True, slots=True)
class Group:
    """What is in an element.

    Args:
        elements: Elements by name.
        attributes: Keys of attributes by name; an empty key has no place in the catalog.
        text: The key of its own text, empty where it has none.
    """

    elements: Mapping[str, Element] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


UNUSED = Unused()
_COUNTRY = "country"
_LOCAL_TEXT = Group(text="text", attributes={"language": "language"})
_ORGANIZATION = Group(
    {"DisplayName": Value("name"), "SortName": Value("sort_name"), "AlternateName": Values("other_names")},
    {"organizationID": "id", "idType": "id_type", "role": "role"},
)
_LOCALIZED = Group(
    {
        "TitleDisplay19": Value("title_19"),
        "TitleDisplay60": Value("title_60"),
        "TitleDisplayUnlimited": Value("title"),
        "TitleSort": UNUSED,
        "ArtReference": Groups(
            "artwork", Group(text="file", attributes={"purpose": "purpose", "resolution": ""})
        ),
        "Summary190": Value("summary_190", attributes={"cast": ""}),
        "Summary400": Value("summary_400", attributes={"cast": ""}),
        "Summary4000": Value("summary_4000", attributes={"cast": ""}),
        "DisplayIndicators": UNUSED,
        "Genre": Groups(
            "genres", Group(text="name", attributes={"id": "id", "source": "source", "level": "level"})
        ),
        "Keyword": UNUSED,
        "VersionNotes": Value("version_notes"),
        "Region": Values("countries", _COUNTRY),
        "OriginalTitle": Value("original_title"),
        "CopyrightLine": Value("copyright"),
        "PeopleLocal": UNUSED,
        "TitleAlternate": UNUSED,
    },
    {"language": "language", "default": "", "condition": ""},
)
_RELEASE = Group(
    {
        "ReleaseType": Value("type", attributes={"wide": ""}),
        "DistrTerritory": Values("countries", _COUNTRY),
        "Date": Value("date", attributes={"scheduled": ""}),
        "Description": Value("description"),
        "ReleaseOrg": Groups("organizations", _ORGANIZATION),
    }
)
_RATING = Group(
    {
        "Region": Value("country", _COUNTRY),
        "System": Value("system"),
        "Value": Value("value"),
        "Reason": Values("reasons"),
        "LinkToLogo": UNUSED,
        "Description": UNUSED,
    }
)
_JOB = Group(
    {
        "JobFunction": Value("job", attributes={"scheme": ""}),
        "JobDisplay": Groups("display", _LOCAL_TEXT),
        "BillingBlockOrder": Value("order"),
        "Character": Values("characters"),
        "Guest": Value("guest"),
    }
)
_NAME = Group(
    {
        "DisplayName": Groups("name", _LOCAL_TEXT),
        "SortName": Groups("sort_name", _LOCAL_TEXT),
        "FirstGivenName": Value("first_name"),
        "SecondGivenName": Value("second_name"),
        "FamilyName": Value("family_name"),
        "Suffix": Value("suffix"),
        "Moniker": Value("moniker"),
    }
)
_PERSON = Group(
    {
        "Job": Groups("jobs", _JOB),
        "Name": Inline(_NAME),
        "Identifier": Groups(
            "identifiers",
            Group(
                {
                    "Identifier": Value("id"),
                    "Namespace": Value("namespace"),
                    "ReferenceLocation": Value("location"),
                }
            ),
        ),
        "Gender": Value("gender"),
    }
)
_BASIC = Group(
    {
        "UpdateNum": UNUSED,
        "LocalizedInfo": Groups("localized", _LOCALIZED),
        "RunLength": Value("run_length"),
        "ReleaseYear": Value("release_year"),
        "ReleaseDate": Value("release_date"),
        "ReleaseHistory": Groups("release_history", _RELEASE),
        "WorkType": Value("work_type"),
        "WorkTypeDetail": Value("work_type_detail"),
        "PictureColorType": UNUSED,
        "PictureFormat": UNUSED,
        "ThreeD": UNUSED,
        "AspectRatio": UNUSED,
        "AltIdentifier": Groups(
            "identifiers",
            Group(
                {
                    "Namespace": Value("namespace"),
                    "Identifier": Value("id"),
                    "Location": Value("location"),
                    "Scope": UNUSED,
                }
            ),
        ),
        "RatingSet": Inline(
            Group(
                {
                    "NotRated": Value("not_rated", attributes={"condition": "not_rated_because"}),
                    "Rating": Groups("ratings", _RATING),
                    "AdultContent": Value("is_adult"),
                }
            )
        ),
        "People": Groups("people", _PERSON),
        "CountryOfOrigin": Value("country_of_origin", _COUNTRY),
        "PrimarySpokenLanguage": Values("spoken_languages"),
        "OriginalLanguage": Value("original_language"),
        "VersionLanguage": Values("version_languages"),
        "AssociatedOrg": Groups("organizations", _ORGANIZATION),
        "SequenceInfo": UNUSED,
        "Parent": UNUSED,
    },
    {"ContentID": "content_id"},
)
_CREDIT = Group(
    {
        "DisplayString": Groups("lines", _LOCAL_TEXT),
        "Region": Values("countries", _COUNTRY),
        "DisplaySequence": Value("order"),
    }
)
CORE_METADATA = Group(
    {
        "Basic": Inline(_BASIC),
        "DigitalAsset": UNUSED,
        "TitleInternalAlias": UNUSED,
        "TrackingID": UNUSED,
        "Source": UNUSED,
        "CompanyDisplayCredit": Groups("credits", _CREDIT),
        "GroupingEntity": UNUSED,
    },
    {"updateNum": "", "workflow": "", "updateDeliveryType": "", "versionDescription": ""},
)
"""The whole file; `work_type` and `content_id` are the title's own."""
