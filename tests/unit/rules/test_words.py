"""Words of findings."""

from datetime import date

import pytest

from pvsync.rules.words import day_text, days_text, listed


def test_days_and_lists() -> None:
    assert (day_text(date(2026, 10, 1)), day_text(date(2026, 12, 31))) == (
        "1 October 2026",
        "31 December 2026",
    )
    assert (days_text(1), days_text(1204)) == ("1 day", "1,204 days")


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_a_list_is_a_phrase(items: list[str], text: str) -> None:
    assert listed(items) == text
