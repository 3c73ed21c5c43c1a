"""Which pre-orders have to say from when they may be shown."""

import pytest
from unit.catalog.reading import EST, NOW, movie, read

from pvsync.rules.rule import Setting
from pvsync.rules.windows.pv305_poest_without_suppression_lift import check

POEST = EST.replace("EST", "POEST")


@pytest.mark.parametrize(
    ("avail", "messages"),
    [
        (POEST, ["the pre-order in US does not say from when it may be shown"]),
        (f"{POEST}, suppression_lift: 2026-01-01", []),
        (POEST.replace("2031-01-14", "2026-01-31"), []),
        (EST, []),
    ],
)
def test_words(avail: str, messages: list[str]) -> None:
    (title,), _ = read(movie(avail))

    assert [remark.message for remark in check(title, Setting(NOW))] == messages
