"""`metadata:` of a collection, as it is written: what its metadata file (MEC) says."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from pvsync.catalog.documents.base import Keys
from pvsync.catalog.metadata_scalars import (
    Country,
    Gender,
    GenreLevel,
    Job,
    Namespace,
    OnlyTrue,
    Purpose,
    ReleaseDay,
    ReleaseType,
    WorkTypeDetail,
    Year,
    YearOrDay,
)
from pvsync.catalog.scalars import Count, DurationText, Flag, LanguageTag, Text


class GenreEntry(Keys):
    """A genre; one of Prime Video's own list needs its id."""

    name: Text = Field(description="Name of the genre.", examples=["Adventure"])
    id: Text | None = Field(
        None, description="Its id in the list; needed for Prime Video's own genres.", examples=["av_genre_1"]
    )
    source: Text | None = Field(
        None,
        description="Address of the list that it comes from, where that is not Prime Video's.",
        examples=["https://example.com/genres"],
    )
    level: GenreLevel | None = Field(
        None, description="`0` for a parent genre, `1` for one below it.", examples=["0"]
    )


class ArtworkEntry(Keys):
    """A picture, and what it is for; its size is read from the file."""

    file: Text = Field(
        description="Path of the file, from the folder of `pvsync.yaml`.",
        examples=["catalog/artwork/heat_cover.jpg"],
    )
    purpose: Purpose = Field(
        description="`cover` 16:9, `boxart` 3:4, `poster` 2:3, `hero` 16:9, or `title` (transparent PNG).",
        examples=["cover"],
    )


class LocalizedEntry(Keys):
    """What customers of one language read and see."""

    language: LanguageTag = Field(
        description="BCP 47 language tag, one of Prime Video's list.", examples=["en-US"]
    )
    title: Text | None = Field(
        None, description="Title, up to 250 characters (TitleDisplayUnlimited).", examples=["Heat"]
    )
    title_19: Text | None = Field(
        None, description="Short title, up to 19 characters (TitleDisplay19).", examples=["Heat"]
    )
    title_60: Text | None = Field(
        None,
        description="Title, up to 35 characters at Prime Video (TitleDisplay60).",
        examples=["The Heat Collection"],
    )
    summary_190: Text | None = Field(
        None,
        description="Summary, up to 150 characters at Prime Video (Summary190).",
        examples=["Two films of one long summer."],
    )
    summary_400: Text | None = Field(
        None,
        description="Summary, up to 400 characters (Summary400).",
        examples=["Two films of one long summer, together for the first time."],
    )
    summary_4000: Text | None = Field(None, description="Summary, up to 4,000 characters (Summary4000).")
    genres: list[GenreEntry] | None = Field(
        None, description="Up to three genres.", examples=[[{"name": "Adventure", "id": "av_genre_1"}]]
    )
    version_notes: Text | None = Field(
        None,
        description="What is special about this version; nothing about its language.",
        examples=["Uncut"],
    )
    countries: list[Country] | None = Field(
        None, description="Countries for which it is meant.", examples=[["US", "CA"]]
    )
    original_title: Text | None = Field(None, description="Original title.", examples=["Heat"])
    copyright: Text | None = Field(None, description="Copyright line.", examples=["2026 Acme Pictures"])
    artwork: list[ArtworkEntry] | None = Field(
        None, description="Its pictures: `cover`, `boxart`, `poster` and `hero` are needed."
    )


class OrganizationEntry(Keys):
    """An organisation."""

    name: Text = Field(description="Name that people read.", examples=["Acme Distribution"])
    id: Text | None = Field(None, description="Its id.", examples=["acme-dist"])
    id_type: Text | None = Field(None, description="What kind of id that is.", examples=["org"])
    role: Text | None = Field(None, description="What it does for the title.", examples=["LSP"])
    sort_name: Text | None = Field(None, description="Name to sort by, where another.")
    other_names: list[Text] | None = Field(None, description="Other names of it.")


class LicensorEntry(Keys):
    """Who offers the collection."""

    alias: Text = Field(description="Your vendor alias at Prime Video.", examples=["acme"])
    name: Text = Field(description="Name that people read.", examples=["Acme Pictures"])


class ReleaseEntry(Keys):
    """One release."""

    type: ReleaseType = Field(description="How it was released.", examples=["Theatrical"])
    date: YearOrDay = Field(description="Year or day, as exactly as known.", examples=["2026-12-11"])
    countries: list[Country] | None = Field(None, description="Where.", examples=[["US"]])
    description: Text | None = Field(None, description="Something about it.", examples=["Limited"])
    organizations: list[OrganizationEntry] | None = Field(None, description="Who released it.")


class IdentifierEntry(Keys):
    """An id of the collection; exactly one is `EIDR` or `ORG`, and equals its ALID."""

    namespace: Namespace = Field(description="Where the id comes from.", examples=["ORG"])
    id: Text = Field(description="The bare id, not an `md:` address.", examples=["HEAT-COLLECTION"])
    location: Text | None = Field(None, description="Address that leads to it.")


class RatingEntry(Keys):
    """A rating; country, system and value are needed, as MovieLabs Common Metadata Ratings has them."""

    country: Country | None = Field(None, description="Where it applies.", examples=["US"])
    system: Text | None = Field(None, description="Who rates.", examples=["MPAA"])
    value: Text | None = Field(None, description="The rating.", examples=["PG-13"])
    reasons: list[Text] | None = Field(None, description="Why.", examples=[["Violence"]])


