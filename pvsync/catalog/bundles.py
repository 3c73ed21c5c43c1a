"""What box sets and collections have of their own: one format, a discount, members, a number of seasons."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from pvsync.catalog import codes
from pvsync.catalog.documents import BundleDocument, CollectionDocument
from pvsync.catalog.expand import Expanded
from pvsync.catalog.merge import Origin, Report
from pvsync.catalog.seasons import CompleteSeason
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.shape import Declared
from pvsync.diagnostics import Finding, Place, Related
from pvsync.model.licence import as_bundled

_FEWEST_MEMBERS = 2


@dataclass(frozen=True, slots=True)
class Counted:
    """The seasons of a box set at an instant.

    Args:
        count: Complete ones.
        latest: Where the last of them says so, None where there is none.
        dated: Instants after that at which one more is complete.
    """

    count: int
    latest: Place | None
    dated: tuple[datetime, ...]


def bundled(
    rows: Iterable[Expanded],
    declared: Declared[BundleDocument] | Declared[CollectionDocument],
    report: Report,
) -> list[Expanded]:
    """The rows of a bundle: each in the format `Max`, with the bundle's discount.

    SD, HD, UHD and 4K are stored as `Max`; any two formats as they are written are refused, in one avail or in two,
    at the same time or not (bundles, FormatProfile and rejection reasons 1 and 4). The first one is kept.
    """
    discount = declared.document.discount
    own = {} if discount is None else {"discount": Origin(declared.raw, ("discount",))}
    found: list[Expanded] = []
    first: Expanded | None = None
    for row in rows:
        first = first or row
        if row.transaction.format == first.transaction.format:
            changed = replace(row.transaction, format=as_bundled(row.transaction.format), discount=discount)
            found.append(replace(row, transaction=changed, own={**row.own, **own}))
        else:
            report(_several_formats(row, first))
    return found


def check_members(declared: Declared[CollectionDocument], report: Report) -> None:
    """Report members that stand twice, and a collection of fewer than two (bundles, rejection reason 10)."""
    document, raw = declared.document, declared.raw
    first: dict[str, int] = {}
    for index, member in enumerate(document.members):
        if first.setdefault(member, index) != index:
            report(
                codes.REPEATED_VALUE.at(
                    raw.place(("members", index)),
                    f"`{member}` is in this collection twice",
                    "name each movie once",
                    (Related("the other one is here", raw.place(("members", first[member]))),),
                )
            )
    if len(first) < _FEWEST_MEMBERS:
        report(
            codes.TOO_FEW_MEMBERS.at(
                raw.place(("members",)),
                "a collection has at least two movies",
                "name all that shall ever be in it: the list can never change",
            )
        )


def count_seasons(seasons: Iterable[CompleteSeason], territory: str, settings: CatalogSettings) -> Counted:
    """How many seasons are complete, read in the days of a territory (bundles, validation rule 3)."""
    since = [(season.instant(territory, settings), season.place) for season in seasons]
    complete = [(instant, place) for instant, place in since if instant is None or instant <= settings.as_of]
    last = max(complete, key=lambda found: (found[0] is not None, found[0] or settings.as_of), default=None)
    coming = (instant for instant, _ in since if instant is not None and instant > settings.as_of)
    return Counted(len(complete), None if last is None else last[1], tuple(sorted(coming)))


def report_no_season(declared: Declared[BundleDocument], counted: Counted, report: Report) -> None:
    """Say that a box set has nothing in it: not yet, or not at all."""
    place = declared.raw.place(("series",))
    if counted.dated:
        report(
            codes.BUNDLE_NOT_YET.at(
                place,
                f"no season of `{declared.document.series}` is complete yet, so its box set is not offered",
                "nothing to do: it is offered from the first day that a season names as `complete`",
            )
        )
        return
    report(
        codes.BUNDLE_EMPTY.at(
            place,
            f"no season of `{declared.document.series}` says that it is complete",
            "write `complete: true`, or the day, in each season that has aired as a whole",
        )
    )


def _several_formats(row: Expanded, first: Expanded) -> Finding:
    return codes.BUNDLE_FORMATS.at(
        row.format.place,
        f"a bundle is sold in one format, and this one names {row.transaction.format} beside {first.transaction.format}",
        "write `formats: [Max]` in each avail: customers get each title in its highest quality",
        (Related("the other format is named here", first.format.place),),
    )
