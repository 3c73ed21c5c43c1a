"""Windows as intervals, against a count of their seconds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsync.model.window import Window, WindowState, instant_text, read_instant

BASE = datetime(2026, 6, 1, tzinfo=UTC)
seconds = st.integers(0, 20)


def window(start: int | None, end: int | None) -> Window:
    return Window(
        None if start is None else BASE + timedelta(seconds=start),
        None if end is None else BASE + timedelta(seconds=end),
    )


@given(seconds, seconds, seconds, seconds)
def test_overlap_is_the_seconds_that_both_hold(a: int, b: int, c: int, d: int) -> None:
    both = set(range(a, b + 1)) & set(range(c, d + 1))

    assert window(a, b).overlap(window(c, d)) == timedelta(seconds=len(both))
    assert window(a, b).overlap(window(c, d)) == window(c, d).overlap(window(a, b))


@given(seconds, seconds)
def test_a_side_that_is_not_stated_is_open(a: int, b: int) -> None:
    for other in (window(None, None), window(None, 20), window(0, None)):
        assert window(a, b).overlap(other) == timedelta(seconds=max(0, b - a + 1))
    assert window(a, None).overlap(window(b, None)) > timedelta(days=365)


@given(st.none() | seconds, st.none() | seconds, seconds)
def test_a_window_is_open_on_each_of_its_seconds(start: int | None, end: int | None, at: int) -> None:
    state = window(start, end).state(BASE + timedelta(seconds=at))
    over = end is not None and at > end
    future = start is not None and at < start

    assert (state is WindowState.OVER) == over == window(start, end).is_over(BASE + timedelta(seconds=at))
    assert (state is WindowState.FUTURE) == (future and not over)


@given(st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)))  # noqa: DTZ001 - plain bounds
def test_an_instant_survives_its_text(instant: datetime) -> None:
    aware = instant.replace(tzinfo=UTC)
    assert read_instant(instant_text(aware)) == aware
    assert instant_text(aware).endswith("Z")


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-01",
        "2026-06-01T00:00:00",
        "tomorrow",
        "9999-12-31T23:59:59-05:00",
        "0001-01-01T00:00:00+05:00",
    ],
)
def test_an_instant_has_a_zone_and_a_year_that_utc_has(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_instant(text)


def test_another_zone_becomes_utc() -> None:
    assert read_instant("2026-06-01T02:00:00+02:00") == BASE
