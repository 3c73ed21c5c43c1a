"""Whether this machine and the service agree what time it is."""

from datetime import datetime, timedelta

from pvsync.model.check import Check, CheckState
from pvsync.model.clocks import LARGEST_SKEW, clock_text, span_words

_CLOSE = timedelta(minutes=1)
"""An answer tells whole seconds, and takes some itself."""

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
        return Check("clock", CheckState.OK, f"{clock_text(here)}, within a minute of the service's")
    side = "behind" if here < there else "ahead of"
    sentence = f"{span_words(apart)} {side} the service's: {clock_text(here)} here, {clock_text(there)} there"
    return Check("clock", CheckState.WARN if apart <= LARGEST_SKEW else CheckState.FAIL, sentence, _ADVICE)
