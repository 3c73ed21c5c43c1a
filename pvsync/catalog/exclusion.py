"""Seasons and movies that do not count for the discount of a bundle that they are in.

The service is told in one of two ways (bundles, "Excluding a season/movie"): a licence right `New Release`, or a
sentence in OtherTerms. The second is taken for every other reason, and where another licence right stands.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from pvsync.catalog import codes
from pvsync.catalog.documents.titles import BundleDiscountEntry
from pvsync.catalog.expand import Expanded
from pvsync.catalog.merge import Origin, Report
from pvsync.catalog.settings import CatalogSettings
from pvsync.diagnostics import Related
from pvsync.model.assumptions import Assumption
from pvsync.model.licence import License

_NEW_RELEASE = "New Release"
_LITERAL = Assumption.DISCOUNT_EXCLUSION.taken


def excluded(
    rows: Iterable[Expanded],
    entry: BundleDiscountEntry | None,
    origin: Origin,
    settings: CatalogSettings,
    report: Report,
) -> list[Expanded]:
    """The rows of a title, those for purchase marked as its document says at the as-of instant."""
    return [
        _marked(row, entry, origin, report) if entry is not None and _holds(entry, row, settings) else row
        for row in rows
    ]


def exclusion_ends(
    rows: Iterable[Expanded], entry: BundleDiscountEntry | None, settings: CatalogSettings
) -> Iterator[datetime]:
    """Instants after the as-of date at which the title counts for the discount again."""
    for row in rows:
        if entry is None or entry.until is None or not _holds(entry, row, settings):
            continue
        yield settings.zones.start_of(entry.until, row.transaction.territory)


def _holds(entry: BundleDiscountEntry, row: Expanded, settings: CatalogSettings) -> bool:
    if not entry.excluded or row.transaction.license != License.EST:
        return False
    territory = row.transaction.territory
    return entry.until is None or settings.as_of < settings.zones.start_of(entry.until, territory)


def _marked(row: Expanded, entry: BundleDiscountEntry, origin: Origin, report: Report) -> Expanded:
    transaction = row.transaction
    is_new = entry.because is not None and entry.because.casefold() == _NEW_RELEASE.casefold()
    if is_new and transaction.license_rights in (None, _NEW_RELEASE):
        changed = replace(transaction, license_rights=_NEW_RELEASE)
        stated = transaction.license_rights is not None
        return replace(
            row, transaction=changed, own=row.own if stated else {**row.own, "license_rights": origin}
        )
    if transaction.other_terms not in (None, _LITERAL):
        report(
            codes.EXCLUSION_OCCUPIED.at(
                origin.place,
                "the exclusion from the discount goes to `other_terms`, where something else stands already",
                "agree with Prime Video on one text that says both, write it in `other_terms`, and remove `bundle_discount`",
                (Related("`other_terms` is here", row.place("other_terms")),),
            )
        )
        return row
    changed = replace(transaction, other_terms=_LITERAL)
    return replace(row, transaction=changed, own={**row.own, "other_terms": origin})
