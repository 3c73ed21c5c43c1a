"""Every threshold: one below, at it, one above, in large, tiny and empty estates."""

from dataclasses import replace

import pytest
from guarded import changed, dearer, gone, judged, new, refusing, remembered, row, scope_of, scopes

from pvsync.model.guarded import Threshold
from pvsync.model.verdict import TerritoryVerdict
from pvsync.rules.verdicts import all_guards, usual_thresholds

USUAL = usual_thresholds()


@pytest.mark.parametrize("limit", [0, 1, 2, 10])
@pytest.mark.parametrize("step", [-1, 0, 1])
def test_going_dark_by_count(limit: int, step: int) -> None:
    count = limit + step
    dark = [gone(number) for number in range(max(count, 0))]

    found = judged(*dark, offered=scopes(1000, first=500), going_dark=Threshold(count=limit))

    assert refusing(found) == ({"going_dark"} if step > 0 else set())
    assert (found["going_dark"].count, found["going_dark"].limit) == (max(count, 0), limit)


def test_going_dark_counts_transactions_over_all_territories() -> None:
    dark = [gone(1, "US", rows=2), gone(1, "CA", rows=2), gone(2, "CA")]

    assert refusing(judged(*dark, going_dark=Threshold(count=5))) == set()
    found = judged(*dark, going_dark=Threshold(count=4))
    assert refusing(found) == {"going_dark"}
    assert dict(found["going_dark"].scopes) == {
        scope_of(1, "US"): 2,
        scope_of(1, "CA"): 2,
        scope_of(2, "CA"): 1,
    }


SHARES = [
    # percent allowed, scopes of the territory, scopes that change, refused
    (20, 10, 1, False),
    (20, 10, 2, False),
    (20, 10, 3, True),
    (20, 4, 1, True),
    (20, 5, 1, False),
    (20, 5, 2, True),
    (10, 1000, 100, False),
    (10, 1000, 101, True),
    (0, 1000, 1, True),
    (99, 1, 1, True),
    (100, 1, 1, False),
    (100, 7, 7, False),
    (50, 2, 1, False),
    (49, 2, 1, True),
]


@pytest.mark.parametrize(("share", "whole", "part", "refused"), SHARES)
def test_going_dark_by_share(share: int, whole: int, part: int, *, refused: bool) -> None:
    dark = [gone(number, rows=2) for number in range(part)]

    found = judged(*dark, offered=scopes(whole - part, first=part), going_dark=Threshold(share=share))

    assert refusing(found) == ({"going_dark"} if refused else set())
    verdict = "refuse" if refused else "pass"
    assert found["going_dark"].territories == (TerritoryVerdict("US", 2 * part, part, whole, share, verdict),)


@pytest.mark.parametrize(("share", "whole", "part", "refused"), SHARES)
def test_delta_by_share(share: int, whole: int, part: int, *, refused: bool) -> None:
    found = judged(
        *(dearer(number) for number in range(part)), offered=scopes(whole), delta=Threshold(share=share)
    )

    assert refusing(found) == ({"delta"} if refused else set())


def test_the_share_is_of_a_territory_and_not_of_the_estate() -> None:
    offered = scopes(1000) | scopes(4, "CA")

    found = judged(dearer(0), dearer(0, territory="CA"), offered=offered, delta=Threshold(share=20))

    assert [(one.territory, one.verdict) for one in found["delta"].territories] == [
        ("CA", "refuse"),
        ("US", "pass"),
    ]


@pytest.mark.parametrize("guard", [guard.key for guard in all_guards()])
def test_nothing_to_do_passes_every_guard_in_an_empty_estate(guard: str) -> None:
    verdict = judged(**{guard: replace(USUAL[guard], is_off=False)})[guard]

    assert (verdict.count, verdict.verdict, verdict.territories) == (0, "pass", ())


def test_with_a_single_scope_any_share_below_all_refuses() -> None:
    found = judged(gone(0), **USUAL)

    assert refusing(found) == {"going_dark", "delta", "empty_catalog"}


