"""The local currency of each territory is one that a price can be in."""

from pvsync.formats.ema.currencies import LOCAL_CURRENCY
from pvsync.model.money import CURRENCIES
from pvsync.model.zones import EASTERN_MOST


def test_every_territory_that_people_live_in_has_one() -> None:
    assert EASTERN_MOST.keys() - LOCAL_CURRENCY.keys() == {"AQ"}
    assert LOCAL_CURRENCY.keys() <= EASTERN_MOST.keys()


def test_each_is_a_currency() -> None:
    assert set(LOCAL_CURRENCY.values()) <= CURRENCIES


def test_some_that_everyone_knows() -> None:
    known = {
        "US": "USD",
        "GB": "GBP",
        "DE": "EUR",
        "JP": "JPY",
        "PR": "USD",
        "HR": "EUR",
        "BG": "EUR",
        "CH": "CHF",
    }
    assert {territory: LOCAL_CURRENCY[territory] for territory in known} == known
