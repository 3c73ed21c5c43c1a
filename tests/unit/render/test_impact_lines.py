from datetime import UTC, date, datetime
from decimal import Decimal

from builders import DAY
from hypothesis import given
from hypothesis import strategies as st

from pvsync.model.money import Money
from pvsync.render.consequences import (
    About,
    Appears,
    Consequence,
    Continues,
    GoesDark,
    OpeningCancelled,
    Pauses,
    PriceMoves,
    QualityChanges,
    Subject,
    WindowMoves,
)
from pvsync.render.days import Edge
from pvsync.render.impact_lines import Comparison, in_quality_order, openings, prices, qualities
from pvsync.render.offering import Offering
from pvsync.render.timeline import FAR, Formats, Price, Stretch

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ANY = (NOW, NOW)
ABOUT = About(Subject("Heat Haze", "movie", "HH"), "US", Offering("EST"), "TVOD", NOW.date())


def usd(amount: str | None) -> Price:
    return Price(None if amount is None else Money("USD", Decimal(amount)))


def stretch(first: int, last: int | None, amount: str | None = None) -> Stretch:
    """From day to day, both included, counted from today."""
    until = FAR if last is None else NOW + (last + 1) * DAY
    return Stretch(max(NOW, NOW + first * DAY), until, NOW + first * DAY, usd(amount))


def day(number: int) -> date:
    return (NOW + number * DAY).date()


def line(before: Formats, after: Formats) -> Comparison:
    return Comparison(ABOUT, UTC, NOW, before, after)


def hd(before: list[Stretch], after: list[Stretch]) -> list[Consequence]:
    return list(openings(line({"HD": before}, {"HD": after})))


def test_nothing_changes() -> None:
    assert hd([stretch(-5, 9)], [stretch(-5, 9)]) == []


def test_open_and_then_not_is_dark_now() -> None:
    assert hd([stretch(-5, 9)], []) == [GoesDark(ABOUT, NOW, None)]


def test_dark_now_and_back_later() -> None:
    assert hd([stretch(-5, None)], [stretch(7, None)]) == [GoesDark(ABOUT, NOW, day(7))]
    assert hd([stretch(-5, 3)], [stretch(7, None)])[0] == GoesDark(ABOUT, NOW, day(7))


def test_an_opening_that_does_not_come() -> None:
    assert hd([stretch(7, None)], []) == [OpeningCancelled(ABOUT, NOW + 7 * DAY, day(7))]


def test_the_end_moves() -> None:
    sooner = hd([stretch(-5, 9)], [stretch(-5, 4)])
    assert sooner == [WindowMoves(ABOUT, NOW + 5 * DAY, Edge.END, day(9), day(4), ANY)]
    later = hd([stretch(-5, 4)], [stretch(-5, None)])
    assert later == [WindowMoves(ABOUT, NOW + 5 * DAY, Edge.END, day(4), None, ANY)]


def test_the_start_moves() -> None:
    later = hd([stretch(5, 9)], [stretch(7, 9)])
    assert later == [WindowMoves(ABOUT, NOW + 5 * DAY, Edge.START, day(5), day(7), ANY)]
    sooner = hd([stretch(5, 9)], [stretch(2, 9)])
    assert sooner == [WindowMoves(ABOUT, NOW + 2 * DAY, Edge.START, day(5), day(2), ANY)]
    now = hd([stretch(5, 9)], [stretch(-2, 9)])
    assert now == [WindowMoves(ABOUT, NOW, Edge.START, day(5), day(-2), ANY)]


def test_a_window_that_moves_whole_is_one_move() -> None:
    apart = hd([stretch(5, 9)], [stretch(20, 24)])
    assert apart == [WindowMoves(ABOUT, NOW + 5 * DAY, Edge.START, day(5), day(20), ANY)]
    touching = hd([stretch(5, 9)], [stretch(1, 4)])
    assert touching == [WindowMoves(ABOUT, NOW + 1 * DAY, Edge.START, day(5), day(1), ANY)]


def test_gaps_open_and_close() -> None:
    whole, parts = [stretch(-5, 9)], [stretch(-5, 2), stretch(6, 9)]
    assert hd(whole, parts) == [Pauses(ABOUT, NOW + 3 * DAY, day(3), day(5))]
    assert hd(parts, whole) == [Continues(ABOUT, NOW + 3 * DAY, day(3), day(5))]


