"""Stretches of time."""

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pvsync.model.stretch import Stretch, joined, missing
from pvsync.model.window import Window

ZERO = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def stretch(first: int, until: int) -> Stretch:
    return Stretch(ZERO + first * HOUR, ZERO + until * HOUR)


hours = st.integers(0, 40)
stretches = st.tuples(hours, hours).map(lambda two: stretch(min(two), max(two) + 1))


def instants(one: Stretch) -> set[int]:
    first, until = ((edge - ZERO) // HOUR for edge in (one.first, one.until))
    return set(range(first, until))


@given(stretches, st.lists(stretches))
def test_what_is_missing_is_the_rest_in_order(whole: Stretch, held: list[Stretch]) -> None:
    gaps = missing(whole, held)
    covered = set[int]().union(*map(instants, held))

    assert set[int]().union(*map(instants, gaps)) == instants(whole) - covered
    assert gaps == joined(gaps)


@given(st.lists(stretches))
def test_joined_stretches_cover_the_same_and_do_not_touch(some: list[Stretch]) -> None:
    one = joined(some)

    assert set[int]().union(*map(instants, one)) == set[int]().union(*map(instants, some))
    assert all(left.until < right.first for left, right in itertools.pairwise(one))


@given(stretches, stretches)
def test_two_meet_where_they_share_an_instant(one: Stretch, other: Stretch) -> None:
    assert one.meets(other) == bool(instants(one) & instants(other))


def test_a_window_includes_its_last_second_and_a_day_begun_is_a_day() -> None:
    day = Stretch.of(Window(ZERO, ZERO + timedelta(days=1) - timedelta(seconds=1)))

    assert (day.days, day.last, day.is_endless) == (
        1,
        ZERO + timedelta(hours=23, minutes=59, seconds=59),
        False,
    )
    assert stretch(0, 1).days == 1
    assert stretch(0, 24 * 30 + 1).days == 30  # clocks went back


def test_a_window_without_ends_has_all_time() -> None:
    whole = Stretch.of(Window(None, None))

    assert whole.is_endless
    assert whole.meets(stretch(0, 1))
    assert missing(stretch(0, 5), [whole]) == []
