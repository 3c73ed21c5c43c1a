from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from pvsync.render.days import Edge, day_text, last_day, local_text, span_text, utc_text

NEW_YORK = ZoneInfo("America/New_York")


def test_a_day_is_written_as_people_say_it() -> None:
    assert day_text(date(2026, 10, 1)) == "1 October 2026"
    assert utc_text(datetime(2026, 10, 1, 2, 5, tzinfo=UTC)) == "1 October 2026, 02:05 UTC"


@pytest.mark.parametrize(
    ("instant", "edge", "said"),
    [
        ("2026-10-01T04:00:00+00:00", Edge.START, "1 October 2026"),
        ("2026-10-01T03:59:59+00:00", Edge.END, "30 September 2026"),
        ("2026-10-01T04:00:00+00:00", Edge.END, "1 October 2026 at 00:00"),
        ("2026-10-01T22:30:00+00:00", Edge.START, "1 October 2026 at 18:30"),
        ("2026-10-01T22:30:07+00:00", Edge.START, "1 October 2026 at 18:30:07"),
    ],
)
def test_the_time_shows_only_where_it_is_no_whole_day(instant: str, edge: Edge, said: str) -> None:
    assert local_text(datetime.fromisoformat(instant), NEW_YORK, edge) == said


def test_the_last_day_is_the_one_before_the_end_is_over() -> None:
    assert last_day(datetime(2026, 10, 1, 4, tzinfo=UTC), NEW_YORK) == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "1 second"), (8, "8 seconds"), (119, "119 seconds"), (180, "3 minutes"), (9000, "2 hours")],
)
def test_lengths_of_time(seconds: float, said: str) -> None:
    assert span_text(seconds) == said