class CreditEntry(Keys):
    """The studios' credit line; one line for each language and country."""

    text: Text = Field(
        description="One line of up to 250 characters (CompanyDisplayCredit).",
        examples=["2026 Acme Pictures"],
    )
    language: LanguageTag | None = Field(
        None, description="Its language; all languages where not given.", examples=["en-US"]
    )
    countries: list[Country] | None = Field(
        None, description="Where it applies; everywhere where not given.", examples=[["US"]]
    )
    order: Count | None = Field(None, description="Lower numbers are shown first.", examples=["1"])


def _text_of(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class LocalText(Keys):
    """A text, perhaps with its language."""

    text: Text = Field(description="The text.", examples=["Ada Example"])
    language: LanguageTag | None = Field(
        None,
        description="Its language; a name without one is taken for `original_language`.",
        examples=["en-US"],
    )


LocalTexts = list[Annotated[LocalText, BeforeValidator(_text_of, json_schema_input_type=Text | LocalText)]]


class JobEntry(Keys):
    """What someone did."""

    job: Job = Field(description="The job.", examples=["Actor"])
    display: LocalTexts | None = Field(None, description="The job as customers read it.")
    order: Count | None = Field(None, description="Place in the billing, from 1.", examples=["1"])
    characters: list[Text] | None = Field(None, description="Who an actor plays.", examples=[["The Pilot"]])
    guest: Flag | None = Field(None, description="Whether as a guest.", examples=["true"])


class PersonIdEntry(Keys):
    """An id of a person."""

    namespace: Text = Field(description="Where the id comes from.", examples=["IMDB"])
    id: Text = Field(description="The id.", examples=["nm0000000"])
    location: Text | None = Field(None, description="Address that leads to it.")


def _alone(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _job_of(value: Any) -> Any:
    return {"job": value} if isinstance(value, str) else value


class PersonEntry(Keys):
    """Someone who made the films."""

    name: Annotated[LocalTexts, BeforeValidator(_alone, json_schema_input_type=Text | LocalTexts)] = Field(
        description="Name, or its forms by language.",
        examples=[[{"text": "Ada Example", "language": "en-US"}]],
    )
    jobs: list[Annotated[JobEntry, BeforeValidator(_job_of, json_schema_input_type=Job | JobEntry)]] = Field(
        description="What they did.", examples=[["Director"]]
    )
    sort_name: LocalTexts | None = Field(None, description="Name to sort by, where another.")
    first_name: Text | None = Field(None, description="First given name.")
    second_name: Text | None = Field(None, description="Second given name.")
    family_name: Text | None = Field(None, description="Family name.")
    suffix: Text | None = Field(None, description="What follows the name.", examples=["Jr."])
    moniker: Text | None = Field(None, description="Another name they are known by.")
    identifiers: list[PersonIdEntry] | None = Field(None, description="Ids of the person.")
    gender: Gender | None = Field(None, description="Gender, as Common Metadata has it.")


class CollectionMetadata(Keys):
    """What the metadata file (MEC) of a collection says; nothing of it is an offer."""

    localized: list[LocalizedEntry] | None = Field(
        None, description="What customers read and see, language by language; at least one."
    )
    release_year: Year | None = Field(
        None, description="Year in which the collection was made.", examples=["2026"]
    )
    release_date: ReleaseDay | None = Field(
        None,
        description="Day on which the collection was made; of a trilogy, when its first film opened.",
        examples=["2026-12-11"],
    )
    release_history: list[ReleaseEntry] | None = Field(None, description="Its releases.")
    credits: list[CreditEntry] | None = Field(None, description="The studios' credit lines; at least one.")
    identifiers: list[IdentifierEntry] | None = Field(
        None, description="Its ids; exactly one is `EIDR` or `ORG`."
    )
    licensor: LicensorEntry | None = Field(None, description="Who offers it: you.")
    organizations: list[OrganizationEntry] | None = Field(None, description="Others who have to do with it.")
    work_type_detail: WorkTypeDetail | None = Field(
        None, description="`franchise`, for a collection of a franchise.", examples=["franchise"]
    )
    original_language: LanguageTag | None = Field(
        None, description="Language of the original production.", examples=["en"]
    )
    spoken_languages: list[LanguageTag] | None = Field(
        None, description="Languages spoken throughout.", examples=[["en"]]
    )
    version_languages: list[LanguageTag] | None = Field(
        None, description="Languages for which it was changed; uncommon.", examples=[["fr-CA"]]
    )
    country_of_origin: Country | None = Field(None, description="Country of origin.", examples=["US"])
    run_length: DurationText | None = Field(
        None, description="Running time, at least to the second.", examples=["PT3H28M10S"]
    )
    ratings: list[RatingEntry] | None = Field(None, description="Ratings; not shown for a collection.")
    not_rated: OnlyTrue | None = Field(
        None, description="`true` where no country has rated it; without `ratings`.", examples=["true"]
    )
    not_rated_because: Text | None = Field(None, description="Why it is not rated.")
    is_adult: Flag | None = Field(None, description="Whether it is for adults only.", examples=["false"])
    people: list[PersonEntry] | None = Field(None, description="Up to 100 people who made the films.")


METADATA_GROUPS: tuple[type[Keys], ...] = (
    CollectionMetadata,
    LocalizedEntry,
    GenreEntry,
    ArtworkEntry,
    ReleaseEntry,
    OrganizationEntry,
    CreditEntry,
    IdentifierEntry,
    LicensorEntry,
    RatingEntry,
    PersonEntry,
    LocalText,
    JobEntry,
    PersonIdEntry,
)
"""Every group of keys below `metadata:`."""
