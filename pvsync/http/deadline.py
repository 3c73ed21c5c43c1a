"""One deadline for a whole answer: the handshake, the request, the headers and the body, however slowly they drip.

The timeouts of `requests` begin again with every byte, so a service that sends one now and then is never late. Here
every wait on the connection is cut to what is left of the deadline. No thread and no timer is needed: the deadline is
that of the thread that waits, and it belongs to one request, not to the connection that the next one uses again.
"""

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.util.ssl_ import create_urllib3_context

_own = threading.local()


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of the time that an answer may take.

    Args:
        at: When, on the clock.
        clock: Seconds on a clock that never goes back.
    """

    at: float
    clock: Callable[[], float]

    def left(self) -> float:
        """Seconds that are left, zero or less where none are."""
        return self.at - self.clock()


@contextmanager
def deadline(seconds: float, clock: Callable[[], float] = time.monotonic) -> Iterator[Deadline]:
    """Let no wait of this thread on a connection of `DeadlineAdapter` last longer than all of them may.

    What is late raises `TimeoutError`, or what urllib3 and `requests` make of it.

    Args:
        seconds: What all of it may take.
        clock: Seconds on a clock that never goes back.
    """
    before = getattr(_own, "deadline", None)
    mine = Deadline(clock() + seconds, clock)
    _own.deadline = mine
    try:
        yield mine
    finally:
        _own.deadline = before


class DeadlineAdapter(HTTPAdapter):
    """Connections over TLS that keep the deadline of the thread which uses them; one at a time, nothing sent twice."""

    def __init__(self) -> None:
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Open connections in the context that urllib3 makes by itself, with sockets that keep the deadline."""
        context = create_urllib3_context()
        context.sslsocket_class = _Socket
        super().init_poolmanager(*args, **kwargs, ssl_context=context)


class _Socket(ssl.SSLSocket):
    """A socket whose waits end at the deadline of the thread."""

    def do_handshake(self, block: bool = False) -> None:  # noqa: FBT001, FBT002
        with _in_time(self):
            super().do_handshake(block)

    def read(self, *args: Any, **kwargs: Any) -> Any:
        with _in_time(self):
            return super().read(*args, **kwargs)

    def send(self, *args: Any, **kwargs: Any) -> int:
        with _in_time(self):
            return super().send(*args, **kwargs)


@contextmanager
def _in_time(socket: ssl.SSLSocket) -> Iterator[None]:
    """One wait of a socket, cut to what is left."""
    limit: Deadline | None = getattr(_own, "deadline", None)
    if limit is None:
        yield
        return
    left, own = limit.left(), socket.gettimeout()
    if left <= 0:
        raise TimeoutError("the time for this answer is over")
    if own is not None and own <= left:
        yield
        return
    socket.settimeout(left)
    try:
        yield
    finally:
        if socket.fileno() >= 0:
            socket.settimeout(own)
