"""The limits of one service, shared by every process of a user on this machine: one pace, one set of open requests.

They meet in a folder of the user's cache: a small file that says where the pace stands, and one empty file for each
request that may be open, locked while one is. A lock goes with its process, so a process that dies leaves nothing
behind. Where the folder cannot be used, a process keeps the limits by itself, and the service's 429 does the rest.
"""

import fcntl
import json
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from pvsync.api.pace import Pace, Turns

_T = TypeVar("_T")
_FORMAT = 1
_PATIENCE = 2.0
"""Seconds to wait for the file of the pace: it is held for microseconds, unless its process was stopped in between."""

_LONGEST_TURN = 300.0
"""Seconds to wait for an open request of somebody else; a process that was put to sleep keeps its own for ever."""

_NAP = 0.02
_SAME_BOOT = 60.0
"""Seconds by which two clocks may drift apart before what is kept is taken to be from before a restart."""

_LONGEST_FILE = 16 * 1024


class SharedLimits:
    """The limits of one service on this machine.

    Args:
        folder: Where processes meet; made if it is not there.
        service: What the limits are of: an address and a licensor. No secret goes into a name.
        open_requests: The environment's limit.
        wall: The time of day in seconds, to notice a restart of the machine.
    """

    def __init__(
        self, folder: Path, service: str, open_requests: int, *, wall: Callable[[], float] = time.time
    ) -> None:
        self._folder = folder / blake2b(service.encode(), digest_size=12).hexdigest()
        self._open = open_requests
        self._wall = wall
        self._taken: set[int] = set()
        self._lock = threading.Lock()
        self._turnstile = threading.Lock()

    def pace(self, own: Pace) -> "SharedPace":
        """The pace of all processes, by the rate of this one."""
        return SharedPace(self._folder / "pace.json", own, self._wall)

    @contextmanager
    def slot(self, wait: Callable[[float], object]) -> Iterator[None]:
        """One of the requests that may be open; waits for one.

        Args:
            wait: Waits so many seconds.
        """
        with self._turnstile:
            held = self._take(wait)
        try:
            yield
        finally:
            if held is not None:
                number, descriptor = held
                os.close(descriptor)
                self._free(number)

    def _take(self, wait: Callable[[float], object]) -> tuple[int, int] | None:
        """A slot and its open file; None where there is no telling, or no end to the waiting."""
        left = _LONGEST_TURN
        try:
            queue = _opened(self._folder / "queue")
        except OSError:
            return None
        first = False
        try:
            while left > 0:
                # Whoever is first in the queue keeps everybody else from the next slot: a process with many requests
                # would otherwise be back before one with few has looked again.
                first = first or _try_lock(queue)
                held = self._try() if first else None
                if held is not None:
                    return held
                wait(_NAP)
                left -= _NAP
        except OSError:
            return None
        finally:
            os.close(queue)
        return None

    def _try(self) -> tuple[int, int] | None:
        for number in range(self._open):
            with self._lock:
                if number in self._taken:
                    continue
                self._taken.add(number)
            try:
                descriptor = _held(self._folder / f"open-{number}")
            except OSError:
                self._free(number)
                raise
            if descriptor is not None:
                return number, descriptor
            self._free(number)
        return None

    def _free(self, number: int) -> None:
        with self._lock:
            self._taken.discard(number)


class SharedPace:
    """A pace whose turns are kept in a file; each call reads it, goes on from it, and writes it, under its lock.

    Args:
        path: The file.
        own: The pace of this process: its rate, its budget, and its turns where the file cannot be used.
        wall: The time of day in seconds.
    """

    def __init__(self, path: Path, own: Pace, wall: Callable[[], float]) -> None:
        self._path = path
        self._own = own
        self._wall = wall

    def allow(self, budget: float) -> None:
        """Begin a new budget of pauses; it is this process's own."""
        self._own.allow(budget)

    def reserve(self, now: float) -> float:
        """Take the next turn; the instant at which it may start."""
        return self._together(now, lambda: self._own.reserve(now))

    def start(self, now: float) -> float | None:
        """Start now if that is allowed, else say when to ask again."""
        return self._together(now, lambda: self._own.start(now))

    def came_late(self, now: float, started: float) -> None:
        """Count a start where it may have arrived."""
        self._together(now, lambda: self._own.came_late(now, started))

    def hold(self, now: float, seconds: float) -> bool:
        """Let nothing start for a while; False where the budget of pauses does not allow it."""
        return self._together(now, lambda: self._own.hold(now, seconds))

    def throttled(self, now: float, retry_after: float | None) -> bool:
        """Pause and go slower after a 429; False where the budget of pauses is spent."""
        return self._together(now, lambda: self._own.throttled(now, retry_after))

    def went_well(self, now: float, started: float) -> None:
        """Raise the pace a little after an answer that was no 429."""
        # While nothing is slowed down there is nothing to write.
        if self._own.turns.factor > 1:
            self._together(now, lambda: self._own.went_well(now, started))

    def _together(self, now: float, step: Callable[[], _T]) -> _T:
        try:
            descriptor = _opened(self._path)
        except OSError:
            return step()
        try:
            if not _locked(descriptor):
                return step()
            kept = _read(descriptor, now, self._wall())
            if kept is not None:
                self._own.turns = kept
            done = step()
            with suppress(OSError):
                _write(descriptor, self._own.turns, now, self._wall())
            return done
        finally:
            os.close(descriptor)


def _opened(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
    try:
        return os.open(path, flags, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path, flags, 0o600)


def _held(path: Path) -> int | None:
    """A file, open and locked; None where somebody else has it locked."""
    descriptor = _opened(path)
    if _try_lock(descriptor):
        return descriptor
    os.close(descriptor)
    return None


def _locked(descriptor: int) -> bool:
    deadline = time.monotonic() + _PATIENCE
    while not _try_lock(descriptor):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_NAP / 10)
    return True


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(descriptor: int, now: float, wall: float) -> Turns | None:
    """Where the pace stands; None for a file that is new, of another version, or from before a restart."""
    try:
        found = json.loads(os.pread(descriptor, _LONGEST_FILE, 0))
        if found.pop("format") != _FORMAT:
            return None
        drift = (wall - found.pop("wall")) - (now - found.pop("at"))
        starts = deque(float(start) for start in found.pop("starts"))
        numbers = {name: float(value) for name, value in found.items()}
        turns = Turns(starts=starts, **numbers)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return turns if abs(drift) < _SAME_BOOT else None


def _write(descriptor: int, turns: Turns, now: float, wall: float) -> None:
    numbers = asdict(turns) | {"starts": list(turns.starts)}
    data = json.dumps({"format": _FORMAT, "at": now, "wall": wall, **numbers}).encode()
    os.pwrite(descriptor, data, 0)
    os.ftruncate(descriptor, len(data))
