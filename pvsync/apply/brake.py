"""What ends a run early: a person, another machine, a failure that concerns everything, or too many failures."""

import threading

from pvsync.apply.options import Leave, Stop
from pvsync.errors import PvsyncError

INTERRUPTED = "the run was interrupted"
"""Why nothing more is tried after a person or the machine asked for the end."""


class Brake:
    """Asked before anything new is started; pulled from any thread, never released.

    Args:
        stop: Whether a person or the machine wants the end.
        max_failures: Failures that the run lives through, None for no limit.
        leave: Whether the run still has its place, None where nobody else can take it.

    Attributes:
        error: The failure of the gateway that ended the run, None where there was none.
        why: Why the run ends early, as far as it was asked; None where it does not.
        interrupted: Whether anything was left undone because of `stop`.
    """

    def __init__(self, stop: Stop, max_failures: int | None, leave: Leave | None = None) -> None:
        self.error: PvsyncError | None = None
        self.interrupted = False
        self._stop = stop
        self._max_failures = max_failures
        self._leave = leave
        self._failures = 0
        self.why: str | None = None
        self._lock = threading.Lock()

    def reason(self) -> str | None:
        """Why nothing new may be started, None where it may."""
        refusal = None if self._leave is None else self._leave.refusal()
        with self._lock:
            if self._stop.is_set():
                self.interrupted = True
                self.why = self.why or INTERRUPTED
            self.why = self.why or refusal
            return self.why

    def pull(self, why: str) -> None:
        """End the run: what is in flight goes on, nothing new starts. The first reason stays."""
        with self._lock:
            self.why = self.why or why

    def fail(self, error: PvsyncError) -> None:
        """End the run because of a failure that concerns every scope."""
        with self._lock:
            self.error = self.error or error
            self.why = self.why or f"the run stopped: {error.message}"

    def carry_over(self, failures: int) -> None:
        """Count failures of an earlier part of the run: what is about to be settled stops nothing by itself."""
        with self._lock:
            self._failures += failures

    def count(self, failures: int) -> None:
        """Count failures; one that turned out well is counted back with a negative number."""
        with self._lock:
            self._failures += failures
            limit = self._max_failures
            if failures >= 0 and limit is not None and self._failures > limit:
                self.why = self.why or f"the run stopped: more failures than `--max-failures {limit}` allows"
