"""What the documents ask of a collection's metadata file (MEC) and of its artwork."""

from pvsync.rules.documented.entry import Documented

_SOURCE = "Content bundles, metadata of movie collections"
_WRITTEN = "By construction: pvsync writes it from what the collection says elsewhere."
_FREE = "Optional, without a condition that could be broken."
_NOT_WRITTEN = "Not used by Prime Video; pvsync does not write it."

_REQUIRED = {
    "ContentID": ("required, and the same in every update", _WRITTEN),
    "LocalizedInfo": ("at least one, each with a language of Prime Video's list", ""),
    "TitleDisplayUnlimited": ("required, at most 250 characters", ""),
    "ArtReference": ("required, with resolution and purpose", ""),
    "Summary190": ("required, at most 150 characters at Prime Video", ""),
    "Summary400": ("required, at most 400 characters", ""),
    "ReleaseYear": ("required: the year in which the collection was made", ""),
    "WorkType": ("required: `collection`", _WRITTEN),
    "AltIdentifier": ("exactly one EIDR or ORG, the same as the ALID of the avail", ""),
    "AssociatedOrg": ("required: the partner's alias as licensor", ""),
    "CompanyDisplayCredit": ("required, one line of at most 250 characters for a language and territory", ""),
}
_OPTIONAL = {
    "TitleDisplay19": ("at most 19 characters", ""),
    "TitleDisplay60": ("at most 35 characters", ""),
    "Summary4000": ("at most 4,000 characters", ""),
    "Genre": ("at most 3 in a language", ""),
    "VersionNotes": ("says nothing of the language", _FREE),
    "Region": ("a territory", _FREE),
    "OriginalTitle": ("the title in its first language", _FREE),
    "CopyrightLine": ("a line on the copyright", _FREE),
    "RunLength": ("to the second at least", ""),
    "ReleaseDate": ("a whole date; not shown", ""),
    "ReleaseHistory": ("the type of release is one of Prime Video's list", ""),
    "WorkTypeDetail": ("`franchise` for collections of a franchise, otherwise blank", ""),
    "RatingSet": ("a rating has region, country, system and value", ""),
    "IsAdult": ("yes or no", _FREE),
    "People": ("at most 100, each with a job of Prime Video's list", ""),
    "CountryOfOrigin": ("a country", _FREE),
    "PrimarySpokenLanguage": ("a language", _FREE),
    "OriginalLanguage": ("one value", ""),
    "VersionLanguage": ("a language", _FREE),
}
_UNUSED = (
    "UpdateNum, TitleSort, DisplayIndicators, Keyword, CountryRegion, PeopleLocal, AlternateTitle, "
    "PictureColorType, PictureFormat, AspectRatio, SequenceInfo, Parent"
)

METADATA: tuple[Documented, ...] = (
    *(
        Documented(f"mec-{name}", says, f"{_SOURCE}: {name}, {use}", why)
        for use, fields in (("required", _REQUIRED), ("optional", _OPTIONAL))
        for name, (says, why) in fields.items()
    ),
    Documented("mec-unused", _UNUSED, f"{_SOURCE}: not supported or not used", _NOT_WRITTEN),
    Documented(
        "artwork",
        "cover 16:9, box 3:4, poster 2:3 and hero 16:9 are required, each with its smallest size",
        "Content bundles, artwork of collections; help topic G6J8LYCF9YEQ98N2",
    ),
)
