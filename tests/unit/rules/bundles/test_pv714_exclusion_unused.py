"""Which bundle an exclusion is from: a movie's collection, a season's box set."""

from pathlib import Path

import pytest
from unit.rules.bundles.said import SERIES, box_set, collection, movie, said, season

EXCLUDED = "bundle_discount: {excluded: true, because: new release, until: 2026-09-01}\n"
OFFER = "territories: [CA], start: 2026-03-01, end: 2030-06-30, wsp: 9.99 CAD"
SEASONS = (SERIES, season(1, OFFER), season(2, OFFER, keys=EXCLUDED))


@pytest.mark.parametrize(
    ("documents", "messages"),
    [
        ((*SEASONS, box_set(OFFER)), []),
        (SEASONS, ["this title is left out of a bundle's discount, and its series has no box set"]),
        ((movie("A", keys=EXCLUDED), movie("B"), collection("A, B")), []),
        (
            (movie("A", keys=EXCLUDED), movie("B"), movie("C"), collection("B, C")),
            ["this title is left out of a bundle's discount, and no collection names it"],
        ),
    ],
)
def test_what_it_is_left_out_of(tmp_path: Path, documents: tuple[str, ...], messages: list[str]) -> None:
    assert [finding.message for finding in said(tmp_path, "PV714", *documents)] == messages
