"""The order of a bundle and its members: after every single write, the members' windows cover the bundle's.

Widening: members first, then the bundle. Narrowing: the bundle first. A bundle that is widened on one side and
narrowed on the other together with a member would need two writes; it is refused (`plan.held_members`).
Source: partner documents on box sets and collections, validation rules 1 and 2: a member's avail starts no later
and ends no earlier than that of its bundle, for each territory.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pvsync.model.avail import Avail
from pvsync.model.licence import License
from pvsync.model.plan import Change
from pvsync.model.scope import Scope
from pvsync.model.titles import BoxSet, Collection, Season, Title
from pvsync.model.window import Window


def bundle_needs(changes: Sequence[Change]) -> Mapping[Scope, set[Scope]]:
    """What each change must wait for, because a bundle and its members are both changed."""
    needs: dict[Scope, set[Scope]] = {}
    for bundle, member in _pairs(changes):
        if not _covers(member.before, bundle.after):
            needs.setdefault(bundle.scope, set()).add(member.scope)
        elif not _covers(member.after, bundle.before):
            needs.setdefault(member.scope, set()).add(bundle.scope)
    return needs


def both_ways(changes: Sequence[Change]) -> Iterator[tuple[Change, Change]]:
    """Bundles with a member that can be written neither before nor after them."""
    for bundle, member in _pairs(changes):
        if not _covers(member.before, bundle.after) and not _covers(member.after, bundle.before):
            yield bundle, member


def holds(bundle: Title, member: Title) -> bool:
    """Whether a title is one of a bundle's own: a season of its series, a movie that it lists."""
    match bundle, member:
        case BoxSet(), Season():
            return member.series.content_id == bundle.content_id
        case Collection(), _:
            return member.alid in bundle.members
        case _:
            return False


def _pairs(changes: Sequence[Change]) -> Iterator[tuple[Change, Change]]:
    """Each changed bundle with each of its changed members in the same territory."""
    titles = [
        (change, avail.title) for change in changes if (avail := change.after or change.before) is not None
    ]
    for bundle, whole in titles:
        if isinstance(whole, BoxSet | Collection):
            for member, part in titles:
                if member.scope.territory == bundle.scope.territory and holds(whole, part):
                    yield bundle, member


def _covers(member: Avail | None, bundle: Avail | None) -> bool:
    """Whether a member is for sale whenever its bundle is."""
    if bundle is None:
        return True
    held = [] if member is None else _merged(_sold(member))
    return all(any(_within(window, whole) for whole in held) for window in _sold(bundle))


def _sold(avail: Avail) -> list[Window]:
    return [row.window for row in avail.transactions if row.license == License.EST]


def _merged(windows: Iterable[Window]) -> list[Window]:
    """Windows with those that touch or overlap made one; a bundle may span several of a member's."""
    merged: list[Window] = []
    for window in sorted(windows, key=lambda item: (item.start is not None, item.start)):
        last = merged[-1] if merged else None
        if last is not None and (last.overlap(window) or last.touches(window)):
            ends = (last.end, window.end)
            merged[-1] = Window(
                last.start, None if None in ends else max(end for end in ends if end is not None)
            )
        else:
            merged.append(window)
    return merged


def _within(window: Window, whole: Window) -> bool:
    starts = whole.start is None or (window.start is not None and whole.start <= window.start)
    ends = whole.end is None or (window.end is not None and window.end <= whole.end)
    return starts and ends
