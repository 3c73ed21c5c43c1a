from dataclasses import replace

import pytest
from builders import DAY, NOW, a_transaction, a_window, an_avail

from pvsync.apply.states import same_state
from pvsync.model.avail import Absent, Avail, Present

OVER = a_transaction(window=a_window(-20, -11), license="VOD")
OPEN = a_transaction(window=a_window(-10, 30))
OTHER = a_transaction(window=a_window(-10, 31))


@pytest.mark.parametrize(
    ("state", "reading", "same"),
    [
        (None, Absent(), True),
        (an_avail(OVER), Absent(), True),
        (an_avail(OVER, OPEN), Absent(), False),
        (None, Present(an_avail(OPEN)), False),
        (None, Present(an_avail(OVER)), False),
        (an_avail(OPEN), Present(an_avail(OPEN)), True),
        (an_avail(OVER, OPEN), Present(an_avail(OPEN)), True),
        (an_avail(OPEN), Present(an_avail(OPEN, OVER)), True),
        (an_avail(OPEN), Present(an_avail(replace(OPEN, id="another id"))), True),
        (an_avail(OPEN), Present(an_avail(OTHER)), False),
        (an_avail(OPEN), Present(an_avail(OPEN, licensor="other")), False),
        (an_avail(OVER), Present(an_avail(OPEN)), False),
        (an_avail(OVER), Present(replace(an_avail(), transactions=())), True),
    ],
)
def test_same_state(state: Avail | None, reading: Present | Absent, same: bool) -> None:  # noqa: FBT001
    assert same_state(state, reading, NOW) is same


def test_a_window_that_ended_since_the_plan_counts_no_more() -> None:
    assert not same_state(an_avail(OPEN), Absent(), NOW)
    assert same_state(an_avail(OPEN), Absent(), NOW + 31 * DAY)
