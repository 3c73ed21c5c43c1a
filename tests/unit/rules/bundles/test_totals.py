"""A bundle's price against those of its parts: dated, by format, by territory, by currency, for the seasons of today."""

from pathlib import Path

import pytest
from unit.rules.bundles.said import SERIES, box_set, collection, movie, said, season

LONG = "territories: [CA], start: 2026-01-01, end: 2030-12-31"
BOX = "territories: [CA], start: 2026-07-01, end: 2030-06-30"


@pytest.mark.parametrize(
    ("price", "messages"),
    [
        ("wsp: 19.97 CAD", []),
        (
            "wsp: 19.98 CAD",
            [
                (
                    "in CA the box set costs 19.98 CAD (`wsp`) on 1 July 2026, not less than the 19.98 CAD that its "
                    "2 complete seasons cost together"
                )
            ],
        ),
        ("wsp: 99.98 USD", []),
        ("srp: 99.98 CAD", []),
    ],
)
def test_like_is_held_against_like(tmp_path: Path, price: str, messages: list[str]) -> None:
    seasons = (season(1, f"{LONG}, wsp: 9.99 CAD, srp: 14.99 CAD"), season(2, f"{LONG}, wsp: 9.99 CAD"))
    found = said(tmp_path, "PV705", SERIES, *seasons, box_set(f"{BOX}, {price}"))

    assert [finding.message for finding in found] == messages


def test_a_season_on_offer_makes_its_box_set_too_dear_for_that_time(tmp_path: Path) -> None:
    dated = "prices: [{wsp: 9.99 CAD}, {wsp: 4.99 CAD, from: 2027-01-01, until: 2027-02-01}]"
    (finding,) = said(
        tmp_path, "PV705", SERIES, season(1, f"{LONG}, {dated}"), box_set(f"{BOX}, wsp: 5.99 CAD")
    )

    assert finding.message == (
        "in CA the box set costs 5.99 CAD (`wsp`) on 1 January 2027, not less than the 4.99 CAD that its only part costs"
    )
    assert [related.message for related in finding.related] == ["ASB-S1 costs 4.99 CAD"]
    cheaper = "prices: [{wsp: 5.99 CAD}, {wsp: 3.99 CAD, from: 2027-01-01, until: 2027-02-01}]"
    assert said(tmp_path, "PV705", SERIES, season(1, f"{LONG}, {dated}"), box_set(f"{BOX}, {cheaper}")) == []


def test_what_is_past_is_not_compared(tmp_path: Path) -> None:
    dated = "prices: [{wsp: 9.99 CAD}, {wsp: 4.99 CAD, from: 2026-02-01, until: 2026-03-01}]"
    bundle = f"{BOX.replace('2026-07-01', '2026-01-15')}, wsp: 5.99 CAD"

    assert said(tmp_path, "PV705", SERIES, season(1, f"{LONG}, {dated}"), box_set(bundle)) == []


def test_the_dearest_format_counts_and_territories_with_the_same_words_stand_together(tmp_path: Path) -> None:
    formats = (
        "prices: [{format: HD, wsp: 6.99 EUR}, {format: UHD, wsp: 9.99 EUR}], territories: [FR, BE], "
        "start: 2026-01-01, end: 2030-12-31"
    )
    both = season(1, formats).replace("[HD]", "[HD, UHD]")
    bundle = "territories: [BE, FR], start: 2026-07-01, end: 2030-06-30, wsp: {} EUR"

    assert said(tmp_path, "PV705", SERIES, both, box_set(bundle.format("9.98"))) == []
    (finding,) = said(tmp_path, "PV705", SERIES, both, box_set(bundle.format("9.99")))
    assert finding.message.startswith("in BE and FR the box set costs 9.99 EUR")


def test_a_season_counts_once_it_is_complete_and_not_before(tmp_path: Path) -> None:
    first = season(1, f"{LONG}, wsp: 9.99 CAD")
    later = f"{BOX.replace('2026-07-01', '2026-08-01')}, wsp: 14.99 CAD"

    # The box set begins on 1 August: what is true on that day counts, whatever day it is now.
    for complete, count in (("2026-06-01", 0), ("2026-08-01", 0), ("2026-08-02", 1), ("false", 1)):
        second = season(2, f"{LONG}, wsp: 9.99 CAD", complete=complete)
        assert len(said(tmp_path, "PV705", SERIES, first, second, box_set(later))) == count


def test_nothing_is_summed_up_while_a_part_is_unknown(tmp_path: Path) -> None:
    dear = collection("A, B", f"{BOX}, wsp: 99.99 CAD")
    one, other = movie("A", f"{LONG}, wsp: 9.99 CAD"), movie("B", f"{LONG}, wsp: 9.99 CAD")

    assert said(tmp_path, "PV715", one, dear) == []
    assert said(tmp_path, "PV715", one, movie("B"), dear) == []
    (finding,) = said(tmp_path, "PV715", one, other, dear)
    assert "its 2 movies cost together" in finding.message
    assert said(tmp_path, "PV715", one, collection("A", f"{BOX}, wsp: 99.99 CAD")) == []
