"""Where a command speaks: streams, width, colour and clock as values."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from datetime import datetime

_WIDTH = 100


class Screen(NamedTuple):
    """What a command may say and how; a named tuple, because `--help` has no time to load dataclasses.

    Args:
        out: Results.
        err: Progress and errors.
        width: Columns.
        colour: Whether results may have colour.
        err_colour: Whether errors may have colour.
        interactive: Whether a person sits there and can answer.
        now: The clock.
    """

    out: TextIO
    err: TextIO
    width: int
    colour: bool
    err_colour: bool
    interactive: bool
    now: "Callable[[], datetime]"

    def say(self, text: str) -> None:
        """Print a result."""
        self.out.write(text if text.endswith("\n") else text + "\n")
        self.out.flush()

    def note(self, text: str) -> None:
        """Print something beside the result."""
        self.err.write(text if text.endswith("\n") else text + "\n")
        self.err.flush()


def this_screen() -> Screen:
    """The screen of this process."""
    import shutil
    from datetime import UTC, datetime

    allowed = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Screen(
        out=sys.stdout,
        err=sys.stderr,
        width=shutil.get_terminal_size((_WIDTH, 24)).columns if sys.stdout.isatty() else _WIDTH,
        colour=allowed and sys.stdout.isatty(),
        err_colour=allowed and sys.stderr.isatty(),
        interactive=sys.stdin.isatty() and sys.stdout.isatty(),
        now=lambda: datetime.now(UTC),
    )
