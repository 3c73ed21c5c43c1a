"""An approval is exact: of what is refused, by its count, and of nothing else."""

import pytest

from pvsync.errors import PlanStale, PlanUnsafe, UsageError
from pvsync.model.verdict import GuardVerdict, TerritoryVerdict
from pvsync.workflows.approval import Approval, own_approval, read_approval, require, require_still

DARK = GuardVerdict("going_dark", 5, 2, "refuse", says="5 transactions that are on sale go dark")
DELTA = GuardVerdict(
    "delta",
    4,
    None,
    "refuse",
    territories=(TerritoryVerdict("US", 4, 4, 10, 20, "refuse"),),
    says="4 scopes change",
)
PASSED = GuardVerdict("price_move", 0, 0, "pass")


def test_nothing_refused_asks_for_nothing() -> None:
    require((PASSED,), Approval())


def test_every_guard_that_refuses_wants_its_own() -> None:
    require((DARK, DELTA, PASSED), Approval({"going_dark": 5, "delta": 4}))
    with pytest.raises(
        PlanUnsafe, match="delta refuses this plan: 4 scopes change; in US 4 of 10"
    ) as refused:
        require((DARK, DELTA), Approval({"going_dark": 5}))
    assert "`--approve delta=4`" in (refused.value.advice or "")
    with pytest.raises(PlanUnsafe) as refused:
        require((DARK, DELTA), Approval())
    assert "`--approve going_dark=5 --approve delta=4`" in (refused.value.advice or "")


@pytest.mark.parametrize("count", [0, 4, 6, 50])
def test_another_count_is_no_approval(count: int) -> None:
    with pytest.raises(PlanUnsafe, match=f"going_dark counted 5, and {count} is approved"):
        require((DARK,), Approval({"going_dark": count}))


@pytest.mark.parametrize("guard", ["price_move", "window_shortened"])
def test_what_is_not_refused_is_not_approved_in_advance(guard: str) -> None:
    with pytest.raises(PlanUnsafe, match=f"{guard} does not refuse this plan"):
        require((DARK, PASSED), Approval({"going_dark": 5, guard: 0}))


def test_what_came_in_between_makes_a_plan_stale() -> None:
    require_still((DARK,), Approval({"going_dark": 5}))
    require_still((PASSED,), Approval({"going_dark": 5}))
    with pytest.raises(PlanStale, match="other runs came in between, and now going_dark refuses"):
        require_still((DARK,), Approval({"going_dark": 4}))


def test_it_is_read_from_the_command_line() -> None:
    assert read_approval(["going_dark=5", "delta=0"]).counts == {"going_dark": 5, "delta": 0}


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["goingdark=5"], "there is no guard `goingdark`"),
        (["=5"], "there is no guard ``"),
        (["going_dark"], "does not say how many"),
        (["going_dark="], "does not say how many"),
        (["going_dark=-1"], "does not say how many"),
        (["going_dark=5.0"], "does not say how many"),
        (["going_dark=all"], "does not say how many"),
        (["going_dark=5", "going_dark=5"], "names going_dark twice"),
    ],
)
def test_what_is_not_a_guard_and_a_count_is_refused(texts: list[str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        read_approval(texts)


def test_a_command_can_be_its_own_approval_of_what_it_shows() -> None:
    own = own_approval((DARK, DELTA, PASSED), "takedown")

    assert own.counts == {"going_dark": 5, "delta": 4}
    assert own.note.endswith("exactly these counts: going_dark=5 and delta=4")
    require((DARK, DELTA, PASSED), own)
    assert own_approval((PASSED,), "takedown") == Approval()
