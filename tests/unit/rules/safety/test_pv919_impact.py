"""The guard counts what too many watched and what is unknown, and never a sum of channels."""

from collections.abc import Mapping

import pytest
from builders import NOW
from guarded import gone, scope_of
from hypothesis import given
from hypothesis import strategies as st

from pvsync.model.audience import ChannelAudience, Hit, ScopeAudience
from pvsync.model.guarded import GuardedPlan, Recent, Threshold
from pvsync.model.scope import Scope
from pvsync.model.verdict import GuardVerdict
from pvsync.rules.safety.pv919_impact import GUARD
from pvsync.rules.verdicts import usual_thresholds, verdicts


def watched(*viewers: int, number: int = 0, unknown: str = "", outside: bool = False) -> ScopeAudience:
    channels = tuple(
        ChannelAudience(f"channel-{index}", 1, ("US",), count, None, NOW)
        for index, count in enumerate(viewers)
    )
    return ScopeAudience(scope_of(number), "Heat Haze", (Hit.WITHDRAWN,), channels, unknown, outside)


def judged(
    audience: Mapping[Scope, ScopeAudience], threshold: Threshold, recent: tuple[Recent, ...] = ()
) -> dict[str, GuardVerdict]:
    off = {name: Threshold(is_off=True) for name in usual_thresholds()}
    plan = GuardedPlan(
        NOW, (gone(0),), frozenset(), recent, thresholds={**off, "impact": threshold}, audience=audience
    )
    return {one.guard: one for one in verdicts(plan)}


def verdict(one: ScopeAudience, threshold: Threshold) -> tuple[int, str]:
    found = judged({one.scope: one}, threshold)["impact"]
    return found.count, found.verdict


@pytest.mark.parametrize(
    ("viewers", "expected"), [(499, (0, "pass")), (500, (0, "pass")), (501, (1, "refuse"))]
)
def test_below_at_and_above_the_threshold(viewers: int, expected: tuple[int, str]) -> None:
    assert verdict(watched(viewers), Threshold(count=0, subscribers=500)) == expected


@given(st.lists(st.integers(1, 500), min_size=1, max_size=6))
def test_channels_are_never_added(viewers: list[int]) -> None:
    assert verdict(watched(*viewers), Threshold(count=0, subscribers=500)) == (0, "pass")


def test_what_is_unknown_counts_unless_it_is_let_pass_or_could_never_be_known() -> None:
    strict, loose = (
        Threshold(count=0, subscribers=500),
        Threshold(count=0, subscribers=500, passes_unknown=True),
    )
    assert verdict(watched(unknown="the store of datasets is empty"), strict) == (1, "refuse")
    assert verdict(watched(unknown="the store of datasets is empty"), loose) == (0, "pass")
    assert verdict(watched(unknown="subscription channels only", outside=True), strict) == (0, "pass")


def test_off_it_says_nothing_and_on_without_numbers_one_subscriber_is_enough() -> None:
    one = watched(1)
    assert "impact" not in judged({one.scope: one}, GUARD.usual)
    assert verdict(one, Threshold(count=0, subscribers=0)) == (1, "refuse")


def test_what_was_hit_in_the_last_day_counts_along() -> None:
    recent = (Recent(scope_of(5), counted={"impact": 1}),)
    one = watched(7)
    found = judged({one.scope: one}, Threshold(count=1, subscribers=0), recent)["impact"]
    assert (found.count, found.earlier, found.verdict) == (2, 1, "refuse")
