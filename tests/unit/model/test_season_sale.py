"""Offer or pass: what the documents' table says, for every mixture of starts."""

from datetime import datetime, timedelta

import pytest
from builders import DAY, NOW, a_window
from hypothesis import given
from hypothesis import strategies as st
from unit.catalog.reading import read, season

from pvsync.model.family import SeasonFamily
from pvsync.model.season_sale import Decision, SeasonSale, decide, first_start, sold_in
from pvsync.model.window import Window

OFFER = Decision(SeasonSale.OFFER)
EST = "license: EST, formats: [HD], end: 2031-01-14, wsp: 9 USD, episode: {wsp: 2 USD}"
WEEKLY = ("", "avails: [{key: est, start: 2026-06-08}]", "avails: [{key: est, start: 2026-06-15}]")


def days(*numbers: int | None) -> dict[str, datetime | None]:
    """Starts in days around NOW, by episode."""
    return {
        f"E{index}": None if number is None else NOW + number * DAY
        for index, number in enumerate(numbers, start=1)
    }


def family(text: str) -> SeasonFamily:
    (head, *episodes), findings = read(text)
    assert findings == ()
    return SeasonFamily(head, tuple(episodes))


def territory_day(month: int, day: int) -> datetime:
    """Midnight in New York in summer."""
    return datetime.fromisoformat(f"2026-{month:02}-{day:02}T04:00:00Z")


@pytest.mark.parametrize(
    ("starts", "decision"),
    [
        (days(), OFFER),
        (days(-1, -2, -3), OFFER),
        (days(-1, 0), OFFER),
        (days(5, 5, 5), OFFER),
        (days(5), OFFER),
        (days(None, None), OFFER),
        (days(None, -1), OFFER),
        (days(-1, 5), Decision(SeasonSale.PASS, ("E2",), NOW + 5 * DAY)),
        (days(None, 5), Decision(SeasonSale.PASS, ("E2",), NOW + 5 * DAY)),
        (days(4, 5), Decision(SeasonSale.PASS, ("E1", "E2"), NOW + 5 * DAY)),
        (days(9, -1, 7, 7), Decision(SeasonSale.PASS, ("E3", "E4", "E1"), NOW + 9 * DAY)),
    ],
)
def test_the_table(starts: dict[str, datetime | None], decision: Decision) -> None:
    assert decide(starts, NOW) == decision


@given(
    starts=st.lists(st.integers(-9, 9), min_size=1, max_size=6).map(lambda numbers: days(*numbers)),
    later=st.integers(0, 30),
)
def test_a_pass_stays_one_until_its_last_episode_starts_and_is_an_offer_from_then_on(
    starts: dict[str, datetime | None], later: int
) -> None:
    now, then = decide(starts, NOW), NOW + timedelta(days=later)
    if now.becomes_offer is None:
        assert decide(starts, then) == OFFER
    else:
        assert decide(starts, then).sale is (
            SeasonSale.OFFER if then >= now.becomes_offer else SeasonSale.PASS
        )


@pytest.mark.parametrize(
    ("windows", "start"),
    [
        ([a_window(-10, 30)], -10),
        ([a_window(5, 30), a_window(-10, 30)], -10),
        ([a_window(-90, -60), a_window(5, 30)], 5),
        ([a_window(-90, -60), a_window(-50, -40)], -90),
    ],
    ids=["one", "two formats", "between two windows", "all over"],
)
def test_the_first_start_of_what_is_not_over(windows: list[Window], start: int) -> None:
    assert first_start(windows, NOW) == NOW + start * DAY


def test_a_window_without_a_start_has_begun() -> None:
    assert first_start([a_window(5), Window(None, None)], NOW) is None


def test_a_season_whose_episodes_have_its_start_is_an_offer() -> None:
    (sold,) = sold_in(
        family(season(f"{EST}, territories: [US], start: 2026-07-01", episodes=("", ""))), NOW
    ).values()

    assert sold.decision == OFFER
    assert sold.opens == territory_day(7, 1)
    assert sold.unsold == ()


def test_weekly_episodes_make_a_pass_until_the_last() -> None:
    text = season(f"key: est, {EST}, territories: [US], start: 2026-05-25", episodes=WEEKLY)
    (sold,) = sold_in(family(text), NOW).values()

    assert sold.decision == Decision(SeasonSale.PASS, ("ASB-S1E2", "ASB-S1E3"), territory_day(6, 15))


def test_a_season_that_opens_with_its_last_episode_is_an_offer_from_the_first_day() -> None:
    entry = f"key: est, {EST}, territories: [US], start: 2026-06-15"
    early = "avails: [{key: est, start: 2026-06-08}]"
    (sold,) = sold_in(family(season(entry, episodes=(early, ""))), NOW).values()

    assert sold.decision == OFFER


def test_each_territory_has_its_own_answer_and_episodes_that_are_not_for_sale_there_are_named() -> None:
    text = season(
        f"key: est, {EST}, territories: [US, FR], start: 2026-05-25",
        episodes=(
            *WEEKLY[:2],
            "avails: [{key: est, territories: [US]}]",
            "avails: [{key: est, territories: [CA]}]",
        ),
    )
    sold = sold_in(family(text), NOW)

    assert list(sold) == ["FR", "US"]
    assert sold["US"].unsold == ("ASB-S1E4",)
    assert sold["FR"].unsold == ("ASB-S1E3", "ASB-S1E4")
    assert sold["FR"].decision is not None
    assert sold["FR"].decision.waiting == ("ASB-S1E2",)


def test_a_later_format_of_an_episode_is_no_later_start() -> None:
    uhd = (
        "avails: [{license: EST, territories: [US], formats: [HD], start: 2026-05-25, end: 2031-01-14, wsp: 2 USD},"
        " {license: EST, territories: [US], formats: [UHD], start: 2026-09-01, end: 2031-01-14, wsp: 3 USD}]"
    )
    text = season(f"{EST}, territories: [US], start: 2026-05-25", episodes=("", uhd))

    assert sold_in(family(text), NOW)["US"].decision == OFFER


def test_episodes_of_a_subscription_are_not_for_sale() -> None:
    free = "avails: [{license: FVOD, territories: [US], formats: [HD], start: 2026-05-25, end: 2031-01-14}]"
    (sold,) = sold_in(
        family(season(f"{EST}, territories: [US], start: 2026-05-25", episodes=(free,))), NOW
    ).values()

    assert sold.decision is None
    assert sold.unsold == ("ASB-S1E1",)


def test_a_season_that_is_no_longer_sold_has_no_answer() -> None:
    text = season(f"{EST.replace('2031', '2026')}, territories: [US], start: 2026-01-01")

    assert sold_in(family(text), NOW) == {}


def test_a_season_that_ends_says_when() -> None:
    text = season(
        f"{EST}, territories: [US], start: 2026-05-25",
        f"{EST.replace('HD', 'SD')}, territories: [US], start: 2026-06-25",
    )
    (sold,) = sold_in(family(text), NOW).values()

    assert sold.opens == territory_day(5, 25)
    assert sold.closes == datetime.fromisoformat("2031-01-15T04:59:59Z")
