"""The emulated Datasets API over real HTTPS, a clock that only moves when told, and the client's parts to talk to it."""

import io
import random
import zipfile
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pvsync.datasets.assumed import Assumed
from pvsync.datasets.clock import Clock
from pvsync.datasets.consent import address, code_of, new_state
from pvsync.datasets.download import Download
from pvsync.datasets.http import Http
from pvsync.datasets.remote import RemoteSource
from pvsync.datasets.settings import DatasetsSettings
from pvsync.datasets.slate import Business, Slate
from pvsync.datasets.source import Dataset, DatasetFile
from pvsync.datasets.token_store import Client, token_file
from pvsync.datasets.tokens import Tokens
from pvsync.emulator.datasets.service import DatasetsService
from pvsync.emulator.server import Emulator
from pvsync.model.secret import Secret

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
BUSINESS = Business("1001", "channels", "2001")
URI = "http://localhost:8455/"


@dataclass(slots=True)
class Time:
    """A clock that stands still; waiting moves it."""

    now: datetime = NOW
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)

    @property
    def clock(self) -> Clock:
        return Clock(self, self.seconds, self.sleep)


@dataclass(slots=True)
class World:
    """A service and a client."""

    emulator: Emulator
    time: Time
    folder: Path
    more: dict[str, Any] = field(default_factory=dict)
    opened: list[Http] = field(default_factory=list)

    @property
    def service(self) -> DatasetsService:
        return self.emulator.datasets

    @property
    def settings(self) -> DatasetsSettings:
        origin = self.emulator.datasets_url
        given = DatasetsSettings(
            base_url=f"{origin}/apis/v2",
            token_url=f"{origin}/auth/o2/token",
            authorize_url=f"{origin}/ap/oa",
            redirect_uri=URI,
            ca=self.emulator.folder.authority,
            assumed=Assumed(scope="emulated"),
            timeout=10,
        )
        return replace(given, **self.more)

    @property
    def client(self) -> Client:
        return Client(self.service.sign_in.client_id, Secret(self.service.sign_in.client_secret))

    @property
    def token_file(self) -> Path:
        return token_file(self.folder / "tokens", self.settings, self.client.id)

    def http(self) -> Http:
        self.opened.append(Http(self.settings, self.time.clock))
        return self.opened[-1]

    def tokens(self) -> Tokens:
        return Tokens(self.settings, self.client, self.folder / "tokens", self.http(), self.time.clock)

    def sign_in(self) -> None:
        """Consent as a browser would, and keep the tokens."""
        state = new_state()
        came = self.http().location("a browser", address(self.settings, self.client.id, URI, state))
        self.tokens().sign_in(code_of(came, URI, state), URI)

    def slate(self) -> Slate:
        return Slate(self.settings, self.tokens(), self.http(), self.time.clock)

    def source(self) -> RemoteSource:
        download = Download(self.settings, self.http(), self.time.clock)
        return RemoteSource(self.slate(), download, self.settings, self.time.clock)

    def publish(
        self, name: str, data: bytes | None = None, at: datetime = NOW, dataset: Dataset = "playback"
    ) -> DatasetFile:
        """A file of the service, of random bytes in a zip unless given."""
        file = self.service.published.add(dataset, name, a_zip() if data is None else data, at)
        return DatasetFile(dataset, name, datetime.fromtimestamp(file.published, UTC))

    def fault(self, name: str, count: int | None = 1, endpoint: str | None = None) -> None:
        self.service.faults.add(name, count, endpoint)

    def asked(self, part: str) -> int:
        """How many requests had this in their path."""
        return sum(part in request for request in self.service.app.requests)

    def close(self) -> None:
        for http in self.opened:
            http.close()


def a_zip(size: int = 300_000, seed: int = 1) -> bytes:
    """A zip of one CSV with bytes that do not compress."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo("rows.csv"), random.Random(seed).randbytes(size))  # noqa: S311 - to be repeated
    return content.getvalue()
