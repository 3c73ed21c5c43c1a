"""Two clocks beside each other: how far apart they may be, and how that is said."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from pvsync.model.check import CheckState
from pvsync.workflows.doctor_clock import clock

THERE = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "state", "words"),
    [
        (0, CheckState.OK, "within a minute"),
        (60, CheckState.OK, "within a minute"),
        (-60, CheckState.OK, "within a minute"),
        (61, CheckState.WARN, "1 minute ahead of"),
        (-5 * 60, CheckState.WARN, "5 minutes behind"),
        (5 * 60 + 1, CheckState.FAIL, "5 minutes ahead of"),
        (3600, CheckState.FAIL, "60 minutes ahead of"),
        (-7200, CheckState.FAIL, "2 hours behind"),
        (36 * 3600, CheckState.FAIL, "36 hours ahead of"),
        (-48 * 3600, CheckState.FAIL, "2 days behind"),
    ],
)
def test_how_far_apart(seconds: int, state: CheckState, words: str) -> None:
    found = clock(THERE, THERE + timedelta(seconds=seconds))
    assert found.state is state
    assert words in found.sentence
    assert bool(found.advice) is (state is not CheckState.OK)


def test_zones_are_no_difference() -> None:
    here = THERE.astimezone(timezone(timedelta(hours=9)))
    assert clock(THERE, here).sentence == "2026-06-01 12:00:00 UTC, within a minute of the service's"


def test_a_service_that_does_not_say() -> None:
    found = clock(None, THERE)
    assert found.state is CheckState.SKIPPED
    assert found.advice
