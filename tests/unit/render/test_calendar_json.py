import json

from golden.calendars import CALENDARS

from pvsync.render.calendar_json import FORMAT
from pvsync.render.screen import Screen
from pvsync.render.view_calendar import calendar_view


def test_it_is_plain_ascii_and_every_event_has_the_same_members() -> None:
    said = FORMAT.render(calendar_view(CALENDARS["calendar_busy"]), Screen(100))
    assert said.isascii()
    events = json.loads(said)["events"]
    assert len({tuple(event) for event in events}) == 1
    assert len(events) == len(CALENDARS["calendar_busy"].events)
