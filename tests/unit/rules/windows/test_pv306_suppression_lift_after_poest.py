"""Days of showing a pre-order, against its end."""

import pytest
from unit.catalog.reading import EST, NOW, movie, read

from pvsync.rules.rule import Setting
from pvsync.rules.windows.pv306_suppression_lift_after_poest import check

POEST = EST.replace("EST", "POEST").replace("2031-01-14", "2026-10-31")


@pytest.mark.parametrize(
    ("lift", "spoken"),
    [
        ("2026-10-31", False),
        ("2026-11-01", True),
        ("2026-11-01T03:59:58Z", False),
        ("2026-11-01T03:59:59Z", True),
        ("2025-01-01", False),
    ],
)
def test_a_lift_at_the_end_is_too_late(lift: str, spoken: bool) -> None:  # noqa: FBT001 - a case
    (title,), _ = read(movie(f"{POEST}, suppression_lift: {lift}"))

    assert [remark.place.line for remark in check(title, Setting(NOW))] == [5] * spoken


def test_a_sale_is_no_pre_order() -> None:
    (title,), _ = read(movie(f"{POEST.replace('POEST', 'EST')}, suppression_lift: 2026-11-01"))

    assert list(check(title, Setting(NOW))) == []
