"""The metadata of a collection, from its keys to the model."""

from collections.abc import Iterable

from pvsync.catalog.artwork import ArtworkReader
from pvsync.catalog.documents.metadata import (
    CollectionMetadata,
    JobEntry,
    LicensorEntry,
    LocalizedEntry,
    LocalText,
    OrganizationEntry,
    PersonEntry,
    RatingEntry,
    ReleaseEntry,
)
from pvsync.model import metadata as model
from pvsync.model.artwork import Artwork


def collection_metadata(keys: CollectionMetadata, pictures: ArtworkReader) -> model.Metadata:
    """What the metadata file of a collection says."""
    return model.Metadata(
        localized=tuple(_localized(entry, pictures) for entry in keys.localized or ()),
        run_length=keys.run_length or "",
        release_year=keys.release_year,
        release_date=keys.release_date or "",
        release_history=tuple(_release(entry) for entry in keys.release_history or ()),
        work_type_detail=keys.work_type_detail or "",
        identifiers=tuple(
            model.Identifier(entry.namespace, entry.id, entry.location or "")
            for entry in keys.identifiers or ()
        ),
        ratings=tuple(_rating(entry) for entry in keys.ratings or ()),
        not_rated=keys.not_rated or False,
        not_rated_because=keys.not_rated_because or "",
        is_adult=keys.is_adult,
        people=tuple(_person(entry) for entry in keys.people or ()),
        country_of_origin=keys.country_of_origin or "",
        spoken_languages=tuple(keys.spoken_languages or ()),
        original_language=keys.original_language or "",
        version_languages=tuple(keys.version_languages or ()),
        licensor=_licensor(keys.licensor),
        organizations=_organizations(keys.organizations),
        credits=tuple(
            model.Credit(entry.text, entry.language or "", tuple(entry.countries or ()), entry.order)
            for entry in keys.credits or ()
        ),
    )


def _localized(entry: LocalizedEntry, pictures: ArtworkReader) -> model.Localized:
    return model.Localized(
        language=entry.language,
        title_19=entry.title_19 or "",
        title_60=entry.title_60 or "",
        title=entry.title or "",
        artwork=tuple(
            Artwork(one.file, one.purpose, pictures.image(one.file)) for one in entry.artwork or ()
        ),
        summary_190=entry.summary_190 or "",
        summary_400=entry.summary_400 or "",
        summary_4000=entry.summary_4000 or "",
        genres=tuple(
            model.Genre(one.name, one.id or "", one.source or "", one.level) for one in entry.genres or ()
        ),
        version_notes=entry.version_notes or "",
        countries=tuple(entry.countries or ()),
        original_title=entry.original_title or "",
        copyright=entry.copyright or "",
    )


def _release(entry: ReleaseEntry) -> model.Release:
    return model.Release(
        type=entry.type,
        countries=tuple(entry.countries or ()),
        date=entry.date,
        description=entry.description or "",
        organizations=_organizations(entry.organizations),
    )


def _licensor(entry: LicensorEntry | None) -> model.Organization | None:
    return None if entry is None else model.Organization(entry.name, entry.alias, role="licensor")


def _rating(entry: RatingEntry) -> model.Rating:
    return model.Rating(
        entry.country or "", entry.system or "", entry.value or "", tuple(entry.reasons or ())
    )


def _organizations(entries: Iterable[OrganizationEntry] | None) -> tuple[model.Organization, ...]:
    return tuple(
        model.Organization(
            name=entry.name,
            id=entry.id or "",
            id_type=entry.id_type or "",
            role=entry.role or "",
            sort_name=entry.sort_name or "",
            other_names=tuple(entry.other_names or ()),
        )
        for entry in entries or ()
    )


def _person(entry: PersonEntry) -> model.Person:
    return model.Person(
        jobs=tuple(_job(job) for job in entry.jobs),
        names=_texts(entry.name),
        sort_names=_texts(entry.sort_name),
        first_name=entry.first_name or "",
        second_name=entry.second_name or "",
        family_name=entry.family_name or "",
        suffix=entry.suffix or "",
        moniker=entry.moniker or "",
        identifiers=tuple(
            model.Identifier(one.namespace, one.id, one.location or "") for one in entry.identifiers or ()
        ),
        gender=entry.gender or "",
    )


def _job(entry: JobEntry) -> model.Job:
    return model.Job(
        function=entry.job,
        display=_texts(entry.display),
        order=entry.order,
        characters=tuple(entry.characters or ()),
        guest=entry.guest,
    )


def _texts(entries: Iterable[LocalText] | None) -> tuple[model.LocalText, ...]:
    return tuple(model.LocalText(entry.text, entry.language or "") for entry in entries or ())
