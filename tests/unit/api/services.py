"""Stand-ins for the service that tests of the client share, and what it takes to talk to them."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pvsync.api.credentials import Credentials
from pvsync.api.settings import ApiSettings
from pvsync.emulator.server import Emulator
from pvsync.model.secret import Secret


def credentials_of(emulator: Emulator) -> Credentials:
    folder = emulator.folder
    return Credentials(folder.client_key, folder.client, folder.authority, Secret(emulator.api_key))


def settings_of(url: str, **changes: Any) -> ApiSettings:
    """Fast settings: the limits themselves are tested elsewhere."""
    given = {
        "licensor": "acme",
        "requests_per_second": 500,
        "open_requests": 5,
        "backoff": 0.001,
        "timeout": 5.0,
    }
    return ApiSettings(url=url, **{**given, **changes})


@dataclass(frozen=True, slots=True)
class Reply:
    """What the tiny server says to one request; of its body, so many bytes are promised and never come."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Heard:
    """One request that the tiny server got."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class TinyServer:
    """An HTTPS server that plays back replies; the last one again and again."""

    url: str
    replies: "list[Reply | Callable[[Heard], Reply]]" = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)

    def say(self, *replies: "Reply | Callable[[Heard], Reply]") -> None:
        self.replies[:] = replies


@contextmanager
def tiny_server(emulator: Emulator) -> Iterator[TinyServer]:
    """The tiny server, with the emulator's certificates and no demand for a client's."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(emulator.folder.server, emulator.folder.server_key)
    tiny = TinyServer("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            tiny.heard.append(Heard(self.command, self.path, headers, self.rfile.read(length)))
            reply = tiny.replies.pop(0) if len(tiny.replies) > 1 else tiny.replies[0]
            if callable(reply):
                reply = reply(tiny.heard[-1])
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body) + reply.missing))
            self.end_headers()
            self.wfile.write(reply.body)
            self.close_connection = self.close_connection or reply.missing > 0

        do_GET = do_PUT = do_POST = do_DELETE = answer  # noqa: N815 - the names that http.server asks for

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that hangs up is part of the test."""

    server = Server(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    tiny.url = f"https://127.0.0.1:{server.server_port}"
    try:
        yield tiny
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
