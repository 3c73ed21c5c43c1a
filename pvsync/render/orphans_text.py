"""Orphans as a screen: what is still offered, and since when the catalog says nothing of it."""

from collections.abc import Iterator
from itertools import groupby

from pvsync.model.orphan import Orphan, Orphans
from pvsync.render.english import counted
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, paint, wrapped

_COMMIT = 9
_NEXT = "`pvsync plan` prints what to write for each of them; `on_removal` in pvsync.yaml decides for all."

_FORGOTTEN = "No plan names what is forgotten. To end such titles, write them in the catalog again, with `state: withdrawn`, and apply."


def render(orphans: Orphans, screen: Screen) -> str:
    """Every orphan by title."""
    return paint(_lines(orphans, screen.width), screen)


def _lines(orphans: Orphans, width: int) -> Iterator[Line]:
    yield from wrapped((Span(f"Orphans of {orphans.target}", Tone.STRONG),), width, 2)
    for alid, found in groupby(orphans.found, key=lambda orphan: orphan.tombstone.scope.alid):
        together = list(found)
        yield EMPTY
        name = together[0].live.title.title
        yield from wrapped((Span(name, Tone.STRONG), Span(f"  {alid}", Tone.FAINT)), width, 2)
        for orphan in together:
            yield from wrapped((Span("  "), Span(_words(orphan))), width, 4)
    if orphans.unread:
        yield EMPTY
        yield (Span("Could not be read, so nothing is known about them", Tone.STRONG),)
    for scope, why in orphans.unread:
        yield from wrapped((Span("  ? ", Tone.WARNING), Span(f"{scope}: {why}")), width, 4)
    yield EMPTY
    forgotten = sum(orphan.is_forgotten for orphan in orphans.found)
    if len(orphans.found) > forgotten:
        yield from wrapped((Span(_NEXT),), width, 2)
    if forgotten:
        yield from wrapped((Span(_FORGOTTEN),), width, 2)
    tone = Tone.STRONG if orphans.found or orphans.unread else Tone.GOOD
    yield from wrapped((Span(_summary(orphans), tone),), width, 2)


def _words(orphan: Orphan) -> str:
    scope, tombstone = orphan.tombstone.scope, orphan.tombstone
    rows = counted(len(orphan.live.transactions), "transaction")
    since = tombstone.commit[:_COMMIT] or "changes that are not committed yet"
    return f"{scope.territory} {scope.business_line}: {rows}, left {tombstone.path} in {since}"


def _summary(orphans: Orphans) -> str:
    left = f"{counted(orphans.left, 'scope')} left the catalog"
    known = orphans.left - orphans.asked
    gone = f", {known:,} of them known to be gone from a receipt" if known else ""
    forgotten = sum(orphan.is_forgotten for orphan in orphans.found)
    on_sale = f"; {forgotten:,} forgotten: left on sale by `on_removal: forget`" if forgotten else ""
    return f"{counted(len(orphans.found), 'orphan')}: {left}{gone}{on_sale}."
