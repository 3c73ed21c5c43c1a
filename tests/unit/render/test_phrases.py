from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from builders import NOW

from pvsync.model.money import Money
from pvsync.render.consequences import (
    About,
    Appears,
    Consequence,
    Continues,
    DiscountMoves,
    GoesDark,
    LanguageChanges,
    LeftAlone,
    OpeningCancelled,
    OtherChanges,
    Pauses,
    PriceMoves,
    QualityChanges,
    SaleChanges,
    SeasonsChange,
    Subject,
    WindowMoves,
)
from pvsync.render.days import Edge
from pvsync.render.offering import Offering
from pvsync.render.sentences import statements
from pvsync.render.timeline import Price

TODAY = NOW.date()
LATER = TODAY + timedelta(days=30)
LAST = TODAY + timedelta(days=60)
FAR = date(9999, 1, 1)
ABOUT = About(Subject("Heat Haze", "movie", "HH"), "US", Offering("EST"), "TVOD", TODAY)
SCOPE = About(Subject("Heat Haze", "movie", "HH"), "US", None, "TVOD", TODAY)


def usd(retail: str | None, wholesale: str | None = None, currency: str = "USD") -> Price:
    amounts = [None if one is None else Money(currency, Decimal(one)) for one in (retail, wholesale)]
    return Price(*amounts)


def price(before: Price, after: Price, **changes: object) -> PriceMoves:
    given = {"formats": (), "first": TODAY, "last": None} | changes
    return PriceMoves(ABOUT, NOW, before=before, after=after, **given)


def moves(edge: Edge, before: date | None, after: date | None, hours: int = 0) -> WindowMoves:
    first, second = (datetime.combine(day or FAR, time(), UTC) for day in (before, after))
    return WindowMoves(ABOUT, NOW, edge, before, after, (first, second + timedelta(hours=hours)))


