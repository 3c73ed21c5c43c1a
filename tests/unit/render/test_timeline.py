from datetime import UTC, datetime

from builders import DAY, NOW, a_transaction, a_window, an_avail

from pvsync.model.window import Window
from pvsync.render.offering import Offering
from pvsync.render.timeline import FAR, Stretch, compare, in_any_format, offers

EST = Offering("EST")


def test_what_is_over_is_not_offered_and_what_is_open_begins_now() -> None:
    over = a_transaction(format="SD", window=a_window(-20, -10))
    upside_down = a_transaction(format="4K", window=Window(NOW + 20 * DAY, NOW + 10 * DAY))
    found = offers(an_avail(a_transaction(), over, upside_down), NOW)
    assert list(found) == [EST]
    assert list(found[EST]) == ["HD"]
    assert found[EST]["HD"][0].first == NOW
    assert found[EST]["HD"][0].opened == NOW - 10 * DAY


def test_nothing_live_offers_nothing() -> None:
    assert offers(None, NOW) == {}


def test_open_ends_last_for_ever() -> None:
    for window in (
        Window(None, None),
        Window(NOW, datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)),
    ):
        assert offers(an_avail(a_transaction(window=window)), NOW)[EST]["HD"][0].until == FAR


def test_a_price_that_is_no_money_is_no_price() -> None:
    price = offers(an_avail(a_transaction(terms={"srp": "free"})), NOW)[EST]["HD"][0].price
    assert (price.retail, price.wholesale) == (None, None)


def test_segments_have_no_gaps_and_equal_neighbors_are_one() -> None:
    before = [Stretch(NOW, NOW + 10 * DAY, NOW)]
    after = [Stretch(NOW, NOW + 4 * DAY, NOW), Stretch(NOW + 4 * DAY, NOW + 6 * DAY, NOW)]
    segments = compare(before, after, NOW)
    assert [(one.first, one.until) for one in segments] == [
        (NOW, NOW + 6 * DAY),
        (NOW + 6 * DAY, NOW + 10 * DAY),
        (NOW + 10 * DAY, FAR),
    ]
    assert [(one.both, one.lost, one.gained) for one in segments] == [
        (True, False, False),
        (False, True, False),
        (False, False, False),
    ]


def test_in_any_format_forgets_prices() -> None:
    both = offers(an_avail(a_transaction(), a_transaction(format="UHD", terms={})), NOW)[EST]
    assert compare(in_any_format(both), in_any_format({"HD": both["HD"]}), NOW)[0].both
