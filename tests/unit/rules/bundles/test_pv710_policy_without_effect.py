"""Policies that a bundle cannot have, each at its own key."""

from pathlib import Path

from unit.rules.bundles.said import SERIES, box_set, collection, movie, said, season

LONG = "territories: [CA], start: 2026-01-01, end: 2030-12-31, wsp: 9.99 CAD"
OFFER = "territories: [CA], start: 2026-07-01, end: 2030-06-30, wsp: 5.99 CAD"


def test_downloads_and_languages_are_said_and_delivered_languages_are_not(tmp_path: Path) -> None:
    held = said(
        tmp_path,
        "PV710",
        SERIES,
        season(1, LONG),
        box_set(f"{OFFER}, download: Yes, languages: {{asset: [en], holdback: [fr-CA]}}"),
    )
    assert [finding.message for finding in held] == [
        "`download` has no effect on a bundle: what its episodes say holds",
        "`languages.holdback` has no effect on a bundle: what its episodes say holds",
    ]
    allowed = said(
        tmp_path,
        "PV710",
        movie("A", LONG),
        movie("B", LONG),
        collection("A, B", f"{OFFER}, languages: {{allowed: [fr-CA]}}"),
    )
    assert [finding.message for finding in allowed] == [
        "`languages.allowed` has no effect on a bundle: what its movies say holds"
    ]


def test_on_a_movie_it_has_an_effect(tmp_path: Path) -> None:
    held = f"{LONG}, download: Yes, languages: {{holdback: [fr-CA]}}"
    assert said(tmp_path, "PV710", movie("A", held), SERIES, season(1, held)) == []
