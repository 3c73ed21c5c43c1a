"""Every threshold: one below, at it, one above, in large, tiny and empty estates."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from builders import NOW, a_window
from guarded import changed, dearer, gone, judged, new, refusing, remembered, row, scope_of, scopes
from hypothesis import given
from hypothesis import strategies as st

from pvsync.model.guarded import GuardedPlan, Threshold
from pvsync.model.plan import Action, Change
from pvsync.model.scope import Scope
from pvsync.model.verdict import GuardVerdict, TerritoryVerdict
from pvsync.rules.verdicts import all_guards, usual_thresholds, verdicts

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
    # What is live need not be in git any more: it leaves in the same plan.
    assert "delta" in refusing(judged(new(0), gone(1), offered=scopes(1), **USUAL))


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
        ("going_dark", 1, "1 transaction that is on sale goes dark"),
        ("delta", 1_204, "1,204 scopes change"),
        ("price_move", 1, "1 price moves by more than 50 %"),
        ("window_shortened", 2, "2 windows on sale end earlier"),
        ("empty_catalog", 0, ""),
    ],
)
def test_a_guard_says_what_it_counted_in_its_own_words(guard: str, count: int, words: str) -> None:
    (found,) = (one for one in all_guards() if one.key == guard)

    assert found.says(count, found.usual) == words


OVER = a_window(-90, -30)


def renamed(number: int) -> Change:
    """A title of which every window is over, and that is called otherwise."""
    change = dearer(number)
    before, after = change.before, change.after
    assert before is not None
    assert after is not None
    over = (row(window=OVER),)
    return replace(change, before=replace(before, transactions=over), after=replace(after, transactions=over))


def verdicts_of(
    *changes: Change, offered: Iterable[Scope], on_sale: frozenset[Scope]
) -> dict[str, GuardVerdict]:
    """What the guards say by themselves, where not all that git names is on sale."""
    plan = GuardedPlan(NOW, changes, frozenset(offered), on_sale=on_sale)
    return {one.guard: one for one in verdicts(plan)}


def test_what_is_over_is_no_part_of_any_whole_and_no_change() -> None:
    """Ten films go among two hundred that ended long ago and a title page that is corrected in each of those."""
    dark = [changed(number, [row()], [row(window=OVER)]) for number in range(10)]
    old = [renamed(number) for number in range(100, 300)]

    found = verdicts_of(*dark, *old, offered=scopes(10) | scopes(200, first=100), on_sale=frozenset())

    assert refusing(found) >= {"going_dark", "delta", "empty_catalog"}
    assert [(one.scopes, one.of) for one in found["going_dark"].territories] == [(10, 10)]
    assert (found["delta"].count, found["delta"].territories[0].of) == (10, 10)
    assert [scope for scope, _ in found["delta"].scopes] == [change.scope for change in old]
    assert (found["empty_catalog"].count, found["empty_catalog"].verdict) == (10, "refuse")


def test_the_receipt_tells_the_next_plan_what_did_not_count() -> None:
    old = [renamed(number) for number in range(100, 300)]
    recent = remembered(old, verdicts_of(*old, offered=scopes(200, first=100), on_sale=frozenset()))

    found = judged(dearer(0), offered=scopes(10), recent=recent, delta=USUAL["delta"])

    assert (found["delta"].count, found["delta"].earlier, refusing(found)) == (1, 0, set())


def test_what_was_approved_and_has_gone_is_no_part_of_the_whole() -> None:
    yesterday = [gone(number) for number in range(1, 40)]
    recent = remembered(yesterday, judged(*yesterday))
    approved = [replace(one, approved=frozenset({"going_dark", "delta"})) for one in recent]

    found = judged(gone(0), recent=approved, **USUAL)

    assert [(one.scopes, one.of) for one in found["going_dark"].territories] == [(1, 1)]
    assert refusing(found) >= {"going_dark", "delta"}


def test_titles_that_are_over_and_come_back_are_no_launch() -> None:
    again = [changed(number, [row(window=OVER)], [row()]) for number in range(5)]

    assert refusing(judged(*again, offered=scopes(5), **USUAL)) == {"delta"}
    fresh = [new(number) for number in range(5, 10)]
    found = verdicts_of(*fresh, offered=scopes(10), on_sale=scopes(5, first=5))
    assert refusing(found) == set()


def test_openings_far_ahead_that_are_cancelled_count_as_changes() -> None:
    later = [changed(number, [row(window=a_window(60, 90))], None) for number in range(50)]

    assert refusing(judged(*later, offered=scopes(100, first=50), **USUAL)) == {"delta"}


def test_what_is_forgotten_counts_as_a_change_and_not_as_dark() -> None:
    left = [
        replace(gone(number), action=Action.FORGET, after=None, rows=(), fields=()) for number in range(40)
    ]

    found = judged(*left, offered=scopes(100, first=40), **USUAL)

    assert refusing(found) == {"delta"}
    assert (found["delta"].count, found["going_dark"].count) == (40, 0)
    assert refusing(judged(*left, **USUAL)) == {"delta", "empty_catalog"}


@pytest.mark.parametrize(
    ("live", "git", "reason"),
    [
        ([row()], [row(window=OVER)], "leaves"),
        ([row()], None, "leaves"),
        ([row()], [row(window=a_window(-10, 20))], "EST HD ends 21 June 2026 instead of 1 July 2026"),
        ([row()], [row(window=a_window(9, 30))], "EST HD opens 10 June 2026 instead of 1 June 2026"),
        ([row(id="a")], [row(id="a", license="VOD")], "EST HD goes"),
        ([row(), row(format="UHD")], [row()], "EST UHD goes"),
        (
            [row(window=a_window(60, 90))],
            [row(window=a_window(61, 90))],
            "EST HD opens 1 August 2026 instead of 31 July",
        ),
        ([row()], [row(srp="19.99")], ""),
        ([row()], [row(contract="CPH")], ""),
        ([row()], [row(window=a_window(-5, 40))], ""),
    ],
)
def test_customers_of_a_protected_title_lose_nothing(live: list, git: list | None, reason: str) -> None:
    change = changed(0, live, git)
    for alids, expected in ((frozenset({change.scope.alid}), reason), (frozenset[str](), "")):
        plan = GuardedPlan(NOW, (change,), scopes(1), protected=alids)
        (found,) = (one for one in verdicts(plan) if one.guard == "protected")

        assert found.count == bool(expected)
        assert " ".join(found.reasons).startswith(f"TITLE-00000 in US TVOD: {expected}" if expected else "")


@given(st.permutations([*range(12)]))
def test_the_order_of_changes_is_nothing_to_a_verdict(order: list[int]) -> None:
    made = [
        *(gone(number, rows=1 + number % 2) for number in range(4)),
        *(dearer(number, "99.99") for number in range(4, 6)),
        *(changed(number, [row()], [row(window=a_window(-10, 20))], "CA") for number in range(6, 9)),
        *(new(number, "GB") for number in range(9, 12)),
    ]
    protected = frozenset(change.scope.alid for change in made)

    def said(changes: list[Change]) -> tuple[GuardVerdict, ...]:
        recent = remembered(changes[:2], judged(*changes[:2]))
        return verdicts(GuardedPlan(NOW, tuple(changes[2:]), scopes(20), recent, protected))

    straight = [*made[:2], *made[2:]]
    assert said([*made[:2], *(made[index] for index in order if index > 1)]) == said(straight)


def test_a_slate_that_is_cancelled_the_week_before_goes_dark() -> None:
    soon = [changed(number, [row(window=a_window(5, 30))], None) for number in range(19)]

    found = judged(*soon, offered=scopes(81, first=19), going_dark=USUAL["going_dark"])

    assert (found["going_dark"].count, refusing(found)) == (19, {"going_dark"})


def test_an_opening_that_ends_earlier_counts_with_what_is_open() -> None:
    soon = changed(1, [row(window=a_window(5, 30))], [row(window=a_window(5, 20))])
    now = changed(2, [row()], [row(window=a_window(-10, 20))])

    found = judged(soon, now, window_shortened=Threshold(count=1))

    assert (found["window_shortened"].count, found["window_shortened"].verdict) == (2, "refuse")
