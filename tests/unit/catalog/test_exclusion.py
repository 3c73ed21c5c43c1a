"""Seasons and movies that earn no discount."""

from datetime import UTC, datetime

import pytest
from unit.catalog.reading import EST, codes_of, movie, read, rows, season

from pvsync.diagnostics import Place

LITERAL = "Excluded from bundle discount"
NEW = "bundle_discount: {excluded: true, because: New release}\n"
OTHER = "bundle_discount: {excluded: true}\n"


@pytest.mark.parametrize(
    ("keys", "entry", "license_rights", "other_terms"),
    [
        (NEW, "", "New Release", None),
        (NEW, ", license_rights: New Release", "New Release", None),
        (NEW, ", license_rights: SDP", "SDP", LITERAL),
        (NEW, ", license_rights: DAB", "DAB", LITERAL),
        (OTHER, "", None, LITERAL),
        (OTHER, f", other_terms: {LITERAL}", None, LITERAL),
        ("bundle_discount: {excluded: true, because: a promotion}\n", "", None, LITERAL),
        ("bundle_discount: {excluded: false, because: new release}\n", "", None, None),
        ("bundle_discount: {excluded: true, until: 2026-06-01}\n", "", None, None),
        ("bundle_discount: {excluded: true, until: 2026-06-02}\n", "", None, LITERAL),
    ],
)
def test_where_the_exclusion_is_sent(
    keys: str, entry: str, license_rights: str | None, other_terms: str | None
) -> None:
    (row,) = rows(movie(EST + entry, keys=keys))

    assert (row.license_rights, row.other_terms) == (license_rights, other_terms)


def test_only_a_purchase_is_marked_and_episodes_never_are() -> None:
    titles, findings = read(season(EST, EST.replace("EST", "VOD"), keys=NEW))

    assert findings == ()
    marked = [
        (title.title.alid, row.license, row.license_rights)
        for title in titles
        for avail in title.avails
        for row in avail.transactions
    ]
    assert marked == [
        ("ASB-S1", "EST", "New Release"),
        ("ASB-S1", "VOD", None),
        ("ASB-S1E1", "EST", None),
        ("ASB-S1E1", "VOD", None),
    ]


def test_what_the_document_says_has_its_place_and_its_last_day() -> None:
    keys = "bundle_discount: {excluded: true, because: new release, until: 2026-09-01}\n"
    (title,), _ = read(movie(EST, keys=keys))
    scope = title.avails[0].scope

    assert title.places.transaction(scope, 0, "license_rights") == Place("file0.yaml", 4, 18, 4, 75)
    assert title.dated == (datetime(2026, 9, 1, 4, tzinfo=UTC),)
    (own,), _ = read(movie(EST + ", license_rights: New Release", keys=keys))
    assert own.places.transaction(scope, 0, "license_rights").line == 6
    (over,), _ = read(movie(EST, keys=keys), as_of=datetime(2026, 9, 1, 4, tzinfo=UTC))
    assert over.dated == ()


def test_other_terms_that_say_something_else_leave_no_place() -> None:
    assert codes_of(movie(EST + ", other_terms: as agreed", keys=OTHER)) == ["PV135"]
