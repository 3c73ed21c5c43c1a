"""The emulator as something to start and stop: a socket, a thread, and what can be asked from outside."""

import asyncio
import contextlib
import logging
import socket
import threading
from collections.abc import Iterable
from typing import Any, Self

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from pvsync.emulator.app import TRANSPORT, App, Message, Receive, Send
from pvsync.emulator.endpoint import Backstage
from pvsync.emulator.faults import Faults, Stage
from pvsync.emulator.folder import Folder, prepare, read_api_key
from pvsync.emulator.gate import Counters, Gate
from pvsync.emulator.routes.control import dumped, seed
from pvsync.emulator.scopes import Lines
from pvsync.emulator.service import Service
from pvsync.emulator.settings import EmulatorSettings
from pvsync.emulator.store import Store
from pvsync.emulator.switches import settle
from pvsync.emulator.tls import server_context
from pvsync.emulator.wire import JSON
from pvsync.errors import EmulatorError

_KEEP_ALIVE = 75
"""Seconds an idle connection is kept: longer than any client of ours keeps one, so that none is cut in use."""


class Emulator:
    """A local Avails API over HTTPS with client certificates.

    Args:
        settings: How it is set up.

    Raises:
        EmulatorError: A switch that does not exist, a clock without a zone, or a state folder that cannot be used.
    """

    def __init__(self, settings: EmulatorSettings) -> None:
        self.settings = settings
        self.folder = Folder(settings.folder)
        self.faults = Faults()
        for fault in settings.faults:
            self.faults.add(fault)
        switches = settle(settings.assume)
        if settings.clock().tzinfo is None:
            raise EmulatorError("the emulator's clock gives a time without a zone")
        self.authority = prepare(self.folder)
        lines = Lines(
            settings.channel_benefits, switches["free-business-line"], switches["channels-business-line"]
        )
        self._store = Store(self.folder.database)
        self._gate = Gate(settings.requests_per_second, settings.open_requests, settings.monotonic)
        service = Service(self._store, switches, lines, settings.licensors, settings.clock)
        self._backstage = Backstage(service, self._gate, self.faults)
        self._running: _Running | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def port(self) -> int:
        """The port it listens on; the one asked for while it does not."""
        return self.settings.port if self._running is None else self._running.port

    @property
    def url(self) -> str:
        """Its base URL, without `/v1`."""
        host = f"[{self.settings.host}]" if ":" in self.settings.host else self.settings.host
        return f"https://{host}:{self.port}"

    @property
    def api_key(self) -> str:
        """The key it takes; never to be printed."""
        return read_api_key(self.folder)

    def start(self) -> None:
        """Listen in a thread of its own; returns once requests are answered.

        Raises:
            EmulatorError: The port is taken, or it is running already.
        """
        if self._running is not None:
            raise EmulatorError("the emulator is running already")
        listener = _listen(self.settings.host, self.settings.port)
        app = App(self.settings, self._backstage, self.api_key)
        self._running = _Running(listener, app, server_context(self.folder, self._refuses))

    def stop(self) -> None:
        """Drop every connection and stop listening; what is held stays. Nothing happens where it is stopped."""
        if self._running is not None:
            self._running.stop()
            self._running = None

    def close(self) -> None:
        """Stop, and let go of the state folder: it cannot be started again."""
        self.stop()
        self._store.close()

    def wait(self) -> None:
        """Let it run until it stops or the process is interrupted (Ctrl-C), then close it."""
        try:
            if self._running is not None:
                self._running.join()
        except KeyboardInterrupt:
            pass
        finally:
            self.close()

    def serve_forever(self) -> None:
        """Start, and run until interrupted.

        Raises:
            EmulatorError: The port is taken.
        """
        self.start()
        self.wait()

    def counters(self) -> Counters:
        """What came in since the start or the last reset."""
        return self._gate.counters()

    def reset_counters(self) -> None:
        """Count from zero."""
        self._gate.reset()

    def dump(self) -> list[JSON]:
        """Every scope that is held: licensor, alid, territory, businessLine, avail, writtenAt."""
        return dumped(self._store)

    def seed(self, scopes: Iterable[JSON], *, replace: bool = False) -> None:
        """Change what is held behind the service's back, unchecked.

        Args:
            scopes: Entries as `dump` gives them; an avail of None removes one.
            replace: Whether everything else is forgotten.

        Raises:
            EmulatorError: An entry is not of that form.
        """
        seed(self._store, list(scopes), replace=replace)

    def _refuses(self) -> bool:
        return self.faults.draw(Stage.HANDSHAKE, "", frozenset) is not None


class _Protocol(H11Protocol):
    """HTTP/1.1 that shows the application its connection, so that a fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        app = self.app

        async def with_transport(scope: Message, receive: Receive, send: Send) -> None:
            await app({**scope, "extensions": {TRANSPORT: transport}}, receive, send)

        self.app = with_transport


class _Server(uvicorn.Server):
    """A server that says when it listens, and that drops its connections when it is told to stop."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await super().shutdown(sockets)


class _Running:
    """A server in its thread."""

    def __init__(self, listener: socket.socket, app: App, context: Any) -> None:
        self.port: int = listener.getsockname()[1]
        config = uvicorn.Config(
            app,
            http=_Protocol,
            ws="none",
            lifespan="off",
            loop="asyncio",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=_KEEP_ALIVE,
            timeout_graceful_shutdown=1,
        )
        logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
        config.load()
        config.ssl = context
        self._server = _Server(config)
        self._over = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(listener,), name="pvsync-emulator", daemon=True
        )
        self._thread.start()
        self._server.listening.wait()
        if self._over.is_set():
            raise EmulatorError("the emulator stopped before it listened")

    def join(self) -> None:
        # In short steps: on some systems a thread cannot be interrupted while it joins another.
        while self._thread.is_alive():
            self._thread.join(0.5)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()

    def _run(self, listener: socket.socket) -> None:
        with contextlib.closing(listener):
            try:
                self._server.run([listener])
            finally:
                self._over.set()
                # Whoever waits for it must not wait for ever.
                self._server.listening.set()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio turns off the delay of small packets: 40 ms for each answer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        with contextlib.closing(listener):
            raise EmulatorError(
                f"the emulator cannot listen on {host} port {port}: {error.strerror}",
                advice="is another one running? `--port 0` takes any free port",
            ) from error
    listener.setblocking(False)
    return listener
