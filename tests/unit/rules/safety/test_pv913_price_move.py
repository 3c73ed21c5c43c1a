"""A price that moves too far is found wherever the row stands, and nothing else is."""

from datetime import timedelta
from decimal import Decimal

import pytest
from builders import DAY, NOW, a_window
from guarded import changed, judged, row

from pvsync.model.money import Money
from pvsync.model.window import Window
from pvsync.rules.safety.pv913_price_move import GUARD

SECOND = timedelta(seconds=1)
WINDOW = a_window(-10, 30)
PROMOTION = [
    row(window=Window(WINDOW.start, NOW + DAY)),
    row(window=Window(NOW + DAY + SECOND, NOW + 2 * DAY), srp="0.99"),
    row(window=Window(NOW + 2 * DAY + SECOND, WINDOW.end)),
]


def count(live: list, git: list) -> int:
    return judged(changed(0, live, git), price_move=GUARD.usual)["price_move"].count


@pytest.mark.parametrize(
    ("live", "git", "expected"),
    [
        pytest.param([row()], PROMOTION, 1, id="a promotion is a row of its own"),
        pytest.param(PROMOTION, [row()], 1, id="and so is its end, beside what it meets"),
        pytest.param(
            [row()], [row(srp="0.99"), row(format="UHD", srp="0.99")], 1, id="a new line has no before"
        ),
        pytest.param([row()], [row(format="UHD", srp="99.99")], 0, id="another format is another price"),
        pytest.param([row(srp="0.00")], [row(srp="0.01")], 1, id="from nothing"),
        pytest.param([row()], [row(srp="8.99", wsp="0.10")], 1, id="the wholesale price alone"),
        pytest.param([row()], [row(terms={"tier": "T1"})], 0, id="a tier in its place"),
        pytest.param([row(terms={"tier": "T1"})], [row()], 0, id="a price in the place of a tier"),
        pytest.param([row()], [row(terms={"wsp": Money("EUR", Decimal("6.99"))})], 1, id="another currency"),
        pytest.param([row()], None, 0, id="what leaves has no price"),
    ],
)
def test_counts(live: list, git: list | None, expected: int) -> None:
    assert count(live, git) == expected


def test_a_window_that_is_over_is_no_price_of_today() -> None:
    old = row(window=a_window(-30, -20), srp="1.00")

    assert count([old, row()], [row(srp="9.49")]) == 0
