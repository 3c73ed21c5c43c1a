"""A metadata file (MEC 2.6) as its template lays it out: what the model says, in the order and spelling of the file.

Where nothing else is cited, `bundles` is the table of the MEC fields of movie collections in the partner's documents,
`mddf-model` section 5 is MovieLabs' schema (MEC 2.6, Common Metadata 2.6), which fixes the order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from pvsync.model.metadata import (
    Credit,
    Identifier,
    Localized,
    Metadata,
    Organization,
    Person,
    Rating,
    Release,
)
from pvsync.model.titles import Collection

SCHEMA = "mdmec-v2.6.xsd"
"""MovieLabs' schema of what is written: Prime Video names MEC 2.6 (mddf-model, section 5)."""


@dataclass(frozen=True, slots=True)
class ArtReference:
    """`ArtReference`: a picture (bundles: required, with `@resolution` and `@purpose`).

    Args:
        name: Name of the delivered file, since folders are not delivered (validation-rules A22); or its id in the
            manifest that delivers it (MovieLabs' structure rules of MMC-1).
        resolution: Width and height as the picture itself has them.
        purpose: `cover`, `boxart`, `poster`, `hero` or `title` (bundles, artwork for collections).
    """

    name: str
    resolution: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Block:
    """`LocalizedInfo`: what customers of one language read and see (bundles: at least one).

    Args:
        text: Titles, summaries, genres and the rest, each at most once but for genres and countries.
        artwork: Its pictures.
        is_default: `@default`: bundles asks for it once, for the language of the original production, and says that
            it is not supported; MovieLabs' structure rules want exactly one.
    """

    text: Localized
    artwork: tuple[ArtReference, ...]
    is_default: bool


@dataclass(frozen=True, slots=True)
class MecView:
    """`CoreMetadata`: the whole file.

    Not written, since Prime Video does not use it (bundles, last list): UpdateNum, DisplayIndicators, Keyword,
    CountryRegion, PeopleLocal, TitleAlternate, PictureColorType, PictureFormat, AspectRatio, SequenceInfo, Parent;
    members stand in the avail (`BundleALIDs`). `TitleSort` is an empty element, which bundles allows by name.

    Args:
        content_id: `Basic/@ContentID` (bundles: required, and the same in every update).
        blocks: `LocalizedInfo`.
        run_length: `RunLength`, as ISO 8601 (bundles: to the second at least).
        release_year: `ReleaseYear` (bundles: required; the year in which the collection was made).
        release_date: `ReleaseDate` (bundles: a whole date).
        releases: `ReleaseHistory` (bundles: optional).
        work_type: `WorkType` (bundles: `collection`).
        work_type_detail: `WorkTypeDetail` (bundles: `franchise`, or none).
        identifiers: `AltIdentifier` (bundles: exactly one of EIDR or ORG, equal to the ALID; the bare id).
        has_rating_set: Whether there is a `RatingSet`.
        ratings: `RatingSet/Rating` (bundles: Region, Country, System and Value).
        not_rated_because: `RatingSet/NotRated/@condition` (bundles: the element says `true`, in small letters).
        is_adult: `RatingSet/AdultContent`; bundles calls it IsAdult, Common Metadata 2.6 has it here.
        people: `People` (bundles: at most 100).
        country_of_origin: `CountryOfOrigin/country` (bundles: ISO 3166-1).
        spoken_languages: `PrimarySpokenLanguage`.
        original_language: `OriginalLanguage` (bundles: one value).
        version_languages: `VersionLanguage`.
        organizations: `AssociatedOrg`, the partner first (bundles: `@organizationID` is the partner alias, `@role` is
            `licensor`; DisplayName is written always, since the schema wants it).
        credits: `CompanyDisplayCredit` (bundles: at least one, on one line for a language and territory).
    """

    content_id: str
    blocks: tuple[Block, ...]
    run_length: str
    release_year: int | None
    release_date: str
    releases: tuple[Release, ...]
    work_type: str
    work_type_detail: str
    identifiers: tuple[Identifier, ...]
    has_rating_set: bool
    ratings: tuple[Rating, ...]
    not_rated_because: str
    is_adult: bool | None
    people: tuple[Person, ...]
    country_of_origin: str
    spoken_languages: tuple[str, ...]
    original_language: str
    version_languages: tuple[str, ...]
    organizations: tuple[Organization, ...]
    credits: tuple[Credit, ...]


def mec_view(
    title: Collection, metadata: Metadata, image_ids: Sequence[Sequence[str]] | None = None
) -> MecView:
    """The metadata file of a collection.

    Args:
        title: The collection.
        metadata: What the file says.
        image_ids: By language, the id of each picture in a manifest; None where the file itself delivers them.
    """
    default = _default(metadata)
    return MecView(
        content_id=title.content_id,
        blocks=tuple(
            Block(
                text,
                tuple(_references(text, None if image_ids is None else image_ids[number])),
                number == default,
            )
            for number, text in enumerate(metadata.localized)
        ),
        run_length=metadata.run_length,
        release_year=metadata.release_year,
        release_date=metadata.release_date,
        releases=metadata.release_history,
        work_type="collection",
        work_type_detail=metadata.work_type_detail,
        identifiers=metadata.identifiers,
        has_rating_set=bool(metadata.ratings) or metadata.not_rated,
        ratings=metadata.ratings,
        not_rated_because=metadata.not_rated_because,
        is_adult=metadata.is_adult,
        people=metadata.people,
        country_of_origin=metadata.country_of_origin,
        spoken_languages=metadata.spoken_languages,
        original_language=metadata.original_language,
        version_languages=metadata.version_languages,
        organizations=tuple(_organizations(metadata)),
        credits=metadata.credits,
    )


def _default(metadata: Metadata) -> int:
    """The block in the original language, else in the same language of another region, else the first one."""
    wanted = metadata.original_language.casefold()
    languages = [block.language.casefold() for block in metadata.localized]
    if wanted in languages:
        return languages.index(wanted)
    primary = [language.partition("-")[0] for language in languages]
    start = wanted.partition("-")[0]
    return primary.index(start) if start in primary else 0


def _references(text: Localized, image_ids: Sequence[str] | None) -> Iterator[ArtReference]:
    for number, artwork in enumerate(text.artwork):
        name = PurePosixPath(artwork.file).name if image_ids is None else image_ids[number]
        yield ArtReference(name, artwork.resolution, artwork.purpose)


def _organizations(metadata: Metadata) -> Iterator[Organization]:
    if metadata.licensor is not None:
        yield metadata.licensor
    yield from metadata.organizations
