from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from builders import DAY, NOW

from pvsync.model.money import Money
from pvsync.render.consequences import About, Appears, GoesDark, PriceMoves, Subject
from pvsync.render.offering import Offering
from pvsync.render.phrases import Weight
from pvsync.render.sentences import statements
from pvsync.render.timeline import Price

TODAY = NOW.date()


def about(name: str, territory: str = "US", **changes: object) -> About:
    subject = replace(Subject(name, "movie", name), **changes)
    return About(subject, territory, Offering("VOD"), "TVOD", TODAY)


def dark(name: str, territory: str = "US", **changes: object) -> GoesDark:
    return GoesDark(about(name, territory, **changes), NOW, None)


def appears(name: str, territory: str = "US", *costs: str, **changes: object) -> Appears:
    prices = tuple(
        (quality, Price(Money("USD", Decimal(cost)) if cost else None))
        for quality, cost in zip(("HD", "UHD"), costs, strict=False)
    )
    return Appears(about(name, territory, **changes), NOW, TODAY, prices)


def episode(number: int | None, siblings: int | None = 8) -> dict[str, object]:
    return {"kind": "episode", "family": "Long Summer", "number": number, "siblings": siblings}


def texts(*consequences: object) -> list[str]:
    return [statement.text for statement in statements(consequences)]


def test_two_titles_are_named_and_more_are_counted() -> None:
    assert texts(dark("A"), dark("B")) == ["A and B leave US rental today"]
    assert texts(dark("C"), dark("A"), dark("B")) == ["3 titles leave US rental today: A, B, C"]


def test_losses_name_every_title_and_gains_only_some() -> None:
    names = [f"T{number:02}" for number in range(12)]
    [loss] = texts(*(dark(name) for name in names))
    assert loss.endswith(": " + ", ".join(names))
    [gain] = texts(*(appears(name, "US", "") for name in names))
    assert gain.endswith("T07, 4 more")


def test_a_sentence_with_a_colon_of_its_own_names_its_titles_in_brackets() -> None:
    cheap = [Price(Money("USD", Decimal(amount))) for amount in ("9.99", "7.99")]
    moves = [PriceMoves(about(name), NOW, (), *cheap, TODAY, None) for name in "ABC"]
    assert texts(*moves) == ["3 titles (A, B, C) get cheaper in US rental: 9.99 to 7.99 USD from today"]


def test_territories_join_where_the_sentence_is_the_same() -> None:
    assert texts(dark("A", "US"), dark("A", "CA"), dark("B", "US")) == [
        "A leaves CA and US rental today",
        "B leaves US rental today",
    ]


def test_episodes_are_counted_within_their_season() -> None:
    def said(*numbers: int | None, siblings: int | None = 8) -> list[str]:
        return texts(*(dark(f"E{place}", **episode(one, siblings)) for place, one in enumerate(numbers)))

    assert said(3) == ["Long Summer, episode 3 leaves US rental today"]
    assert said(None) == ["Long Summer, E0 leaves US rental today"]
    assert said(1, 2, 3) == ["Episodes 1 to 3 of Long Summer leave US rental today"]
    assert said(1, 2, 3, siblings=3) == ["All 3 episodes of Long Summer leave US rental today"]
    assert said(1, None) == ["2 episodes of Long Summer leave US rental today"]


def test_episodes_and_other_titles_are_told_apart() -> None:
    assert len(texts(dark("A"), dark("E1", **episode(1)))) == 2


def test_prices_stand_in_brackets_while_they_are_few() -> None:
    assert texts(appears("A", "US", "1", "1")) == ["A opens in US rental today (HD, UHD; 1.00 USD)"]
    assert texts(appears("A", "US", "1", "2")) == ["A opens in US rental today (HD 1.00 USD, UHD 2.00 USD)"]
    assert texts(appears("A", "CA", "1"), appears("A", "US", "2")) == [
        "A opens in CA and US rental today (HD; 1.00 USD, 2.00 USD)"
    ]
    assert texts(appears("A", "US", "1"), appears("B", "US", "1")) == [
        "A and B open in US rental today (HD; 1.00 USD each)"
    ]


def test_prices_that_differ_too_much_are_left_to_the_details() -> None:
    assert texts(appears("A", "US", "1"), appears("B", "US", "2")) == ["A and B open in US rental today (HD)"]
    assert texts(appears("A", "CA", "1", "2"), appears("A", "US", "2", "3")) == [
        "A opens in CA and US rental today (HD, UHD)"
    ]


def test_the_worst_comes_first_then_the_earliest() -> None:
    soon = GoesDark(about("Z"), NOW, TODAY + timedelta(days=9))
    later = replace(dark("A"), at=NOW + DAY)
    found = statements([appears("B", "US", "1"), later, soon])
    assert [one.text[0] for one in found] == ["Z", "A", "B"]
    assert [one.weight for one in found] == [Weight.LOSS, Weight.LOSS, Weight.GAIN]


def test_the_order_in_does_not_matter() -> None:
    some = [dark("A"), dark("B", "CA"), appears("C", "US", "1"), dark("E", **episode(1))]
    assert texts(*some) == texts(*reversed(some))
