"""Format profiles: which there are, and that `Max` is for box sets and collections only.

domain: bundles, rejection reasons 10 and 11.
"""

from collections.abc import Iterator

from pvsync.emulator.submission import SINGLE_FORMATS, Submission


def check_formats(submission: Submission) -> Iterator[str]:
    """A bundle takes SD, HD, UHD, 4K and Max, everything else the first four."""
    allowed = SINGLE_FORMATS | {"Max"} if submission.is_bundle else SINGLE_FORMATS
    for at, transaction in submission.placed:
        value = transaction.format_profile
        if value is not None and value not in allowed:
            yield f"Transaction[{at}].FormatProfile {value} is not one of {', '.join(sorted(allowed))}"


CHECKS = (check_formats,)
