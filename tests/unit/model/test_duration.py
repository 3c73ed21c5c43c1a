"""Durations in one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsync.model.duration import canonical_duration

parts = st.tuples(*[st.integers(0, 999) for _ in range(5)])


@given(parts)
def test_equal_durations_have_one_spelling_and_it_is_its_own(given_parts: tuple[int, ...]) -> None:
    weeks, days, hours, minutes, seconds = given_parts
    total = (weeks * 7 + days) * 86400 + hours * 3600 + minutes * 60 + seconds
    text = canonical_duration(f"P{weeks}W{days}DT{hours}H{minutes}M{seconds}S")

    assert text == canonical_duration(f"PT{total}S") == canonical_duration(f" {text.lower()} ")
    assert text.startswith("PT")
    assert total or text == "PT0H"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [("P30D", "PT720H"), ("PT48H", "PT48H"), ("PT90M", "PT1H30M"), ("PT59S", "PT59S"), ("P1W", "PT168H")],
)
def test_hours_come_first(text: str, canonical: str) -> None:
    assert canonical_duration(text) == canonical


@pytest.mark.parametrize(
    "text",
    ["", "P", "PT", "P1DT", "P1M", "P1Y", "PT1.5H", "48H", "PT48", "P-1D", "PT1H1", "P" + "9" * 5000 + "D"],
)
def test_what_has_no_fixed_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"duration|digits"):
        canonical_duration(text)
