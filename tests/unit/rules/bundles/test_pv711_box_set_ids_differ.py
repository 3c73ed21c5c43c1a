"""Only of a box set must ids be equal."""

from pathlib import Path

from unit.rules.bundles.said import SERIES, collection, movie, said, season

LONG = "territories: [CA], start: 2026-01-01, end: 2030-12-31, wsp: 9.99 CAD"
OFFER = "territories: [CA], start: 2026-07-01, end: 2030-06-30, wsp: 15.99 CAD"


def test_a_movie_a_season_and_a_collection_may_have_other_ids(tmp_path: Path) -> None:
    keys = "content_id: C\nalt_id: D\n"
    both = collection("A, B", OFFER).replace("title: Both\n", "title: Both\ncontent_id: C\n")
    documents = (movie("A", LONG, keys=keys), movie("B", LONG), both, SERIES, season(1, LONG, keys=keys))
    assert said(tmp_path, "PV711", *documents) == []
