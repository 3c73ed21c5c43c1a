"""Everything an avail can be refused for: one file per group, all findings of one avail together.

A check takes a submission and yields one sentence per finding. A new group is one new file and one entry
in `CHECKS`.
"""

from collections.abc import Callable, Iterator

from pvsync.emulator.checks import bundles, contents, formats, members, parts, scope, windows
from pvsync.emulator.submission import Submission

CHECKS: tuple[Callable[[Submission], Iterator[str]], ...] = (
    *members.CHECKS,
    *scope.CHECKS,
    *windows.CHECKS,
    *formats.CHECKS,
    *bundles.CHECKS,
    *contents.CHECKS,
    *parts.CHECKS,
)


def findings(submission: Submission) -> list[str]:
    """Every reason to refuse an avail, in the order of `CHECKS`; empty where it is accepted."""
    return [finding for check in CHECKS for finding in check(submission)]
