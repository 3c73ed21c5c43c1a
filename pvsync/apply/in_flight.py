"""The scopes whose write is not settled: no scope is ever in two writes at once, nor is one write in two requests."""

import threading
from collections.abc import Sequence

from pvsync.model.plan import Change
from pvsync.model.scope import Scope


class InFlight:
    """Guards the service against ourselves; a breach is a fault of the packing, never of the data."""

    def __init__(self) -> None:
        self._open: set[Scope] = set()
        self._sent: set[tuple[Scope, bool, int]] = set()
        self._lock = threading.Lock()

    def begin(self, changes: Sequence[Change], attempt: int) -> None:
        """Take the scopes of changes for a write.

        Args:
            changes: The changes of one request.
            attempt: 1, or 2 for those that a reading showed not to be done.

        Raises:
            RuntimeError: If one is in flight, was sent in this attempt, or stands twice in the request.
        """
        with self._lock:
            seen: set[Scope] = set()
            for change in changes:
                scope, write = change.scope, (change.scope, change.is_first, attempt)
                if scope in seen or scope in self._open or write in self._sent:
                    raise RuntimeError(f"a second write of one scope in one run: {scope}")
                seen.add(scope)
            self._open |= seen
            self._sent |= {(change.scope, change.is_first, attempt) for change in changes}

    def end(self, scopes: Sequence[Scope]) -> None:
        """Let go of scopes whose write has an answer, or is given up as unknown."""
        with self._lock:
            self._open.difference_update(scopes)
