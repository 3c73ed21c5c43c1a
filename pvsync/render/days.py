"""Instants as a rights manager says them: a day in the territory, in English."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MINUTE, _HOUR = 60, 3600


class Edge(StrEnum):
    """Which end of a window an instant is: a day starts at its first second and ends at its last."""

    START = "start"
    END = "end"


_WHOLE_DAY = {Edge.START: time(0, 0, 0), Edge.END: time(23, 59, 59)}


def day_text(day: date) -> str:
    """`1 October 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def local_text(instant: datetime, zone: tzinfo, edge: Edge) -> str:
    """The territory's day; with the time where it is not the first (or last) second of the day."""
    local = instant.astimezone(zone)
    if local.time() == _WHOLE_DAY[edge]:
        return day_text(local.date())
    return f"{day_text(local.date())} at {_clock(local.time())}"


def utc_text(instant: datetime) -> str:
    """`1 October 2026, 12:00 UTC`."""
    moment = instant.astimezone(UTC)
    return f"{day_text(moment.date())}, {moment:%H:%M} UTC"


def span_text(seconds: float) -> str:
    """A length of time that is easy to grasp: `8 seconds`, `3 minutes`, `2 hours`."""
    whole = max(1, round(seconds))
    if whole < 2 * _MINUTE:
        return _some(whole, "second")
    if whole < 2 * _HOUR:
        return _some(round(whole / _MINUTE), "minute")
    return _some(round(whole / _HOUR), "hour")


def last_day(until: datetime, zone: tzinfo) -> date:
    """The last day of something that lasts until an instant, which is itself no longer part of it."""
    return (until - timedelta(seconds=1)).astimezone(zone).date()


def _clock(moment: time) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _some(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
