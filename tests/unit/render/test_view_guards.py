"""A guard says what it counted, what it lets pass and what lets exactly this through."""

import pytest

from pvsync.model.verdict import GuardVerdict, TerritoryVerdict
from pvsync.render.view_guards import guard_view

US = TerritoryVerdict("US", 12, 3, 10, 20, "refuse")
CA = TerritoryVerdict("CA", 1, 1, 10, 20, "pass")


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (
            GuardVerdict("dark", 13, 10, "refuse", territories=(CA, US), says="13 lines go"),
            "13 lines go, 10 allowed; in US 3 of 10 scopes (30 %), 20 % allowed",
        ),
        (
            GuardVerdict("delta", 1_204, None, "refuse", 3, territories=(US,), says="1,204 scopes change"),
            "1,204 scopes change, 3 of them in the last 24 hours; in US 3 of 10 scopes (30 %), 20 % allowed",
        ),
        (GuardVerdict("price_move", 1, 0, "refuse", says="1 price moves"), "1 price moves, none allowed"),
        (GuardVerdict("going_dark", 1_300, 10, "refuse"), "1,300 counted, 10 allowed"),
    ],
)
def test_a_refusal_names_the_option_that_lets_it_through(verdict: GuardVerdict, words: str) -> None:
    view = guard_view(verdict)

    assert view.refused
    assert view.approve == f"--approve {verdict.guard}={verdict.count}"
    assert view.sentence == (
        f"{verdict.guard} refuses this plan: {words}. To let exactly this through: {view.approve}"
    )


def test_what_is_over_a_share_never_reads_like_the_share() -> None:
    place = TerritoryVerdict("US", 2001, 2001, 10_000, 20, "refuse")

    assert (
        "2,001 of 10,000 scopes (20.1 %), 20 % allowed"
        in guard_view(GuardVerdict("delta", 2001, None, "refuse", territories=(place,))).sentence
    )


def test_what_is_approved_says_so_and_another_count_does_not() -> None:
    verdict = GuardVerdict("going_dark", 5, 2, "refuse", says="5 transactions go")

    assert guard_view(verdict, 5).sentence.startswith("going_dark is approved: 5 transactions")
    assert not guard_view(verdict, 5).refused
    assert guard_view(verdict, 4).refused
