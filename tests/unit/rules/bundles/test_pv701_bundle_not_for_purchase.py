"""Only a bundle must be sold to own."""

from pathlib import Path

from unit.rules.bundles.said import SERIES, movie, said, season

LONG = "territories: [CA], start: 2026-01-01, end: 2030-12-31, wsp: 9.99 CAD"


def test_a_movie_and_a_season_may_be_rented(tmp_path: Path) -> None:
    rented = movie("A", LONG).replace("EST", "VOD")
    assert said(tmp_path, "PV701", rented, SERIES, season(1, LONG).replace("EST", "VOD")) == []
