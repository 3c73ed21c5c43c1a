"""Whether this machine and the service agree what time it is."""

from datetime import UTC, datetime, timedelta

from pvsync.model.check import Check, CheckState

_CLOSE = timedelta(minutes=1)
"""An answer tells whole seconds, and takes some itself."""

_FAR = timedelta(hours=1)
"""From here on windows begin and end at other hours than planned; from a day on, on other days."""

_UNITS = ((24 * 60, "day"), (60, "hour"), (1, "minute"))
_ADVICE = "let this machine take its time from the network, then run `pvsync doctor` again"


def clock(there: datetime | None, here: datetime) -> Check:
    """The check of the clock.

    Args:
        there: What the service's clock showed, None where it did not say.
        here: What this machine's clock showed when that answer was in.
    """
    if there is None:
        return Check(
            "clock",
            CheckState.SKIPPED,
            "the service does not say what time it is",
            "see that this machine takes its time from the network",
        )
    apart = abs(here - there)
    if apart <= _CLOSE:
        return Check("clock", CheckState.OK, f"{_shown(here)}, within a minute of the service's")
    side = "behind" if here < there else "ahead of"
    sentence = f"{_span(apart)} {side} the service's: {_shown(here)} here, {_shown(there)} there"
    return Check("clock", CheckState.WARN if apart < _FAR else CheckState.FAIL, sentence, _ADVICE)


def _shown(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _span(apart: timedelta) -> str:
    minutes = round(apart.total_seconds() / 60)
    size, unit = next((size, unit) for size, unit in _UNITS if minutes >= 2 * size or size == 1)
    number = round(minutes / size)
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
