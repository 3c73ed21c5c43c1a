"""Days, counts and lists as findings say them."""

from collections.abc import Sequence
from datetime import date

_MONTHS = [
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
]


def day_text(day: date) -> str:
    """`1 October 2026`, whatever the language of the machine."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def days_text(count: int) -> str:
    """`1 day`, `1,204 days`."""
    return "1 day" if count == 1 else f"{count:,} days"


def listed(items: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
