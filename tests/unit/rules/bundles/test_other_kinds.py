"""What is asked of bundles, or of one kind of bundle, is asked of nothing else."""

from pathlib import Path

import pytest
from unit.rules.bundles.said import SERIES, box_set, collection, movie, said, season

LONG = "territories: [CA], start: 2026-01-01, end: 2030-12-31, wsp: 9.99 CAD"
OFFER = "territories: [CA], start: 2026-07-01, end: 2030-06-30, wsp: 15.99 CAD"
RENTAL = LONG.replace("wsp", "download: Yes, languages: {holdback: [fr-CA]}, wsp")
OF_BUNDLES = ("PV701", "PV710", "PV711", "PV712")


@pytest.mark.parametrize("code", OF_BUNDLES)
def test_a_movie_and_a_season_are_no_bundles(tmp_path: Path, code: str) -> None:
    rented = movie("A", RENTAL, keys="content_id: C\nalt_id: D\n").replace("EST", "VOD")
    assert said(tmp_path, code, rented, SERIES, season(1, RENTAL, keys="content_id: C\n")) == []


def test_only_of_a_box_set_must_ids_be_equal(tmp_path: Path) -> None:
    """PV711."""
    text = collection("A, B", OFFER).replace("title: Both", "title: Both\ncontent_id: C")
    assert said(tmp_path, "PV711", movie("A", LONG), movie("B", LONG), text) == []


def test_a_bundle_that_is_not_offered_needs_no_discount(tmp_path: Path) -> None:
    """PV712."""
    text = collection("A, B").replace("discount: 10\n", "")
    assert said(tmp_path, "PV712", movie("A", LONG), movie("B", LONG), text) == []


@pytest.mark.parametrize("code", ["PV707", "PV709"])
def test_seasons_of_a_box_set_are_no_members(tmp_path: Path, code: str) -> None:
    seasons = [season(number, LONG, keys="spec: classic\n") for number in (1, 2)]
    assert said(tmp_path, code, SERIES, *seasons, box_set(OFFER)) == []


def test_a_member_that_nothing_declares_is_told_by_another_rule(tmp_path: Path) -> None:
    """PV707."""
    assert said(tmp_path, "PV707", movie("A", LONG), collection("A, NOBODY", OFFER)) == []


@pytest.mark.parametrize(("code", "spoken"), [("PV705", 0), ("PV715", 1)])
def test_a_collection_that_is_not_cheaper_has_a_rule_of_its_own(
    tmp_path: Path, code: str, spoken: int
) -> None:
    dear = collection("A, B", OFFER.replace("15.99", "19.98"))
    assert len(said(tmp_path, code, movie("A", LONG), movie("B", LONG), dear)) == spoken
