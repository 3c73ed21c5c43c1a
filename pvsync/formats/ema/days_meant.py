"""The days that a text may mean which is not written as a day: for a hint, and never for a value."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_NAMED = re.compile(r"(\d{1,2})[ .-]+([A-Za-z]{3,9})[ .,-]+(\d{4}|\d{2})")
_MONTH_NAMED = re.compile(r"([A-Za-z]{3,9})[ .-]+(\d{1,2})[ ,.-]+(\d{4})")
_SERIAL = re.compile(r"\d{5}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EPOCH = date(1899, 12, 30)
_CENTURY, _TWO_DIGITS = 2000, 100


def days_meant(text: str) -> list[date]:
    """Every day that may be meant, in order; none where it cannot be told."""
    return sorted(set(_days(text)))


def day_hint(text: str) -> str:
    """What to write in its place; empty where it cannot be told."""
    return " or ".join(f"`{day}`" for day in days_meant(text))


def _days(text: str) -> Iterator[date]:
    if found := (_YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)):
        yield from _day(found[1], found[2], found[3])
    elif found := _YEAR_LAST.fullmatch(text):
        # `03/04/2026` is March in the US and April elsewhere.
        yield from _day(found[3], found[1], found[2])
        yield from _day(found[3], found[2], found[1])
    elif found := _DAY_NAMED.fullmatch(text):
        yield from _day(found[3], _month(found[2]), found[1])
    elif found := _MONTH_NAMED.fullmatch(text):
        yield from _day(found[3], _month(found[1]), found[2])
    elif _SERIAL.fullmatch(text):
        yield _EPOCH + timedelta(days=int(text))


def _month(name: str) -> int:
    short = name[:3].casefold()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _day(year: str, month: str | int, day: str) -> Iterator[date]:
    whole = int(year) if int(year) >= _TWO_DIGITS else _CENTURY + int(year)
    try:
        yield date(whole, int(month), int(day))
    except ValueError:
        return
