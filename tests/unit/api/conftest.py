"""A real service over mutual TLS: the emulator, and a tiny server that says exactly what a test wants said."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from unit.api.services import TinyServer, credentials_of, settings_of, tiny_server

from pvsync.api.client import AvailsClient
from pvsync.api.credentials import Credentials
from pvsync.emulator.certificates import Validity, issue_client_certificate, make_authority, valid_for
from pvsync.emulator.faults import Fault
from pvsync.emulator.server import Emulator
from pvsync.emulator.settings import EmulatorSettings
from pvsync.model.secret import Secret


@pytest.fixture(scope="session")
def running_emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    folder = tmp_path_factory.mktemp("emulator")
    with Emulator(
        EmulatorSettings(folder=folder, port=0, requests_per_second=1000, open_requests=100)
    ) as emulator:
        yield emulator


@pytest.fixture
def emulator(running_emulator: Emulator) -> Emulator:
    """The emulator, empty and without faults."""
    running_emulator.faults.clear()
    running_emulator.seed([], replace=True)
    running_emulator.reset_counters()
    return running_emulator


@pytest.fixture
def client(emulator: Emulator) -> Iterator[AvailsClient]:
    with AvailsClient(settings_of(emulator.url), credentials_of(emulator)) as client:
        yield client


@pytest.fixture
def add_fault(emulator: Emulator) -> Callable[..., int]:
    """Put a fault in force: `add_fault("429", count=1, endpoint="batch/get")`."""
    return lambda name, **changes: emulator.faults.add(Fault(name=name, **changes))


@pytest.fixture(scope="session")
def expired_credentials(running_emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Credentials:
    """A certificate that the right authority signed, and that ended yesterday."""
    folder = tmp_path_factory.mktemp("expired")
    now = datetime.now(UTC)
    validity = Validity(now - timedelta(days=9), now - timedelta(days=1))
    issued = issue_client_certificate(running_emulator.authority, validity)
    return _stored(issued.key, issued.certificate, folder, running_emulator)


@pytest.fixture(scope="session")
def foreign_authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An authority that signed nothing here."""
    path = tmp_path_factory.mktemp("foreign") / "other.pem"
    path.write_bytes(make_authority(valid_for(10), "another authority").pem)
    return path


def _stored(key: bytes, certificate: bytes, folder: Path, emulator: Emulator) -> Credentials:
    (folder / "k.pem").write_bytes(key)
    (folder / "c.pem").write_bytes(certificate)
    return Credentials(
        folder / "k.pem", folder / "c.pem", emulator.folder.authority, Secret(emulator.api_key)
    )


@pytest.fixture
def tiny(running_emulator: Emulator) -> Iterator[TinyServer]:
    """A server that says exactly what a test wants said."""
    with tiny_server(running_emulator) as tiny:
        yield tiny