SENTENCES = {
    "Heat Haze leaves US purchase today": GoesDark(ABOUT, NOW, None),
    "Heat Haze leaves US purchase today, back on 1 July 2026": GoesDark(ABOUT, NOW, LATER),
    "Heat Haze no longer opens in US purchase on 1 July 2026": OpeningCancelled(ABOUT, NOW, LATER),
    "Heat Haze leaves US purchase after 1 July 2026 instead of 31 July 2026": moves(Edge.END, LAST, LATER),
    "Heat Haze leaves US purchase after 1 July 2026 instead of staying without an end date": moves(
        Edge.END, None, LATER
    ),
    "Heat Haze stays in US purchase until 31 July 2026 instead of 1 July 2026": moves(Edge.END, LATER, LAST),
    "Heat Haze stays in US purchase without an end date instead of until 1 July 2026": moves(
        Edge.END, LATER, None
    ),
    "Heat Haze opens later in US purchase: on 31 July 2026 instead of 1 July 2026": moves(
        Edge.START, LATER, LAST
    ),
    "Heat Haze opens earlier in US purchase: now instead of 1 July 2026": moves(
        Edge.START, LATER, TODAY - timedelta(days=3)
    ),
    "Heat Haze stays in US purchase until 1 July 2026, 14:00 UTC instead of 1 July 2026, 00:00 UTC": moves(
        Edge.END, LATER, LATER, 14
    ),
    "Heat Haze opens earlier in US purchase: 30 June 2026, 19:00 UTC instead of 1 July 2026, 00:00 UTC": moves(
        Edge.START, LATER, LATER, -5
    ),
    "Heat Haze is absent in US purchase from 1 July 2026 to 31 July 2026": Pauses(ABOUT, NOW, LATER, LAST),
    "Heat Haze stays in US purchase from 1 July 2026 to 31 July 2026 too": Continues(ABOUT, NOW, LATER, LAST),
    "Heat Haze changes from HD to UHD in US purchase on 1 July 2026": QualityChanges(
        ABOUT, NOW, ("HD",), ("UHD",), LATER
    ),
    "Heat Haze leaves US purchase in SD and HD today": QualityChanges(ABOUT, NOW, ("SD", "HD"), (), TODAY),
    "Heat Haze leaves US purchase in HD after 1 July 2026": QualityChanges(ABOUT, NOW, ("HD",), (), LATER),
    "Heat Haze opens in US purchase in UHD too, today": QualityChanges(ABOUT, NOW, (), ("UHD",), TODAY),
    "Heat Haze gets cheaper in US purchase: 9.99 to 7.99 USD from 1 July 2026": price(
        usd("9.99"), usd("7.99"), first=LATER
    ),
    "Heat Haze gets more expensive in US purchase in HD: 7.99 to 9.99 USD from today to 31 July 2026"
    " (wholesale 5.00 to 6.00 USD)": price(usd("7.99", "5"), usd("9.99", "6"), formats=("HD",), last=LAST),
    "Heat Haze changes its price in US purchase: none to 7.99 USD from today": price(usd(None), usd("7.99")),
    "Heat Haze changes its price in US purchase: 7.99 USD to none from today": price(usd("7.99"), usd(None)),
    "Heat Haze changes its price in US purchase: 7.99 USD to 7.99 EUR from today": price(
        usd("7.99"), usd("7.99", currency="EUR")
    ),
    "Heat Haze changes its wholesale price in US purchase: 5.00 to 6.00 USD from today": price(
        usd("9.99", "5"), usd("9.99", "6")
    ),
    "Heat Haze opens in US purchase now (HD)": Appears(
        ABOUT, NOW, TODAY - timedelta(days=3), (("HD", usd(None)),)
    ),
    "Heat Haze opens in US purchase on 1 July 2026 (HD, UHD; 9.99 USD)": Appears(
        ABOUT, NOW, LATER, (("HD", usd("9.99")), ("UHD", usd("9.99")))
    ),
    "Heat Haze opens in US purchase today (HD 9.99 USD, UHD wholesale 7.00 USD)": Appears(
        ABOUT, NOW, TODAY, (("HD", usd("9.99")), ("UHD", usd(None, "7")))
    ),
    "Heat Haze changes its held-back languages in US purchase (+fr-CA subtitle, -de)": LanguageChanges(
        ABOUT, NOW, "holdback", ("fr-CA:subtitle",), ("de",)
    ),
    "Heat Haze changes its discount for owners in US purchase: 25 % to 20 %": DiscountMoves(
        ABOUT, NOW, 25, 20
    ),
    "Heat Haze changes its discount for owners in US purchase: none to 20 %": DiscountMoves(
        ABOUT, NOW, None, 20
    ),
    "Heat Haze grows in US TVOD: 2 complete seasons instead of 1": SeasonsChange(SCOPE, NOW, 1, 2),
    "Heat Haze shrinks in US TVOD: 1 complete season instead of 2": SeasonsChange(SCOPE, NOW, 2, 1),
    "Heat Haze becomes a season offer in US TVOD today": SaleChanges(SCOPE, NOW, LATER, None, is_new=False),
    "Heat Haze becomes a season pass in US TVOD and is a season offer from 1 July 2026": SaleChanges(
        SCOPE, NOW, None, LATER, is_new=False
    ),
    "Heat Haze is sold as a season pass in US TVOD and as a season offer from 1 July 2026": SaleChanges(
        SCOPE, NOW, None, LATER, is_new=True
    ),
    "Heat Haze is sold as a season offer in US TVOD from 31 July 2026 instead of 1 July 2026": SaleChanges(
        SCOPE, NOW, LATER, LAST, is_new=False
    ),
    "Heat Haze changes other terms in US purchase (rental, watch)": OtherChanges(
        ABOUT, NOW, ("rental", "watch")
    ),
    "Heat Haze changes details of the title in US TVOD (title)": OtherChanges(SCOPE, NOW, ("title",)),
    "Heat Haze stays on Prime Video in US TVOD, no longer managed by this catalog": LeftAlone(SCOPE, NOW),
}


@pytest.mark.parametrize(("said", "consequence"), SENTENCES.items())
def test_words(said: str, consequence: Consequence) -> None:
    assert [statement.text for statement in statements([consequence])] == [said]


def test_the_sentences_above_cover_the_closed_union() -> None:
    assert {type(one) for one in SENTENCES.values()} == set(Consequence.__args__)
