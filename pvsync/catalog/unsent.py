"""What a document says of its title and no avail carries."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from pvsync.catalog.artwork import ArtworkReader
from pvsync.catalog.documents import (
    BundleDocument,
    CollectionDocument,
    EpisodeEntry,
    MovieDocument,
    SeasonDocument,
    SeriesDocument,
    SupplementalDocument,
)
from pvsync.catalog.documents.avail import DatedText
from pvsync.catalog.documents.titles import BundleDiscountEntry
from pvsync.catalog.expand import Expanded
from pvsync.catalog.metadata import collection_metadata
from pvsync.model.desired import Exclusion, Specification, Unsent
from pvsync.model.metadata import Metadata
from pvsync.model.scope import Scope

Offering: TypeAlias = (
    MovieDocument | SeasonDocument | EpisodeEntry | SupplementalDocument | CollectionDocument | BundleDocument
)
"""Where a title is declared: a document, or an episode's entry."""


def unsent(
    keys: Offering,
    rows: Mapping[Scope, Sequence[Expanded]],
    root: Path | None,
    series: SeriesDocument | None = None,
) -> Unsent:
    """What is there for rules and for other files alone.

    Args:
        keys: Where the title is declared.
        rows: Its transactions.
        root: Folder that its pictures are looked for in, None where they cannot be.
        series: The document of its series, None where it has none.
    """
    eidr = "" if isinstance(keys, BundleDocument) else keys.eidr or ""
    alt_id = "" if isinstance(keys, BundleDocument) else keys.alt_id or ""
    if not isinstance(keys, MovieDocument | SeasonDocument):
        return Unsent(eidr=eidr, alt_id=alt_id, undated=_undated(rows), metadata=_metadata(keys, root))
    season = keys if isinstance(keys, SeasonDocument) else None
    return Unsent(
        eidr=eidr,
        alt_id=alt_id,
        specification=None if keys.spec is None else Specification(keys.spec),
        series="" if season is None else season.series,
        series_eidr="" if series is None else series.eidr or "",
        complete=False if season is None else season.complete or False,
        is_sports_data=season is not None and bool(season.sports_data_platform),
        exclusion=_exclusion(keys.bundle_discount),
        undated=_undated(rows),
    )


def references(rows: Mapping[Scope, Sequence[Expanded]]) -> dict[tuple[Scope, int], str]:
    """The partner's own papers, by scope and index of the transaction."""
    return {
        (scope, index): row.avail.values["reference"]
        for scope, expanded in rows.items()
        for index, row in enumerate(expanded)
        if "reference" in row.avail.values
    }


def _metadata(keys: Offering, root: Path | None) -> Metadata | None:
    if not isinstance(keys, CollectionDocument) or keys.metadata is None:
        return None
    return collection_metadata(keys.metadata, ArtworkReader(root))


def _exclusion(entry: BundleDiscountEntry | None) -> Exclusion | None:
    if entry is None or not entry.excluded:
        return None
    return Exclusion(entry.because or "", entry.until)


def _undated(rows: Mapping[Scope, Sequence[Expanded]]) -> frozenset[tuple[Scope, int]]:
    return frozenset(
        (scope, index)
        for scope, expanded in rows.items()
        for index, row in enumerate(expanded)
        if "license_rights" in row.avail.values and _is_undated(row.avail.values["license_rights"])
    )


def _is_undated(right: DatedText | None) -> bool:
    return right is not None and right.until is None