def test_a_first_launch_passes_and_its_second_half_too() -> None:
    offered = scopes(10)
    first, second = [new(number) for number in range(5)], [new(number) for number in range(5, 10)]

    assert refusing(judged(*first, *second, offered=offered, **USUAL)) == set()
    recent = remembered(first, judged(*first, offered=offered))
    assert refusing(judged(*second, offered=offered, recent=recent, **USUAL)) == set()


def test_a_launch_beside_something_that_is_live_counts() -> None:
    found = judged(*(new(number) for number in range(5)), offered=scopes(6), **USUAL)

    assert refusing(found) == {"delta"}


def test_half_of_a_launch_of_which_the_rest_is_not_known_counts() -> None:
    assert refusing(judged(new(0), new(1), offered=scopes(4), **USUAL)) == {"delta"}


def test_what_was_approved_does_not_count_again() -> None:
    first = [gone(number) for number in range(9)]
    recent = remembered(first, judged(*first, offered=scopes(200)))
    more = [gone(number) for number in range(9, 12)]
    limit = Threshold(count=10)

    assert refusing(judged(*more, offered=scopes(200), recent=recent, going_dark=limit)) == {"going_dark"}

    approved = [type(one)(one.scope, one.is_new, one.counted, frozenset({"going_dark"})) for one in recent]
    assert refusing(judged(*more, offered=scopes(200), recent=approved, going_dark=limit)) == set()


def test_a_plan_is_never_refused_for_what_others_did() -> None:
    first = [gone(number) for number in range(9)]
    recent = remembered(first, judged(*first, offered=scopes(200)))

    found = judged(dearer(100), offered=scopes(200), recent=recent, going_dark=Threshold(count=0))

    assert refusing(found) == set()
    assert (found["going_dark"].count, found["going_dark"].earlier) == (9, 9)


def test_a_guard_that_is_off_counts_and_never_refuses() -> None:
    found = judged(gone(0), going_dark=Threshold(count=0, share=0, is_off=True))["going_dark"]

    assert (found.count, found.limit, found.verdict, found.territories) == (1, None, "pass", ())


@pytest.mark.parametrize(
    ("srp", "refused"),
    [
        ("10.00", False),
        ("14.99", False),
        ("15.00", False),
        ("15.01", True),
        ("5.01", False),
        ("5.00", False),
        ("4.99", True),
        ("0.00", True),
    ],
)
@pytest.mark.parametrize("price", ["srp", "wsp"])
def test_a_price_moves_both_ways(price: str, srp: str, *, refused: bool) -> None:
    other = {"srp": "wsp", "wsp": "srp"}[price]
    live, git = row(**{price: "10.00", other: "7.00"}), row(**{price: srp, other: "7.10"})

    found = judged(changed(0, [live], [git]), offered=scopes(1), price_move=Threshold(count=0, percent=50))

    assert refusing(found) == ({"price_move"} if refused else set())
    assert found["price_move"].percent == 50


@pytest.mark.parametrize(("limit", "refused"), [(0, True), (1, True), (2, False), (3, False)])
def test_so_many_prices_may_move(limit: int, *, refused: bool) -> None:
    found = judged(dearer(0, "99.99"), dearer(1, "99.99"), price_move=Threshold(count=limit, percent=50))

    assert refusing(found) == ({"price_move"} if refused else set())


@pytest.mark.parametrize(
    ("guard", "count", "words"),
    [
        ("going_dark", 1, "1 transaction that is open goes dark"),
        ("delta", 1_204, "1,204 scopes change"),
        ("price_move", 1, "1 price moves by more than 50 %"),
        ("window_shortened", 2, "2 windows that are open end earlier"),
        ("empty_catalog", 0, ""),
    ],
)
def test_a_guard_says_what_it_counted_in_its_own_words(guard: str, count: int, words: str) -> None:
    (found,) = (one for one in all_guards() if one.key == guard)

    assert found.says(count, found.usual) == words
