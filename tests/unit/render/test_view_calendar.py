from dataclasses import replace
from datetime import date

from golden.calendars import CALENDARS, PROMOTION, calendar, costs, event
from golden.cases import COLD_FRONT, HEAT_HAZE, SUMMER, _episode

from pvsync.model.calendar import Calendar, Cost, What
from pvsync.model.titles import Movie
from pvsync.render.view_calendar import calendar_view, weekday_text


def sentences(made: Calendar) -> list[str]:
    return [entry.text for day in calendar_view(made).days for entry in day.entries]


def test_a_weekday() -> None:
    assert weekday_text(date(2026, 10, 1)) == "Thursday, 1 October 2026"


def test_formats_with_their_prices_are_one_sentence() -> None:
    one = [
        event(What.OPENS, HEAT_HAZE, "2026-07-01", quality=quality, after=costs(price))
        for quality, price in (("UHD", "12.99"), ("HD", "9.99"))
    ]
    assert sentences(calendar(*one)) == ["Heat Haze opens in US purchase (HD 9.99 USD, UHD 12.99 USD)"]


def test_a_wholesale_price_stands_where_there_is_no_retail_price() -> None:
    trade = Cost(wsp=costs("4.00").srp)
    opening = event(What.OPENS, HEAT_HAZE, "2026-07-01", after=trade)
    assert sentences(calendar(opening)) == ["Heat Haze opens in US purchase (HD; wholesale 4.00 USD)"]


def test_all_episodes_are_one_sentence_and_some_are_numbered() -> None:
    episodes = [event(What.OPENS, _episode(number, "x"), "2026-07-01") for number in (1, 2, 3)]
    assert sentences(calendar(*episodes)) == [
        "All 3 episodes of Long Summer: Season 1 open in US purchase (HD)"
    ]
    assert sentences(calendar(*episodes[:2])) == [
        "Episodes 1 and 2 of Long Summer: Season 1 open in US purchase (HD)"
    ]


def test_days_of_different_territories_are_the_same_day() -> None:
    view = calendar_view(
        calendar(*(event(What.ENDS, SUMMER, "2026-07-01", territory=place) for place in ("JP", "US")))
    )
    [day] = view.days
    assert [entry.text for entry in day.entries] == [
        "Long Summer: Season 1 leaves JP and US purchase after this day"
    ]


def test_the_worst_comes_first() -> None:
    made = calendar(
        event(What.OPENS, COLD_FRONT, "2026-07-01"),
        event(What.PRICE, HEAT_HAZE, "2026-07-01", **PROMOTION),
        event(What.ENDS, HEAT_HAZE, "2026-07-01", territory="GB"),
    )
    assert [text.split(" in ")[0] for text in sentences(made)] == [
        "Heat Haze leaves GB purchase after this day",
        "Heat Haze gets cheaper",
        "Cold Front opens",
    ]


def test_prices_that_cannot_be_compared_are_named_all_the_same() -> None:
    dearer = event(What.PRICE, HEAT_HAZE, "2026-07-01", before=costs("1.00"), after=costs("2.00"))
    other = event(What.PRICE, HEAT_HAZE, "2026-07-02", before=costs("1.00"), after=costs("2.00", "EUR"))
    trade = event(
        What.PRICE,
        HEAT_HAZE,
        "2026-07-03",
        before=Cost(wsp=costs("1.00").srp),
        after=Cost(wsp=costs("2.00").srp),
    )
    tier = event(What.PRICE, HEAT_HAZE, "2026-07-04", after=Cost(tier="B"))
    assert sentences(calendar(dearer, other, trade, tier)) == [
        "Heat Haze gets more expensive in US purchase in HD: 1.00 to 2.00 USD",
        "Heat Haze changes its price in US purchase in HD: 1.00 USD to 2.00 EUR",
        "Heat Haze changes its wholesale price in US purchase in HD: 1.00 to 2.00 USD",
        "Heat Haze changes its price tier in US purchase in HD: none to B",
    ]


def test_equal_names_of_different_titles_carry_their_alid() -> None:
    twin = Movie("HEATHAZE-1974", "HEATHAZE-1974", "Heat Haze")
    made = calendar(event(What.ENDS, HEAT_HAZE, "2026-07-01"), event(What.ENDS, twin, "2026-07-01"))
    assert sentences(made) == [
        "Heat Haze (HEATHAZE-1974) and Heat Haze (HEATHAZE-2024) leave US purchase after this day"
    ]


def test_a_title_without_a_name_goes_by_its_alid() -> None:
    nameless = replace(HEAT_HAZE, title="")
    [text] = sentences(calendar(event(What.ANNOUNCE, nameless, "2026-07-01")))
    assert text == "HEATHAZE-2024 is announced in US purchase"


def test_each_place_stands_once_in_order() -> None:
    made = calendar(
        *(
            event(What.ENDS, one, "2026-07-01", territory=place, line=line)
            for one, line in ((HEAT_HAZE, 9), (COLD_FRONT, 3))
            for place in ("GB", "US")
        )
    )
    [day] = calendar_view(made).days
    assert day.entries[0].sources == ("catalog/heat-haze.yaml:3", "catalog/heat-haze.yaml:9")


def test_counts_and_what_was_left_out() -> None:
    view = calendar_view(CALENDARS["calendar_nothing"])
    assert (
        view.summary == "Nothing starts, ends or changes by itself in 90 days, in 40 titles of the catalog."
    )
    assert view.coverage == "Only a selection was looked at (--only alid=HEAT*)."
