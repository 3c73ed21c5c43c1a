"""A bundle held against the seasons or movies that the service holds."""

from collections.abc import Callable
from typing import Any

import pytest
from unit.emulator.partner import Clock, Partner, a_bundle, a_row, an_avail, wsp

MAX = {"value": "Max"}


def a_season(alid: str, *rows: dict[str, Any], price: str = "10.00", nested: bool = True) -> dict[str, Any]:
    """A season of the series A-1."""
    series = {"SeriesMetadata": {"SeriesContentID": "A-1"}}
    asset = {"WorkType": "Season", "SeasonMetadata": series if nested else {}} | ({} if nested else series)
    priced = [{"Terms": wsp(price), **row} for row in rows or (a_row(),)]
    return an_avail(*priced, alid=alid, Asset=[asset])


def put(partner: Partner, *avails: dict[str, Any]) -> None:
    for avail in avails:
        answer = partner.put(avail, avail["ALID"])
        assert answer.status_code == 200, answer.text


def refusal(partner: Partner, avail: dict[str, Any]) -> str:
    """What is wrong with an avail, which a PUT says as a validate does; empty where nothing is."""
    answer = partner.validate(avail)
    if answer.status_code == 200:
        return ""
    assert partner.put(avail).json() == answer.json()
    message: str = answer.json()["message"]
    return message


def test_nothing_is_said_of_titles_that_are_not_held(partner: Partner) -> None:
    assert refusal(partner, a_bundle(work_type="Collection")) == ""
    assert refusal(partner, a_bundle(work_type="Series")) == ""


def test_every_member_is_a_movie(partner: Partner) -> None:
    put(partner, an_avail(alid="M-1"), an_avail(alid="M-2", work_type="Short"))
    assert (
        refusal(partner, a_bundle(work_type="Collection"))
        == "BundledALID M-2 is of WorkType short, not a movie"
    )


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-01-14T05:00:00Z", "2031-01-15T04:59:59Z", "Start is before"),
        ("2026-01-15T05:00:00Z", "2031-01-15T05:00:00Z", "End is after"),
        ("2026-01-15T05:00:00Z", "2031-01-15T04:59:59Z", ""),
    ],
)
def test_a_movie_is_for_sale_as_long_as_its_collection(
    partner: Partner, start: str, end: str, words: str
) -> None:
    put(partner, an_avail(alid="M-1"), an_avail(a_row(Start="2020-01-01", End="2040-01-01"), alid="M-2"))
    said = refusal(partner, a_bundle(a_row(FormatProfile=MAX, Start=start, End=end), work_type="Collection"))
    assert said == (words and f"Transaction[0].{words} that of movie M-1 in US")


def test_windows_that_follow_each_other_are_one_and_a_gap_is_not(partner: Partner) -> None:
    early = a_row("one", End="2028-06-30T23:59:59Z")
    late = a_row("two", Start="2028-07-01T00:00:00Z")
    put(partner, an_avail(early, late, alid="M-1"))
    assert refusal(partner, a_bundle(work_type="Collection")) == ""
    put(partner, an_avail(early, a_row("two", Start="2028-07-01T00:00:01Z"), alid="M-1"))
    assert "End is after that of movie M-1" in refusal(partner, a_bundle(work_type="Collection"))


def test_other_territories_and_licences_say_nothing(partner: Partner) -> None:
    elsewhere = a_row(Territory=[{"country": "CA"}], Start="2029-01-01")
    put(
        partner,
        an_avail(elsewhere, alid="M-1"),
        an_avail(a_row(LicenseType="VOD", Start="2029-01-01"), alid="M-2"),
    )
    assert refusal(partner, a_bundle(work_type="Collection")) == ""


def test_a_line_that_is_over_is_past_mending(partner: Partner, clock: Clock) -> None:
    put(partner, an_avail(a_row(Start="2029-01-01"), alid="M-1"))
    row = a_row(FormatProfile=MAX, Start="2026-01-15", End="2026-02-01")
    assert clock.now.year == 2026
    assert refusal(partner, a_bundle(row, work_type="Collection")) == ""


@pytest.mark.parametrize("nested", [True, False])
def test_as_many_seasons_as_the_box_set_counts_are_for_sale_as_long_as_it_is(
    partner: Partner, *, nested: bool
) -> None:
    late = a_row(Start="2026-06-01")
    put(partner, a_season("S-1", nested=nested), a_season("S-2", late, nested=nested))
    assert refusal(partner, a_bundle(work_type="Series")) == (
        "Transaction[0].Start is before that of season S-2 in US"
    )
    put(partner, a_season("S-3"))
    assert refusal(partner, a_bundle(work_type="Series")) == ""


def test_seasons_of_another_series_do_not_count(partner: Partner) -> None:
    other = a_season("S-1", a_row(Start="2029-01-01"))
    other["Asset"][0]["SeasonMetadata"]["SeriesMetadata"]["SeriesContentID"] = "A-10"
    put(partner, other, a_season("S-2"))
    assert refusal(partner, a_bundle(work_type="Series")) == ""


@pytest.mark.parametrize(("price", "refused"), [("19.99", False), ("20", True), ("25.00", True)])
def test_a_box_set_costs_less_than_its_seasons(partner: Partner, price: str, *, refused: bool) -> None:
    put(partner, a_season("S-1", price="12.00"), a_season("S-2", price="8.00"), a_season("S-3", price="1.00"))
    said = refusal(partner, a_bundle(a_row(FormatProfile=MAX, Terms=wsp(price)), work_type="Series"))
    sentence = f"Transaction[0] WSP {price} USD is not less than the sum of the seasons in US, 20.00 USD"
    assert said == (sentence if refused else "")


@pytest.mark.parametrize(("price", "refused"), [("20.99", False), ("21.00", True)])
def test_a_box_set_that_opens_later_may_count_more_seasons_by_then(
    partner: Partner, price: str, *, refused: bool
) -> None:
    put(partner, a_season("S-1", price="12.00"), a_season("S-2", price="8.00"), a_season("S-3", price="1.00"))
    row = a_row(FormatProfile=MAX, Start="2026-12-01", Terms=wsp(price))
    assert ("not less than the sum" in refusal(partner, a_bundle(row, work_type="Series"))) is refused


def test_prices_in_another_currency_or_of_another_kind_are_not_held_against_each_other(
    partner: Partner,
) -> None:
    put(partner, a_season("S-1"), a_season("S-2"))
    terms = [
        {"_termName": "WSP", "Money": {"value": "99", "_currency": "CAD"}},
        {"_termName": "SRP", "Money": {"value": "99", "_currency": "USD"}},
    ]
    assert refusal(partner, a_bundle(a_row(FormatProfile=MAX, Terms=terms), work_type="Series")) == ""


def test_a_service_that_judges_a_bundle_by_itself(start: Callable[..., Partner]) -> None:
    partner = start(assume={"bundle-parts": "ignored"})
    put(
        partner,
        an_avail(alid="M-1", work_type="Short"),
        a_season("S-1", a_row(Start="2029-01-01"), price="0.10"),
    )
    assert refusal(partner, a_bundle(work_type="Collection")) == ""
    metadata = {"SeriesContentID": "A-1", "NumberOfSeasons": 1}
    avail = a_bundle(work_type="Series", Asset=[{"WorkType": "Series", "SeriesMetadata": metadata}])
    assert refusal(partner, avail) == ""
