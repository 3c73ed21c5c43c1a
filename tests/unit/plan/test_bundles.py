"""A bundle and its members: which write comes first, so that after each one the members cover the bundle."""

from collections.abc import Sequence
from dataclasses import replace

from builders import DAY, NOW, a_movie, a_transaction
from hypothesis import given
from hypothesis import strategies as st

from pvsync.model.avail import Avail
from pvsync.model.licence import BusinessLine
from pvsync.model.normal import digest
from pvsync.model.plan import ABSENT_FINGERPRINT, Action, Change
from pvsync.model.scope import Scope
from pvsync.model.titles import Collection
from pvsync.model.window import Window
from pvsync.plan.order import in_order, waves

MEMBERS = ("A", "B")


def sold(alid: str, start: int, end: int) -> Avail:
    """An avail that is for sale between two days around NOW."""
    title = Collection(alid, alid, "Both", MEMBERS) if alid == "C" else a_movie(alid)
    window = Window(NOW + start * DAY, NOW + end * DAY)
    return Avail(Scope(alid, "US", BusinessLine.TVOD), "acme", title, (a_transaction(window=window),))


def changed(before: Avail | None, after: Avail) -> Change:
    return Change(
        scope=after.scope,
        action=Action.CREATE if before is None else Action.REPLACE,
        kind=str(after.title.work_type),
        title="x",
        reason="",
        before=before,
        after=after,
        fields=(),
        rows=(),
        fingerprint=ABSENT_FINGERPRINT if before is None else digest(before),
    )


def order_of(changes: Sequence[Change]) -> list[set[str]]:
    return [{change.scope.alid for change in wave} for wave in waves(in_order(changes))]


def test_a_new_bundle_waits_for_its_members() -> None:
    assert order_of([changed(None, sold("C", 1, 9)), changed(None, sold("A", 0, 10))]) == [{"A"}, {"C"}]


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


windows = st.tuples(st.integers(0, 20), st.integers(21, 40))


@given(windows, windows, windows, windows, windows, windows)
def test_after_every_single_write_the_members_cover_the_bundle(
    bundle: tuple[int, int],
    bundle_after: tuple[int, int],
    one: tuple[int, int],
    one_after: tuple[int, int],
    two: tuple[int, int],
    two_after: tuple[int, int],
) -> None:
    """Whenever it holds before and after, and the bundle is not moved both ways at once."""
    before = {"C": sold("C", *bundle), "A": sold("A", *one), "B": sold("B", *two)}
    after = {"C": sold("C", *bundle_after), "A": sold("A", *one_after), "B": sold("B", *two_after)}
    if not (covered(before) and covered(after)) or both_ways(before, after):
        return
    state = dict(before)
    for wave in waves(in_order([changed(before[alid], after[alid]) for alid in before])):
        for change in wave:
            assert change.after is not None
            state[change.scope.alid] = change.after
            assert covered(state)


def covered(state: dict[str, Avail]) -> bool:
    bundle = state["C"].transactions[0].window
    return all(within(bundle, state[alid].transactions[0].window) for alid in MEMBERS)


def within(window: Window, whole: Window) -> bool:
    assert window.start
    assert whole.start
    assert window.end
    assert whole.end
    return whole.start <= window.start and window.end <= whole.end


def both_ways(before: dict[str, Avail], after: dict[str, Avail]) -> bool:
    """A member that can neither come before the bundle nor after it: the bundle would need two writes."""
    bundle, bundle_after = before["C"].transactions[0].window, after["C"].transactions[0].window
    return any(
        not within(bundle_after, before[alid].transactions[0].window)
        and not within(bundle, after[alid].transactions[0].window)
        for alid in MEMBERS
    )
