"""Specifications of members."""

from pathlib import Path

from unit.rules.bundles.said import SERIES, box_set, collection, movie, said, season

LONG = "territories: [CA], start: 2026-01-01, end: 2030-12-31, wsp: 9.99 CAD"
OFFER = "territories: [CA], start: 2026-07-01, end: 2030-06-30, wsp: 15.99 CAD"


def test_a_classic_season_is_no_member(tmp_path: Path) -> None:
    classic = season(1, LONG, keys="spec: classic\n")

    assert said(tmp_path, "PV709", SERIES, classic, movie("A", LONG), collection("A, ASB", OFFER)) == []


def test_the_seasons_of_a_box_set_are_no_members(tmp_path: Path) -> None:
    seasons = [season(number, LONG, keys="spec: classic\n") for number in (1, 2)]
    assert said(tmp_path, "PV709", SERIES, *seasons, box_set(OFFER)) == []
