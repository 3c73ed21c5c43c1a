"""A server in a thread of its own: its socket, its loop, and how it stops."""

import asyncio
import contextlib
import logging
import socket
import threading
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from pvsync.emulator.app import TRANSPORT, Message, Receive, Send
from pvsync.errors import EmulatorError

_KEEP_ALIVE = 75
"""Seconds an idle connection is kept: longer than any client of ours keeps one, so that none is cut in use."""


_PATIENCE = 1
"""Seconds that an answer may still take when the server stops."""

_PAIRS = 50
"""How often two ports in a row are looked for."""


class _Protocol(H11Protocol):
    """HTTP/1.1 that shows the application its connection, so that a fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        app = self.app

        async def with_transport(scope: Message, receive: Receive, send: Send) -> None:
            await app({**scope, "extensions": {TRANSPORT: transport}}, receive, send)

        self.app = with_transport


class _Server(uvicorn.Server):
    """A server that says when it listens, and that stops at once, its connections dropped."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()
        self._told = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def end(self) -> None:
        """Stop; from any thread."""
        self.should_exit = True
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # it has ended by itself
                self._loop.call_soon_threadsafe(self._told.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._loop = asyncio.get_running_loop()
        self.listening.set()

    async def main_loop(self) -> None:
        """Wait until told; the server's own loop asks ten times a second."""
        while not self.should_exit:
            await self._told.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for listener in sockets or ():
            listener.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        tasks = list(self.server_state.tasks)
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=_PATIENCE)
            for task in late:
                task.cancel()
        await self.lifespan.shutdown()


class Running:
    """A server in its thread.

    Args:
        listener: Where it listens.
        app: What answers.
        context: Its side of TLS.

    Raises:
        EmulatorError: It stopped before it listened.
    """

    def __init__(self, listener: socket.socket, app: Any, context: Any) -> None:
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
            date_header=False,
            timeout_keep_alive=_KEEP_ALIVE,
        )
        logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
        # Its lines hold whole addresses, signatures included; the service keeps a log of its own.
        logging.getLogger("uvicorn.access").disabled = True
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
        """Wait until it stops."""
        # In short steps: on some systems a thread cannot be interrupted while it joins another.
        while self._thread.is_alive():
            self._thread.join(0.5)

    def end(self) -> None:
        """Drop every connection and stop; `join` waits until that is done."""
        self._server.end()

    def _run(self, listener: socket.socket) -> None:
        with contextlib.closing(listener):
            try:
                self._server.run([listener])
            finally:
                self._over.set()
                # Whoever waits for it must not wait for ever.
                self._server.listening.set()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        EmulatorError: The port is taken.
    """
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
                advice="if another emulator runs, stop it; or take another port: `--port 0` finds a free one",
            ) from error
    listener.setblocking(False)
    return listener


def listen_beside(host: str, port: int) -> tuple[socket.socket, socket.socket]:
    """Two sockets that listen, the second at the port after the first.

    Raises:
        EmulatorError: One of the two is taken; where any port is good, no pair was found.
    """
    for left in reversed(range(_PAIRS if port == 0 else 1)):
        first = listen(host, port)
        try:
            return first, listen(host, first.getsockname()[1] + 1)
        except (EmulatorError, OverflowError):
            first.close()
            if not left:
                raise
    raise EmulatorError("no two ports in a row are free")
