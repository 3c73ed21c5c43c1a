"""Pre-orders that meet the sale, run into it or end before it."""

import pytest
from unit.catalog.reading import NOW, movie, read

from pvsync.rules.rule import Setting
from pvsync.rules.windows.pv307_poest_beside_est import check

PRICE = "wsp: 6.99 EUR, srp: 9.99 EUR"


def offer(license_type: str, start: str, end: str, more: str = PRICE, territory: str = "FR") -> str:
    return f"license: {license_type}, territories: [{territory}], formats: [HD], start: {start}, end: {end}, {more}"


SALE = offer("EST", "2026-11-01", "2030-10-31")
OTHER_FORMAT = offer("POEST", "2026-10-30", "2026-12-31").replace("HD", "UHD")
PIECES = "prices: [{wsp: 5.00 EUR}, {wsp: 6.00 EUR, from: 2026-10-10}]"


@pytest.mark.parametrize(
    ("avails", "messages"),
    [
        ([offer("POEST", "2026-10-01", "2026-10-31"), SALE], []),
        ([offer("POEST", "2026-10-01", "2026-10-31", PIECES), SALE], []),
        ([offer("POEST", "2026-10-01", "2026-12-31")], []),
        ([offer("POEST", "2026-10-01", "2026-11-30"), SALE.replace("HD", "UHD")], []),
        ([offer("POEST", "2026-10-01", "2026-11-30"), SALE.replace("FR", "IT")], []),
        ([offer("POEST", "2026-04-01", "2026-04-30"), SALE], []),
        ([offer("EST", "2024-01-01", "2024-12-31"), offer("POEST", "2026-10-01", "2026-10-31"), SALE], []),
        (
            [offer("POEST", "2026-10-01", "2026-11-01"), SALE],
            ["the pre-order of HD in FR runs 1 day into the sale"],
        ),
        (
            [offer("POEST", "2026-10-01", "2026-10-29"), SALE],
            ["the pre-order of HD in FR ends 2 days before the sale begins"],
        ),
        (
            [offer("POEST", "2026-10-01", "2026-10-29"), SALE, OTHER_FORMAT],
            ["the pre-order of HD in FR ends 2 days before the sale begins"],
        ),
        (
            [offer("POEST", "2026-10-01", "2026-10-29"), SALE, offer("VOD", "2026-10-30", "2030-10-31")],
            ["the pre-order of HD in FR ends 2 days before the sale begins"],
        ),
        (
            [offer("POEST", "2026-10-01", "2026-10-31T23:00:00Z"), SALE],
            ["the pre-order of HD in FR runs less than a day into the sale"],
        ),
        (
            [offer("POEST", "2026-10-01", "2026-11-01T10:00:00Z"), SALE],
            ["the pre-order of HD in FR runs less than a day into the sale"],
        ),
        (
            [offer("POEST", "2026-12-01", "2026-12-31"), SALE],
            ["the pre-order of HD in FR runs 61 days into the sale"],
        ),
        (
            [offer("POEST", "2026-10-01", "2026-11-03", PIECES), SALE],
            ["the pre-order of HD in FR runs 3 days into the sale"],
        ),
    ],
)
def test_words(avails: list[str], messages: list[str]) -> None:
    (title,), findings = read(movie(*avails))

    assert findings == ()
    assert [remark.message for remark in check(title, Setting(NOW))] == messages
