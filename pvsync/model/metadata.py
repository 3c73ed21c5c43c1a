"""What the metadata file (MEC) of a movie collection says, as the catalog has it.

The order of the values is that of the file (MovieLabs Common Metadata 2.6, MEC 2.6). An empty text, an empty tuple or
None is a value that the catalog does not give; the file leaves it out. The content id, the ALID and the work type are
the title's (`pvsync.model.titles.Collection`).
"""

from dataclasses import dataclass

from pvsync.model.artwork import Artwork


@dataclass(frozen=True, slots=True)
class Genre:
    """A genre.

    Args:
        name: Its name.
        id: Its id in its list.
        source: Address of the list, empty for Prime Video's own.
        level: 0 for a parent genre, 1 for one below it.
    """

    name: str
    id: str = ""
    source: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Localized:
    """What customers of one language read and see (LocalizedInfo)."""

    language: str
    title_19: str = ""
    title_60: str = ""
    title: str = ""
    artwork: tuple[Artwork, ...] = ()
    summary_190: str = ""
    summary_400: str = ""
    summary_4000: str = ""
    genres: tuple[Genre, ...] = ()
    version_notes: str = ""
    countries: tuple[str, ...] = ()
    original_title: str = ""
    copyright: str = ""


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation (AssociatedOrg, ReleaseOrg).

    Args:
        name: Name that people read; the schema wants it.
        id: Its id; of the licensor, the partner alias.
        id_type: What kind of id; not needed for the licensor.
        role: `licensor` for the partner; what another one does.
        sort_name: Name to sort by.
        other_names: Other names.
    """

    name: str
    id: str = ""
    id_type: str = ""
    role: str = ""
    sort_name: str = ""
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """One release (ReleaseHistory)."""

    type: str
    countries: tuple[str, ...] = ()
    date: str = ""
    description: str = ""
    organizations: tuple[Organization, ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """An id of the collection or of a person (AltIdentifier, Identifier)."""

    namespace: str
    id: str
    location: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating (RatingSet)."""

    country: str = ""
    system: str = ""
    value: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit line of the studios (CompanyDisplayCredit).

    Args:
        text: The line.
        language: Its language, empty for all.
        countries: Where it applies, empty for everywhere.
        order: Lower numbers are shown first.
    """

    text: str
    language: str = ""
    countries: tuple[str, ...] = ()
    order: int | None = None


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text with its language, which is empty where none is given."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """What someone did (Job).

    Args:
        function: Director, Producer, Actor, Writer or Creator.
        display: The same as customers read it.
        order: Place in the billing from 1, None for last.
        characters: Who an actor plays.
        guest: Whether as a guest, None where not said.
    """

    function: str
    display: tuple[LocalText, ...] = ()
    order: int | None = None
    characters: tuple[str, ...] = ()
    guest: bool | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who made the films (People)."""

    jobs: tuple[Job, ...]
    names: tuple[LocalText, ...]
    sort_names: tuple[LocalText, ...] = ()
    first_name: str = ""
    second_name: str = ""
    family_name: str = ""
    suffix: str = ""
    moniker: str = ""
    identifiers: tuple[Identifier, ...] = ()
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of a collection (CoreMetadata).

    Args:
        localized: What customers read and see, by language.
        run_length: ISO 8601 duration.
        release_year: Year in which the collection was made.
        release_date: Year-month-day.
        release_history: Its releases.
        work_type_detail: `franchise` or empty.
        identifiers: Its ids, exactly one of them EIDR or ORG.
        ratings: Ratings; none where it is `not_rated`.
        not_rated: Whether the file says that no country has rated it.
        not_rated_because: Why.
        is_adult: Whether it is for adults only, None where not said.
        people: Who made the films.
        country_of_origin: As ISO 3166-1 has it.
        spoken_languages: PrimarySpokenLanguage.
        original_language: OriginalLanguage; one at most.
        version_languages: VersionLanguage.
        licensor: The partner, role `licensor`; None where the catalog does not say.
        organizations: Other organisations.
        credits: The studios' credit lines.
    """

    localized: tuple[Localized, ...] = ()
    run_length: str = ""
    release_year: int | None = None
    release_date: str = ""
    release_history: tuple[Release, ...] = ()
    work_type_detail: str = ""
    identifiers: tuple[Identifier, ...] = ()
    ratings: tuple[Rating, ...] = ()
    not_rated: bool = False
    not_rated_because: str = ""
    is_adult: bool | None = None
    people: tuple[Person, ...] = ()
    country_of_origin: str = ""
    spoken_languages: tuple[str, ...] = ()
    original_language: str = ""
    version_languages: tuple[str, ...] = ()
    licensor: Organization | None = None
    organizations: tuple[Organization, ...] = ()
    credits: tuple[Credit, ...] = ()
