"""Price lines: which one wins, and which ones are wrong. The laws of the windows they make are with `expand`."""

import pytest
from unit.catalog.reading import EST, codes_of, movie, read, rows

from pvsync.model.money import Money

GROUPS = {"EU": ("DE", "FR"), "BENELUX": ("BE", "NL", "LU"), "DF": ("DE", "FR")}


def prices(*lines: str, where: str = "[US]", formats: str = "[HD]") -> str:
    avail = EST.replace("[US]", where).replace("[HD]", formats)
    return movie(f"{avail}, prices: [{', '.join('{' + line + '}' for line in lines)}]")


def test_the_most_specific_line_wins() -> None:
    text = prices(
        "wsp: 1 EUR",
        "wsp: 2 EUR, territory: EU",
        "wsp: 3 EUR, territory: DE",
        "wsp: 4 EUR, territory: DE, format: UHD",
        where="[DE, FR, ES]",
        formats="[HD, UHD]",
    )

    assert {(row.territory, row.format): row.terms for row in rows(text, groups=GROUPS)} == {
        key: {"wsp": Money.parse(f"{amount} EUR")}
        for key, amount in {
            ("DE", "HD"): 3,
            ("DE", "UHD"): 4,
            ("FR", "HD"): 2,
            ("FR", "UHD"): 2,
            ("ES", "HD"): 1,
            ("ES", "UHD"): 1,
        }.items()
    }


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (prices("wsp: 1 USD", "srp: 2 USD"), ["PV118"]),
        (prices("wsp: 1 USD, territory: US", "wsp: 2 USD, format: HD"), ["PV118"]),
        (prices("wsp: 1 EUR, territory: EU", "wsp: 2 EUR, territory: DF", where="[DE]"), ["PV118"]),
        (prices("wsp: 1 EUR, territory: EU", "wsp: 2 EUR, territory: BENELUX", where="[DE, BE]"), []),
        (prices("wsp: 1 USD, territory: CA"), ["PV117", "PV119"]),
        (prices("wsp: 1 USD, territory: ca"), ["PV107"]),
        (prices("wsp: 1 USD", "wsp: 2 USD, from: 2035-01-01"), ["PV117"]),
        (prices("wsp: 1 USD", "wsp: 2 USD, until: 2026-01-15"), ["PV117"]),
        (prices("wsp: 1 USD", "wsp: 2 USD, until: 2026-01-16"), []),
        (prices("wsp: 1 USD", "wsp: 2 USD, from: 2027-01-01, until: 2027-01-01"), ["PV015"]),
        (prices("wsp: 1 USD, until: 2030-01-01"), ["PV119"]),
        (movie(EST + ", prices: []"), ["PV119"]),
        (prices("territory: US"), ["PV119"]),
        (prices("wsp: 1 USD", "territory: US, until: 2030-01-01"), ["PV119"]),
        (movie(EST), []),
    ],
)
def test_what_is_wrong_with_prices_is_said(text: str, codes: list[str]) -> None:
    assert sorted(codes_of(text, groups=GROUPS)) == codes


def test_a_price_that_is_missing_says_when() -> None:
    whole = read(prices("wsp: 1 USD, territory: CA"))[1][0]
    part = read(prices("wsp: 1 USD, until: 2030-01-01"))[1][0]

    assert whole.message == "no price line fits US in HD"
    assert part.message == "no price line fits US in HD from 2030-01-01 to 2031-01-14"


def test_neighbors_under_one_line_are_one_window() -> None:
    text = prices(
        "wsp: 1 USD",
        "wsp: 2 USD, territory: US, from: 2027-01-01, until: 2027-03-01",
        "wsp: 2 USD, from: 2027-01-10, until: 2027-01-20",
    )
    found, findings = read(text)

    assert [str(row.terms["wsp"]) for row in found[0].avails[0].transactions] == [
        "1.00 USD",
        "2.00 USD",
        "1.00 USD",
    ]
    assert findings == ()


def test_a_window_that_ends_before_it_starts_is_kept_for_the_rule_that_says_so() -> None:
    text = movie(
        EST.replace("2031-01-14", "2025-01-14") + ", prices: [{wsp: 1 USD}, {wsp: 2 USD, from: 2026-03-01}]"
    )
    window = read(text)[0][0].avails[0].transactions[0].window

    assert window.start is not None
    assert window.end is not None
    assert window.end < window.start
