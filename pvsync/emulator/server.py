"""The emulator as something to start and stop: a socket, a thread, and what can be asked from outside."""

from collections.abc import Iterable
from typing import Self

from pvsync.emulator.app import App
from pvsync.emulator.datasets.service import DatasetsService
from pvsync.emulator.endpoint import Backstage
from pvsync.emulator.faults import Faults, Stage
from pvsync.emulator.folder import Folder, prepare, read_api_key
from pvsync.emulator.gate import Counters, Gate
from pvsync.emulator.routes.control import dumped, seed
from pvsync.emulator.running import Running, listen, listen_beside
from pvsync.emulator.scopes import Lines
from pvsync.emulator.service import Service
from pvsync.emulator.settings import EmulatorSettings
from pvsync.emulator.store import Store
from pvsync.emulator.switches import settle
from pvsync.emulator.tls import open_context, server_context
from pvsync.emulator.wire import JSON
from pvsync.errors import EmulatorError


class Emulator:
    """A local Avails API over HTTPS with client certificates, and at the next port the Datasets API where it is set up.

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
        self._running: tuple[Running, ...] = ()
        self._datasets: DatasetsService | None = None
        if settings.datasets is not None:
            self._datasets = DatasetsService(
                settings.datasets,
                self.folder.datasets,
                self._store,
                settings.channel_benefits,
                settings.clock,
            )

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def port(self) -> int:
        """The port it listens on; the one asked for while it does not."""
        return self._running[0].port if self._running else self.settings.port

    @property
    def url(self) -> str:
        """Its base URL, without `/v1`."""
        host = f"[{self.settings.host}]" if ":" in self.settings.host else self.settings.host
        return f"https://{host}:{self.port}"

    @property
    def api_key(self) -> str:
        """The key it takes; never to be printed."""
        return read_api_key(self.folder)

    @property
    def datasets(self) -> DatasetsService:
        """The emulated Datasets API.

        Raises:
            EmulatorError: It is not set up.
        """
        if self._datasets is None:
            raise EmulatorError("this emulator has no datasets")
        return self._datasets

    @property
    def datasets_url(self) -> str:
        """The base URL of the emulated Datasets API, without `/apis`: the next port."""
        return f"{self.url.rpartition(':')[0]}:{self.port + 1}"

    def start(self) -> None:
        """Listen in a thread of its own; returns once requests are answered.

        Raises:
            EmulatorError: The port or the next one is taken, or it is running already.
        """
        if self._running:
            raise EmulatorError("the emulator is running already")
        host, port = self.settings.host, self.settings.port
        beside = None
        if self._datasets is None:
            listener = listen(host, port)
        else:
            listener, beside = listen_beside(host, port)
        app = App(self.settings, self._backstage, self.api_key)
        self._running = (Running(listener, app, server_context(self.folder, self._refuses)),)
        if beside is not None and self._datasets is not None:
            self._running += (Running(beside, self._datasets.app, open_context(self.folder)),)

    def stop(self) -> None:
        """Drop every connection and stop listening; what is held stays. Nothing happens where it is stopped."""
        for running in self._running:
            running.end()
        for running in self._running:
            running.join()
        self._running = ()

    def close(self) -> None:
        """Stop, and let go of the state folder: it cannot be started again."""
        self.stop()
        self._store.close()

    def wait(self) -> None:
        """Let it run until it stops or the process is interrupted (Ctrl-C), then close it."""
        try:
            for running in self._running:
                running.join()
        except KeyboardInterrupt:
            pass
        finally:
            self.close()

    def serve_forever(self) -> None:
        """Start, and run until interrupted.

        Raises:
            EmulatorError: The port is taken.
        """
        try:
            self.start()
            self.wait()
        except KeyboardInterrupt:  # before it waited
            self.close()

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
