"""Specifications of members."""

from pathlib import Path

from unit.rules.bundles.said import SERIES, collection, movie, said, season

LONG = "territories: [CA], start: 2026-01-01, end: 2030-12-31, wsp: 9.99 CAD"
OFFER = "territories: [CA], start: 2026-07-01, end: 2030-06-30, wsp: 15.99 CAD"


def test_a_classic_season_is_no_member(tmp_path: Path) -> None:
    classic = season(1, LONG, keys="spec: classic\n")

    assert said(tmp_path, "PV709", SERIES, classic, movie("A", LONG), collection("A, ASB", OFFER)) == []
