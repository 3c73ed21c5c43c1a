"""A service that drips: each byte in time, and the whole never; both clients give up at their one deadline."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from unit.api.services import credentials_of, settings_of

from pvsync.api.governor import Governor
from pvsync.api.session import Request, Session
from pvsync.datasets.clock import Clock
from pvsync.datasets.http import Ask, Http
from pvsync.datasets.settings import DatasetsSettings
from pvsync.emulator.server import Emulator
from pvsync.errors import TimedOut

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
DRIPS = {
    "a header, byte by byte": (HEAD + b"X-Drip: ", b"x"),
    "short headers": (HEAD, b"X: y\r\n"),
    "a body of blanks": (HEAD + b"Content-Length: 100000\r\n\r\n", b" "),
}
PAUSE = 0.01
READ = 0.1
"""Seconds for one piece; all of an answer may take four times as long, and a drip comes well within the first."""


@contextmanager
def dripping(emulator: Emulator, first: bytes, drip: bytes) -> Iterator[str]:
    """A TLS server that answers everything so, until the test is over."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(emulator.folder.server, emulator.folder.server_key)
    done = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(5)

    def serve() -> None:
        with suppress(OSError), context.wrap_socket(listener.accept()[0], server_side=True) as line:
            line.recv(65536)
            line.sendall(first)
            while not done.wait(PAUSE):
                line.sendall(drip)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        done.set()
        listener.close()
        thread.join()


@pytest.mark.parametrize("name", DRIPS)
def test_an_answer_that_drips_ends_at_its_deadline(emulator: Emulator, name: str) -> None:
    threads = threading.active_count()
    with dripping(emulator, *DRIPS[name]) as url:
        session = Session(
            settings_of(url, timeout=READ), credentials_of(emulator), Governor(500, 5, budget=10)
        )
        with pytest.raises(TimedOut):
            session.send(Request("GET", "/v1/acme/avail/X"))
        session.close()
    with dripping(emulator, *DRIPS[name]) as url:
        http = Http(DatasetsSettings(ca=emulator.folder.authority, timeout=READ), Clock())
        with pytest.raises(TimedOut):
            http.json(Ask("the Datasets API", url))
        http.close()
    assert threading.active_count() == threads


def test_the_next_request_has_a_deadline_of_its_own(emulator: Emulator) -> None:
    """The connection is kept; the time of the first answer is not charged to the second."""
    session = Session(
        settings_of(emulator.url, timeout=5.0), credentials_of(emulator), Governor(500, 5, budget=10)
    )
    now = [0.0]
    session._clock = lambda: now[0]
    for _ in range(3):
        session.send(Request("GET", "/v1/acme/avail/NONE"))
        now[0] += 1000.0
    session.close()
