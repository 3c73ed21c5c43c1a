"""A bundle and its members: which write comes first, so that after each one the members cover the bundle."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from builders import DAY, NOW, a_movie, a_transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from pvsync.model.avail import Avail
from pvsync.model.licence import BusinessLine
from pvsync.model.normal import digest
from pvsync.model.plan import ABSENT_FINGERPRINT, Action, Change
from pvsync.model.scope import Scope
from pvsync.model.titles import BoxSet, Collection, Season, Series
from pvsync.model.window import Window
from pvsync.model.zones import Zones
from pvsync.plan.order import in_order, waves

BUNDLES = {"C": ("A", "B"), "D": ("B", "A"), "E": ("A", "X")}


def sold(alid: str, start: int, end: int) -> Avail:
    """An avail that is for sale between two days around NOW."""
    title = Collection(alid, alid, "Both", BUNDLES[alid]) if alid in BUNDLES else a_movie(alid)
    window = Window(NOW + start * DAY, NOW + end * DAY)
    return Avail(Scope(alid, "US", BusinessLine.TVOD), "acme", title, (a_transaction(window=window),))


def changed(before: Avail | None, after: Avail | None, alid: str = "") -> Change:
    one = after or before
    assert one is not None, alid
    action = Action.CREATE if before is None else Action.DELETE if after is None else Action.REPLACE
    return Change(
        scope=one.scope,
        action=action,
        kind=str(one.title.work_type),
        title="x",
        reason="",
        before=before,
        after=after,
        fields=(),
        rows=(),
        fingerprint=ABSENT_FINGERPRINT if before is None else digest(before),
    )


def order_of(changes: Sequence[Change]) -> list[set[str]]:
    return [{change.scope.alid for change in wave} for wave in waves(in_order(changes, NOW, Zones()))]


def test_a_new_bundle_waits_for_its_members() -> None:
    assert order_of([changed(None, sold("C", 1, 9)), changed(None, sold("A", 0, 10))]) == [{"A"}, {"C"}]


def test_the_second_write_of_a_bundle_waits_for_its_first_whatever_became_of_its_members() -> None:
    bundle = changed(sold("C", 1, 9), sold("C", 1, 20))
    alone = replace(bundle, first=sold("C", 1, 5))
    assert [[write.is_first for write in wave] for wave in waves([alone])] == [[True], [False]]


def test_widening_writes_the_members_first() -> None:
    changes = [changed(sold("C", 1, 9), sold("C", 1, 20)), changed(sold("A", 0, 10), sold("A", 0, 30))]
    assert order_of(changes) == [{"A"}, {"C"}]


def test_narrowing_writes_the_bundle_first() -> None:
    changes = [changed(sold("C", 1, 20), sold("C", 1, 9)), changed(sold("A", 0, 30), sold("A", 0, 10))]
    assert order_of(changes) == [{"C"}, {"A"}]


def test_strangers_and_other_territories_do_not_wait() -> None:
    elsewhere = replace(sold("A", 0, 30), scope=Scope("A", "CA", BusinessLine.TVOD))
    changes = [changed(None, sold("C", 1, 9)), changed(None, sold("X", 0, 9)), changed(None, elsewhere)]
    assert order_of(changes) == [{"A", "C", "X"}]


def test_a_bundle_and_a_member_that_move_both_ways_take_three_waves() -> None:
    changes = [changed(sold("C", 1, 9), sold("C", 4, 20)), changed(sold("A", 1, 9), sold("A", 4, 20))]
    ordered = in_order(changes, NOW, Zones())
    assert [[(change.scope.alid, change.is_first) for change in wave] for wave in waves(ordered)] == [
        [("C", True)],
        [("A", False)],
        [("C", False)],
    ]
    (first,) = [change.first for change in ordered if change.first is not None]
    assert [row.window for row in first.transactions] == [Window(NOW + 4 * DAY, NOW + 9 * DAY)]


def test_a_bundle_whose_windows_share_no_time_is_ended_first() -> None:
    changes = [changed(sold("C", -5, 9), sold("C", 12, 20)), changed(sold("A", -5, 9), sold("A", 12, 20))]
    (first,) = [change.first for change in in_order(changes, NOW, Zones()) if change.first is not None]
    assert [row.window.is_over(NOW) for row in first.transactions] == [True]


def test_a_bundle_that_somebody_left_without_a_member_waits_for_it() -> None:
    """The service takes no bundle without its members, so that a narrower one alone would be rejected for ever."""
    changes = [changed(sold("C", 1, 30), sold("C", 1, 20)), changed(sold("A", 0, 9), sold("A", 0, 30))]
    assert order_of(changes) == [{"A"}, {"C"}]


def test_the_first_write_of_such_a_bundle_keeps_to_what_its_members_have() -> None:
    changes = [changed(sold("C", 1, 30), sold("C", 1, 20)), changed(sold("A", 9, 30), sold("A", 0, 20))]
    ordered = in_order(changes, NOW, Zones())
    assert [[(change.scope.alid, change.is_first) for change in wave] for wave in waves(ordered)] == [
        [("C", True)],
        [("A", False)],
        [("C", False)],
    ]
    (first,) = [change.first for change in ordered if change.first is not None]
    (row,) = first.transactions
    assert (row.window.start, row.window.end) == (NOW + 9 * DAY, NOW + 20 * DAY)


def test_two_bundles_that_wait_for_each_other_through_their_members_are_written_twice() -> None:
    changes = [
        changed(sold("C", 4, 10), sold("C", 5, 15)),
        changed(sold("D", 0, 8), sold("D", 5, 25)),
        changed(sold("A", 0, 18), sold("A", 5, 25)),
        changed(sold("B", 0, 10), sold("B", 3, 25)),
    ]
    twice = [change.scope.alid for change in in_order(changes, NOW, Zones()) if change.first is not None]
    assert set(twice) <= {"C", "D"}
    assert twice


def test_a_new_season_that_a_box_set_does_not_hold_asks_for_no_second_write() -> None:
    """It begins after the box set, which is only repriced: nothing of the two has to wait."""
    before, after = a_box_set(1, 1, 30), a_box_set(1, 1, 30)
    ordered = in_order([changed(before, after), changed(None, a_season(9, 30))], NOW, Zones())
    assert [change.needs for change in ordered] == [(), ()]


def test_one_more_season_in_a_box_set_is_there_before_it_counts() -> None:
    ordered = in_order(
        [changed(a_box_set(1, 1, 30), a_box_set(2, 1, 30)), changed(None, a_season(0, 40))], NOW, Zones()
    )
    assert [[change.scope.alid for change in wave] for wave in waves(ordered)] == [["S-2"], ["S"]]


def test_a_season_that_a_box_set_does_not_hold_does_not_take_it_off_sale() -> None:
    """It is live in the future alone, while the box set and the season that it holds move both ways."""
    changes = [
        changed(a_box_set(1, -5, 9), a_box_set(1, -2, 20)),
        changed(the_first_season(-5, 9), the_first_season(-2, 20)),
        changed(a_season(5, 7), a_season(5, 30)),
    ]
    (first,) = [change.first for change in in_order(changes, NOW, Zones()) if change.first is not None]
    (row,) = first.transactions
    assert (row.window.start, row.window.end) == (NOW - 2 * DAY, NOW + 9 * DAY)


def test_nothing_waits_for_a_bundle_that_is_forgotten() -> None:
    forgotten = replace(changed(sold("C", 1, 20), None), action=Action.FORGET)
    assert order_of([forgotten, changed(sold("A", 0, 30), sold("A", 0, 10))]) == [{"A", "C"}]


def test_what_is_over_asks_for_no_order() -> None:
    changes = [changed(sold("C", -20, -5), sold("C", 1, 9)), changed(sold("A", 0, 10), sold("A", 0, 9))]
    assert order_of(changes) == [{"A", "C"}]


def a_box_set(seasons: int, start: int, end: int) -> Avail:
    return replace(sold("S", start, end), title=BoxSet("S", "S", "Both", seasons))


def a_season(start: int, end: int) -> Avail:
    return replace(
        sold("S-2", start, end), title=Season("S-2", "S-2", "Two", 2, None, Series("S", "Both", 2))
    )


def the_first_season(start: int, end: int) -> Avail:
    return replace(
        sold("S-1", start, end), title=Season("S-1", "S-1", "One", 1, None, Series("S", "Both", 2))
    )


windows = st.tuples(st.integers(-6, 20), st.integers(21, 40))
states = st.fixed_dictionaries({alid: st.none() | windows for alid in "CDEABX"})


@settings(max_examples=400, deadline=None)
@given(states, states)
def test_after_every_single_write_what_a_member_covered_it_still_covers(
    before: dict[str, tuple[int, int] | None], after: dict[str, tuple[int, int] | None]
) -> None:
    """A bundle is for sale without a member only at times at which it is so before the plan, or shall be after it."""
    live = {alid: sold(alid, *days) for alid, days in before.items() if days}
    git = {alid: sold(alid, *days) for alid, days in after.items() if days}
    ordered = in_order(
        [changed(live.get(alid), git.get(alid), alid) for alid in "CDEABX" if alid in live or alid in git],
        NOW,
        Zones(),
    )
    allowed = uncovered(live) | uncovered(git)
    state = dict(live)
    for wave in waves(ordered):
        for write in wave:
            assert write.is_first or write.first is None or state[write.scope.alid] is write.first
            if write.sent is None:
                del state[write.scope.alid]
            else:
                state[write.scope.alid] = write.sent
            assert uncovered(state) <= allowed
    assert {alid: on_sale(avail) for alid, avail in state.items()} == {
        alid: on_sale(avail) for alid, avail in git.items()
    }


def uncovered(state: Mapping[str, Avail]) -> set[tuple[str, str, int]]:
    """Bundle, member and day on which the one is for sale without the other."""
    return {
        (bundle, member, day)
        for bundle, members in BUNDLES.items()
        for member in members
        for day in on_sale(state.get(bundle)) - on_sale(state.get(member))
    }


def on_sale(avail: Avail | None) -> set[int]:
    rows = () if avail is None else avail.transactions
    noons = ((day, NOW + day * DAY + DAY / 2) for day in range(-10, 60))
    return {
        day
        for day, noon in noons
        if noon > NOW
        for row in rows
        if row.window.start is not None and row.window.end is not None
        if row.window.start <= noon <= row.window.end
    }