def test_what_was_not_there_appears_with_its_formats_and_prices() -> None:
    after = {"UHD": [stretch(3, 9, "12.99")], "HD": [stretch(3, 9, "9.99")], "SD": []}
    found = list(openings(line({}, after)))
    assert found == [Appears(ABOUT, NOW + 3 * DAY, day(3), (("HD", usd("9.99")), ("UHD", usd("12.99"))))]


def test_what_has_begun_already_appears_with_its_real_start() -> None:
    assert hd([], [stretch(-3, 9)]) == [Appears(ABOUT, NOW, day(-3), (("HD", usd(None)),))]


def test_a_format_that_goes_while_another_stays_is_no_darkness() -> None:
    comparison = line({"HD": [stretch(-5, 9)], "UHD": [stretch(-5, 9)]}, {"HD": [stretch(-5, 9)]})
    assert list(openings(comparison)) == []
    assert list(qualities(comparison)) == [QualityChanges(ABOUT, NOW, ("UHD",), (), NOW.date())]


def test_formats_swap_go_later_and_come_later() -> None:
    swap = line({"HD": [stretch(-5, 9)]}, {"UHD": [stretch(-5, 9)]})
    assert list(qualities(swap)) == [QualityChanges(ABOUT, NOW, ("HD",), ("UHD",), NOW.date())]
    both = {"HD": [stretch(-5, 9)], "UHD": [stretch(-5, 9)]}
    some = {"HD": [stretch(-5, 9)], "UHD": [stretch(-5, 4)]}
    assert list(qualities(line(both, some))) == [QualityChanges(ABOUT, NOW + 5 * DAY, ("UHD",), (), day(4))]
    assert list(qualities(line(some, both))) == [QualityChanges(ABOUT, NOW + 5 * DAY, (), ("UHD",), day(5))]


def test_a_format_change_that_goes_on_is_said_once() -> None:
    before = {
        "HD": [stretch(-5, 9)],
        "UHD": [stretch(-5, 9)],
        "SD": [stretch(-5, 4, "1"), stretch(5, 9, "2")],
    }
    after = {"HD": [stretch(-5, 9)], "SD": [stretch(-5, 4, "1"), stretch(5, 9, "3")]}
    assert len(list(qualities(line(before, after)))) == 1


def test_prices_that_move_in_all_formats_are_one_move() -> None:
    before = {"HD": [stretch(-5, 9, "9.99")], "UHD": [stretch(-5, 9, "9.99")]}
    after = {"HD": [stretch(-5, 9, "7.99")], "UHD": [stretch(-5, 9, "7.99")]}
    assert list(prices(line(before, after))) == [
        PriceMoves(ABOUT, NOW, (), usd("9.99"), usd("7.99"), NOW.date(), None)
    ]
    only = after | {"UHD": before["UHD"]}
    assert [move.formats for move in prices(line(before, only)) if isinstance(move, PriceMoves)] == [("HD",)]


def test_a_promotion_has_a_last_day() -> None:
    before = {"HD": [stretch(-5, None, "9.99")]}
    after = {"HD": [stretch(-5, 4, "9.99"), stretch(5, 9, "5.99"), stretch(10, None, "9.99")]}
    assert list(prices(line(before, after))) == [
        PriceMoves(ABOUT, NOW + 5 * DAY, (), usd("9.99"), usd("5.99"), day(5), day(9))
    ]


def test_unknown_formats_come_last() -> None:
    assert in_quality_order({"Max", "16K", "SD"}) == ["SD", "Max", "16K"]


STRETCHES = st.lists(
    st.tuples(st.integers(-5, 30), st.integers(0, 20)).map(lambda pair: stretch(pair[0], pair[0] + pair[1])),
    max_size=4,
).map(lambda found: [one for one in found if one.until > NOW])
FORMATS = st.dictionaries(st.sampled_from(["SD", "HD", "UHD"]), STRETCHES, max_size=3)


def open_at(formats: Formats, instant: datetime) -> bool:
    return any(one.first <= instant < one.until for stretches in formats.values() for one in stretches)


@given(FORMATS, FORMATS)
def test_dark_is_said_exactly_when_open_turns_into_closed(before: Formats, after: Formats) -> None:
    found = list(openings(line(before, after)))
    dark = open_at(before, NOW) and not open_at(after, NOW)
    assert any(isinstance(one, GoesDark) for one in found) is dark


@given(FORMATS)
def test_what_stays_as_it_is_has_no_consequence(formats: Formats) -> None:
    comparison = line(formats, formats)
    assert not [*openings(comparison), *qualities(comparison), *prices(comparison)]
