"""What a subscription and what a free title may not carry."""

from datetime import UTC, datetime

import pytest
from unit.catalog.reading import FVOD, movie, read

from pvsync.rules.prices.pv506_price_on_subscription import check
from pvsync.rules.rule import Setting

SETTING = Setting(datetime(2026, 6, 1, tzinfo=UTC))
SVOD = FVOD.replace("FVOD", "SVOD") + ", channel: prime"


@pytest.mark.parametrize(
    ("entry", "carried"),
    [
        (f"{SVOD}, category: sub", []),
        (f"{SVOD}, category: sub, rental: PT720H, watch: PT48H", []),
        (f"{SVOD}, category: sub, wsp: 0 USD, srp: 1 USD", ["wsp", "srp"]),
        (f"{SVOD}, tier: T", ["tier"]),
        (f"{SVOD}, prices: [{{territory: US, srp: 1 USD}}]", ["srp"]),
        (FVOD, []),
        (f"{FVOD}, category: sub", ["category"]),
        (f"{FVOD.replace('FVOD', 'EST')}, wsp: 1 USD, category: sub", []),
    ],
)
def test_what_is_carried(entry: str, carried: list[str]) -> None:
    (title,), _ = read(movie(entry))

    assert [remark.message.split("`")[1] for remark in check(title, SETTING)] == carried
