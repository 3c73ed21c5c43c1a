"""Where a command speaks: streams, width, colour and clock as values."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, TextIO

from pvsync.errors import OutputFailed

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
        said: Grows with each result that was printed.
    """

    out: TextIO
    err: TextIO
    width: int
    colour: bool
    err_colour: bool
    interactive: bool
    now: "Callable[[], datetime]"
    said: "list[bool] | None" = None

    def say(self, text: str) -> None:
        """Print a result.

        Raises:
            OutputFailed: If it cannot be written, as on a full disk.
            BrokenPipeError: If nobody reads it any more.
        """
        try:
            self.out.write(text if text.endswith("\n") else text + "\n")
            self.out.flush()
            if self.said is not None:
                self.said.append(True)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputFailed(
                f"the output cannot be written ({error.strerror})",
                advice="see where standard output goes, and whether the disk has room",
            ) from error

    def note(self, text: str) -> None:
        """Print something beside the result; where that cannot be written, there is nobody to tell."""
        with suppress(OSError):
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
        said=[],
    )
