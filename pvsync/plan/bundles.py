"""A bundle and its members in one plan: which write comes first, so that after each one the members cover it.

What opens for both waits for the member; what closes for both waits for the bundle. Where a bundle and its members
wait for each other it is written twice: first the time that it has before and after, then, its members done, in full.
Source: partner documents on box sets and collections, validation rules 1 and 2: a member's avail starts no later
and ends no earlier than that of its bundle, for each territory.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pvsync.model.avail import Avail
from pvsync.model.family import Key, bundle_keys, member_keys
from pvsync.model.licence import License
from pvsync.model.on_sale import purchase_times, without
from pvsync.model.plan import Action, Change
from pvsync.model.scope import Scope
from pvsync.model.stretch import Stretch
from pvsync.model.titles import BoxSet, Collection, Season, Title
from pvsync.model.transaction import Transaction
from pvsync.model.window import Window
from pvsync.model.zones import Zones
from pvsync.plan.compose import compose


@dataclass(frozen=True, slots=True)
class _Move:
    """The time in which a title comes on sale, and the time in which it goes."""

    opens: tuple[Stretch, ...]
    closes: tuple[Stretch, ...]


def bundle_needs(changes: Sequence[Change], at: datetime) -> Mapping[Scope, set[Scope]]:
    """What each change must wait for, because a bundle and its members are both changed.

    Args:
        changes: All of a plan.
        at: The instant of the plan; windows that are over ask for no order.
    """
    needs: dict[Scope, set[Scope]] = {}
    members: dict[tuple[str, Key], list[Change]] = {}
    # What is forgotten stays on Prime Video as it is: it moves nothing.
    moving = [change for change in changes if change.action is not Action.FORGET]
    for change in moving:
        for key in member_keys(_title(change)):
            members.setdefault((change.scope.territory, key), []).append(change)
    for bundle in filter(is_bundle, moving):
        whole = _move(bundle, at)
        for key in bundle_keys(_title(bundle)):
            for member in members.get((bundle.scope.territory, key), ()):
                part = _move(member, at)
                if _meet(_awaited(bundle, member, at) or whole.opens, part.opens):
                    needs.setdefault(bundle.scope, set()).add(member.scope)
                if _meet(whole.closes, part.closes):
                    needs.setdefault(member.scope, set()).add(bundle.scope)
    return needs


def parts_of(bundle: Change, changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes of what a bundle holds, or may come to hold."""
    territory, keys = bundle.scope.territory, set(bundle_keys(_title(bundle)))
    return tuple(
        change
        for change in changes
        if change.scope.territory == territory and not keys.isdisjoint(member_keys(_title(change)))
    )


def is_bundle(change: Change) -> bool:
    """Whether a change is one of a box set or a collection."""
    return isinstance(_title(change), BoxSet | Collection)


def shared(change: Change, parts: Iterable[Change], at: datetime, zones: Zones) -> Avail | None:
    """What a bundle is sent as before its members: on sale whenever it is so both live and in git.

    Where somebody left it on sale without a part, it is not on sale then: the service takes no bundle without its parts.

    Built from live as a full extract always is, so that what has started and leaves is ended, not dropped. None
    where live offers nothing.

    Args:
        change: The change of a bundle that is live and stays.
        parts: The changes of what it holds.
        at: The instant of the plan.
        zones: Days of the territories.
    """
    live, after = change.before, change.after
    if live is None or after is None:
        return None
    held = purchase_times(live, at)
    for part in parts:
        if _is_left_alone(change, part, at):
            own = purchase_times(part.before, at)
            held = tuple(both for stretch in held for both in _common(stretch, own))
    kept = [part for row in after.transactions for part in _parts(row, held, at)]
    composed = compose(change.scope.alid, kept, live.transactions, at, zones)
    if not composed.after:
        return None
    return replace(after, title=_fewer(live.title, after.title), transactions=composed.after)


def _awaited(bundle: Change, part: Change, at: datetime) -> tuple[Stretch, ...]:
    """All the time of a bundle that a part is to come on sale in, where somebody left the bundle alone; else nothing."""
    return purchase_times(bundle.after, at) if _is_left_alone(bundle, part, at) else ()


def _is_left_alone(bundle: Change, part: Change, at: datetime) -> bool:
    """Whether a bundle is on sale live in a time in which a part is not that is live too: no plan leaves that behind."""
    own = purchase_times(part.before, at)
    return bool(own) and _holds(bundle, part) and bool(without(purchase_times(bundle.before, at), own))


def _holds(bundle: Change, part: Change) -> bool:
    """Whether a live bundle holds a part: of a box set the first seasons, as many as it counts; none on a doubt."""
    live, title = bundle.before.title if bundle.before is not None else None, _title(part)
    if not isinstance(live, BoxSet) or not isinstance(title, Season):
        return True
    return live.season_count is not None and title.number is not None and title.number <= live.season_count


def _parts(row: Transaction, held: Iterable[Stretch], at: datetime) -> Iterator[Transaction]:
    """A row of a bundle within times: the first part keeps its id, the others take live's or a derived one."""
    if row.license != License.EST:
        yield row
        return
    if row.window.is_over(at):
        return
    whole, identity = Stretch.of(row.window), row.id
    for part in _common(whole, held):
        start = row.window.start if part.first == whole.first else part.first
        end = row.window.end if part.until == whole.until else part.last
        yield replace(row, id=identity, window=Window(start, end))
        identity = None


def _fewer(live: Title, after: Title) -> Title:
    """The title with the smaller number of seasons: one more counts only when that season is there."""
    if not isinstance(live, BoxSet) or not isinstance(after, BoxSet):
        return after
    counts = [count for count in (live.season_count, after.season_count) if count is not None]
    return replace(after, season_count=min(counts, default=None))


def _title(change: Change) -> Title | None:
    avail = change.after or change.before
    return None if avail is None else avail.title


def _move(change: Change, at: datetime) -> _Move:
    before, after = purchase_times(change.before, at), purchase_times(change.after, at)
    more, fewer = _seasons(change)
    return _Move(
        opens=after if more else without(after, before), closes=before if fewer else without(before, after)
    )


def _seasons(change: Change) -> tuple[bool, bool]:
    """Whether a box set comes to hold more seasons, or fewer: to the one that joins or leaves, all its time is new."""
    live = change.before.title if change.before is not None else None
    after = change.after.title if change.after is not None else None
    if not isinstance(live, BoxSet) or not isinstance(after, BoxSet):
        return False, False
    one, other = live.season_count, after.season_count
    return (False, False) if one is None or other is None else (other > one, other < one)


def _common(whole: Stretch, times: Iterable[Stretch]) -> Iterator[Stretch]:
    for stretch in times:
        if whole.meets(stretch):
            yield Stretch(max(whole.first, stretch.first), min(whole.until, stretch.until))


def _meet(some: Iterable[Stretch], others: Sequence[Stretch]) -> bool:
    return any(one.meets(other) for one in some for other in others)
