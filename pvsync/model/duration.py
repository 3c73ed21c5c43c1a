"""ISO 8601 durations in one canonical spelling, as the service writes them (`PT720H`)."""

import re

_DURATION = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)
_MINUTE, _HOUR, _DAY, _WEEK = 60, 3600, 86400, 604800


def canonical_duration(text: str) -> str:
    """One spelling for equal durations: hours first, then minutes and seconds where there are any.

    Thirty days and 720 hours are the same length and become `PT720H`, the unit that the official sample uses.

    Raises:
        ValueError: If the text is not a duration of weeks, days, hours, minutes and seconds. Months and years
            have no fixed length and are refused.
    """
    hours, rest = divmod(seconds_of(text), _HOUR)
    minutes, seconds = divmod(rest, _MINUTE)
    tail = (f"{minutes}M" if minutes else "") + (f"{seconds}S" if seconds else "")
    return f"PT{hours}H{tail}" if hours or not tail else f"PT{tail}"


def seconds_of(text: str) -> int:
    """The length of a duration.

    Raises:
        ValueError: See `canonical_duration`.
    """
    match = _DURATION.fullmatch(text.strip().upper())
    if match is None or not any(match.groupdict().values()) or text.rstrip().upper().endswith("T"):
        raise ValueError("not an ISO 8601 duration of fixed length")
    part = {name: int(value or 0) for name, value in match.groupdict().items()}
    total = part["weeks"] * _WEEK + part["days"] * _DAY
    return total + part["hours"] * _HOUR + part["minutes"] * _MINUTE + part["seconds"]
