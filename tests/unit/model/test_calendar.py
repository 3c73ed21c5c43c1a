from dataclasses import replace
from datetime import UTC, date, datetime

from pvsync.model.calendar import Event, What

AT = datetime(2026, 7, 1, 4, tzinfo=UTC)
END = Event(AT, date(2026, 7, 1), None, What.CERTIFICATE, None, None)


def test_events_stand_by_the_day_of_their_territory_then_by_instant() -> None:
    earlier_day = replace(END, day=date(2026, 6, 30), at=AT.replace(hour=9))
    later = replace(END, at=AT.replace(hour=5))
    assert sorted([later, END, earlier_day], key=lambda event: event.sort_key) == [earlier_day, END, later]
