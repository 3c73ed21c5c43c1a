from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from builders import NOW, a_transaction

from pvsync.model.window import Window
from pvsync.render.values import Shown, item_text, offer_view, shown


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("end", None, "not set"),
        ("exclusive", True, "yes"),
        ("exclusive", False, "no"),
        ("number", 3, "3"),
        ("entitlements", ("DMA:1", "MA:2"), "DMA:1, MA:2"),
        ("languages.asset", ("fr-CA:subtitle",), "fr-CA subtitle"),
        ("languages.asset", (), "not set"),
        ("rental", "PT720H", "30 days"),
        ("watch", "PT48H", "48 hours"),
        ("watch", "PT1H", "1 hour"),
        ("watch", "PT73H", "73 hours"),
        ("watch", "PT1H30M", "PT1H30M"),
        ("end", "when the theatrical window closes", "when the theatrical window closes"),
        ("category", "2026-01-01T05:00:00Z", "2026-01-01T05:00:00Z"),
    ],
)
def test_values(name: str, value: object, text: str) -> None:
    assert shown(name, value, UTC) == Shown(text)


def test_a_date_is_the_territorys_day_and_the_instant() -> None:
    found = shown("start", "2026-01-01T05:00:00Z", ZoneInfo("America/New_York"))
    assert found == Shown("1 January 2026", "2026-01-01T05:00:00Z")


@pytest.mark.parametrize(
    ("window", "period"),
    [
        (Window(NOW, None), "1 June 2026 at 12:00, no end date"),
        (Window(None, NOW), "until 1 June 2026 at 12:00"),
        (Window(None, None), "no dates"),
    ],
)
def test_open_sides_of_a_window_are_said(window: Window, period: str) -> None:
    assert offer_view(a_transaction(window=window), UTC).period == period


def test_items_of_other_lists_are_left_as_they_are() -> None:
    assert item_text("entitlements", "DMA:1") == "DMA:1"
