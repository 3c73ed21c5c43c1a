"""Which pairs of formats are compared."""

from datetime import UTC, datetime

import pytest
from unit.catalog.reading import EST, movie, read

from pvsync.rules.prices.pv508_higher_format_cheaper import check
from pvsync.rules.rule import Setting

SETTING = Setting(datetime(2026, 6, 1, tzinfo=UTC))


def line(name: str, price: str, entry: str = EST) -> str:
    return f"{entry.replace('HD', name)}, {price}"


@pytest.mark.parametrize(
    ("entries", "spoken"),
    [
        ([line("HD", "wsp: 6 USD"), line("UHD", "wsp: 6 USD")], 0),
        ([line("HD", "wsp: 6 USD"), line("UHD", "wsp: 5 USD")], 1),
        ([line("UHD", "wsp: 5 USD"), line("HD", "wsp: 6 USD")], 1),
        ([line("SD", "wsp: 6 USD, srp: 9 USD"), line("4K", "wsp: 5 USD, srp: 8 USD")], 2),
        ([line("4K", "wsp: 6 USD"), line("UHD", "wsp: 5 USD")], 0),
        ([line("Max", "wsp: 6 USD"), line("SD", "wsp: 5 USD")], 0),
        ([line("HD", "wsp: 6 USD"), line("UHD", "srp: 5 USD")], 0),
        ([line("HD", "wsp: 6 USD"), line("UHD", "wsp: 5 EUR")], 0),
        ([line("HD", "wsp: 6 USD"), line("UHD", "wsp: 5 USD", EST.replace("EST", "VOD"))], 0),
        (
            [
                line("HD", "wsp: 6 USD", EST.replace("2031", "2027")),
                line("UHD", "wsp: 5 USD", EST.replace("2026", "2028")),
            ],
            0,
        ),
    ],
)
def test_pairs(entries: list[str], spoken: int) -> None:
    (title,), findings = read(movie(*entries))

    assert findings == ()
    assert len(list(check(title, SETTING))) == spoken
