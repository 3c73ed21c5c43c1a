"""What a document says of its title and no avail carries."""

from typing import TypeAlias

from pvsync.catalog.documents import (
    BundleDocument,
    CollectionDocument,
    EpisodeEntry,
    MovieDocument,
    SeasonDocument,
    SupplementalDocument,
)
from pvsync.catalog.documents.titles import BundleDiscountEntry
from pvsync.model.desired import Exclusion, Specification, Unsent

Offering: TypeAlias = (
    MovieDocument | SeasonDocument | EpisodeEntry | SupplementalDocument | CollectionDocument | BundleDocument
)
"""Where a title is declared: a document, or an episode's entry."""


def unsent(keys: Offering) -> Unsent:
    """What is there for rules and for other files alone."""
    eidr = "" if isinstance(keys, BundleDocument) else keys.eidr or ""
    if not isinstance(keys, MovieDocument | SeasonDocument):
        return Unsent(eidr=eidr)
    season = keys if isinstance(keys, SeasonDocument) else None
    return Unsent(
        eidr=eidr,
        specification=None if keys.spec is None else Specification(keys.spec),
        series="" if season is None else season.series,
        complete=False if season is None else season.complete or False,
        is_sports_data=season is not None and bool(season.sports_data_platform),
        exclusion=_exclusion(keys.bundle_discount),
    )


def _exclusion(entry: BundleDiscountEntry | None) -> Exclusion | None:
    if entry is None or not entry.excluded:
        return None
    return Exclusion(entry.because or "", entry.until)
