"""The scopes whose write is not settled: no scope is ever in two writes at once, nor in two writes of one attempt."""

import threading
from collections.abc import Sequence

from pvsync.model.scope import Scope


class InFlight:
    """Guards the service against ourselves; a breach is a fault of the packing, never of the data."""

    def __init__(self) -> None:
        self._open: set[Scope] = set()
        self._sent: set[tuple[Scope, int]] = set()
        self._lock = threading.Lock()

    def begin(self, scopes: Sequence[Scope], attempt: int) -> None:
        """Take scopes for a write.

        Args:
            scopes: The scopes of one request.
            attempt: 1, or 2 for those that a reading showed not to be done.

        Raises:
            RuntimeError: If one is in flight, was sent in this attempt, or stands twice in the request.
        """
        with self._lock:
            seen: set[Scope] = set()
            for scope in scopes:
                if scope in seen or scope in self._open or (scope, attempt) in self._sent:
                    raise RuntimeError(f"a second write of one scope in one run: {scope}")
                seen.add(scope)
            self._open |= seen
            self._sent |= {(scope, attempt) for scope in seen}

    def end(self, scopes: Sequence[Scope]) -> None:
        """Let go of scopes whose write has an answer, or is given up as unknown."""
        with self._lock:
            self._open.difference_update(scopes)
