import re

from golden.calendars import CALENDARS, calendar, event
from golden.cases import COLD_FRONT, HEAT_HAZE, LOW_TIDE

from pvsync.model.calendar import Calendar, What
from pvsync.render.calendar_ics import FORMAT
from pvsync.render.screen import Screen
from pvsync.render.view_calendar import calendar_view

BUSY = CALENDARS["calendar_busy"]


def written(made: Calendar) -> bytes:
    return FORMAT.render(calendar_view(made), Screen(100))


def unfolded(made: Calendar) -> list[str]:
    return written(made).decode().replace("\r\n ", "").split("\r\n")


def uids(made: Calendar) -> list[str]:
    return [line for line in unfolded(made) if line.startswith("UID:")]


def test_lines_end_as_the_standard_says_and_are_no_longer() -> None:
    lines = written(BUSY).split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_no_character_is_cut_in_two() -> None:
    for line in written(BUSY).split(b"\r\n"):
        line.decode()
    assert any("\u9ad8\u6e29" in line for line in unfolded(BUSY))


def test_special_characters_are_escaped_and_control_characters_shown() -> None:
    [summary] = [line for line in unfolded(BUSY) if line.startswith("SUMMARY:3 titles")]
    assert summary.endswith("Low\\\\x1b[31m Tide\\; the \\\\u202eend\\, \\\\ \u9ad8\u6e29")


def test_an_event_is_a_whole_day_of_the_territory() -> None:
    [start] = [
        line for line in unfolded(calendar(event(What.ENDS, HEAT_HAZE, "2026-07-31"))) if "DTSTART" in line
    ]
    [end] = [
        line for line in unfolded(calendar(event(What.ENDS, HEAT_HAZE, "2026-07-31"))) if "DTEND" in line
    ]
    assert (start, end) == ("DTSTART;VALUE=DATE:20260731", "DTEND;VALUE=DATE:20260801")


def test_the_same_thing_keeps_its_id_whatever_stands_beside_it() -> None:
    ending = event(What.ENDS, HEAT_HAZE, "2026-07-31")
    alone = uids(calendar(ending))
    assert alone[0] in uids(calendar(ending, event(What.OPENS, COLD_FRONT, "2026-07-31"), days=30))
    assert alone != uids(calendar(event(What.ENDS, LOW_TIDE, "2026-07-31")))
    assert len(set(uids(BUSY))) == len(uids(BUSY))


def test_parts_open_and_close() -> None:
    begun = [line for line in unfolded(BUSY) if re.match("BEGIN|END", line)]
    assert begun[0] == "BEGIN:VCALENDAR"
    assert begun[-1] == "END:VCALENDAR"
    assert begun[1:-1] == ["BEGIN:VEVENT", "END:VEVENT"] * (len(begun) // 2 - 1)
