"""Two clocks that should agree: this machine's and the service's."""

from datetime import UTC, datetime, timedelta

LARGEST_SKEW = timedelta(minutes=5)
"""Beyond this nothing is written: what is written today would begin or end at another hour of the service's."""

ADVICE = "see which of the two clocks is wrong; let this machine take its time from the network (NTP)"


def skew_sentence(there: datetime, here: datetime) -> str | None:
    """Why nothing may be written, None where the clocks agree well enough.

    Args:
        there: What the service's clock shows.
        here: What this machine's clock shows at that time.
    """
    if abs(here - there) <= LARGEST_SKEW:
        return None
    return f"{apart_words(there, here)}; {ADVICE}"


def apart_words(there: datetime, here: datetime) -> str:
    """How far apart two clocks are, with what each shows."""
    side = "behind" if here < there else "ahead of"
    span = span_words(abs(here - there))
    return f"this machine's clock is {span} {side} the service's: {clock_text(here)} here, {clock_text(there)} there"


def clock_text(at: datetime) -> str:
    """What a clock shows, to the second."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def span_words(apart: timedelta) -> str:
    """A span in the largest unit of which it has two."""
    minutes = round(apart.total_seconds() / 60)
    size, unit = next((size, unit) for size, unit in _UNITS if minutes >= 2 * size or size == 1)
    number = round(minutes / size)
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


_UNITS = ((24 * 60, "day"), (60, "hour"), (1, "minute"))
