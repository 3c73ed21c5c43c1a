"""Titles of workbooks into the files of a catalog."""

from collections.abc import Iterator

from pvsync.formats.ema.deals import with_deals
from pvsync.formats.ema.families import families
from pvsync.formats.ema.identity import Identity
from pvsync.formats.ema.names import named
from pvsync.formats.ema.plain import Draft
from pvsync.formats.ema.rows import Titles
from pvsync.formats.ema.series import SeriesBuilder
from pvsync.formats.ema.singles import Singles

_OF_SERIES = frozenset({"series", "season", "episode"})


def drafts(titles: Titles, licensor: str, *, deals: bool) -> list[tuple[str, Draft]]:
    """The files for all titles, each with its path below the catalog, sorted.

    Args:
        titles: What workbooks say.
        licensor: The licensor of pvsync.yaml, which a document need not name.
        deals: Whether avails that several titles have alike are written once, as deals.
    """
    made = list(_drafts(titles, licensor))
    found = list(named(with_deals(made) if deals else made))
    return sorted(found, key=lambda one: one[0])


def _drafts(titles: Titles, licensor: str) -> Iterator[Draft]:
    notes = titles.notes
    identity = Identity(licensor, notes)
    singles = Singles(identity, notes)
    for alid, facts in titles.facts.items():
        if facts.work_type not in _OF_SERIES:
            yield singles.draft(alid, facts, titles.lines[alid])
    builder = SeriesBuilder(titles.lines, titles.facts, identity, notes)
    for series in families(titles.facts, notes):
        yield from builder.drafts(series)
