"""An emulator that listens, and a partner who talks to it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from unit.emulator.partner import Clock, Partner, copy_identity

from pvsync.emulator.folder import Folder, prepare
from pvsync.emulator.server import Emulator
from pvsync.emulator.settings import EmulatorSettings


@pytest.fixture(scope="session")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder with certificates and key, made once."""
    folder = tmp_path_factory.mktemp("identity")
    prepare(Folder(folder))
    return folder


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def start(identity: Path, tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Partner]]:
    """Starts an emulator with the settings given, and gives its partner."""
    with ExitStack() as stack:

        def started(**settings: object) -> Partner:
            folder = tmp_path / f"state-{len(list(tmp_path.iterdir()))}"
            copy_identity(identity, folder)
            wide = {"requests_per_second": 1000, "open_requests": 100, "clock": clock}
            emulator = stack.enter_context(
                Emulator(EmulatorSettings(**{"folder": folder, "port": 0, **wide, **settings}))
            )
            partner = Partner(emulator)
            stack.callback(partner.session.close)
            return partner

        yield started


@pytest.fixture(scope="session")
def shared_emulator(identity: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    folder = tmp_path_factory.mktemp("shared") / "state"
    copy_identity(identity, folder)
    settings = EmulatorSettings(
        folder=folder, port=0, requests_per_second=10_000, open_requests=100, clock=Clock()
    )
    with Emulator(settings) as emulator:
        yield emulator


@pytest.fixture
def partner(shared_emulator: Emulator) -> Iterator[Partner]:
    """A partner of an emulator with every switch as taken, holding nothing; its clock stands still."""
    shared_emulator.seed([], replace=True)
    shared_emulator.faults.clear()
    shared_emulator.reset_counters()
    partner = Partner(shared_emulator)
    yield partner
    partner.session.close()
