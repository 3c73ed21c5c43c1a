import pytest
from golden.calendars import CALENDARS

from pvsync.render.calendar_text import FORMAT
from pvsync.render.screen import Screen, cells
from pvsync.render.view_calendar import calendar_view


@pytest.mark.parametrize("case", CALENDARS)
@pytest.mark.parametrize("width", [60, 80, 100, 140, 300])
def test_no_line_is_wider_than_the_screen(case: str, width: int) -> None:
    for text in FORMAT.render(calendar_view(CALENDARS[case]), Screen(width)).decode().splitlines():
        assert cells(text) <= width


def test_nothing_from_outside_reaches_the_screen_armed() -> None:
    said = FORMAT.render(calendar_view(CALENDARS["calendar_busy"]), Screen(100)).decode()
    assert not {character for character in said if not character.isprintable() and character != "\n"}


def test_places_stand_below_each_other_where_there_is_room() -> None:
    said = FORMAT.render(calendar_view(CALENDARS["calendar_busy"]), Screen(200)).decode()
    before = [line.partition(" catalog/")[0] for line in said.splitlines() if " catalog/" in line]
    assert len({cells(text) for text in before}) == 1
