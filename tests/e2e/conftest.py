"""An emulator for each test, with certificates made once."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from e2e.estate import NOW, Estate
from unit.emulator.partner import copy_identity, make_identity

from pvsync.emulator.server import Emulator
from pvsync.emulator.settings import EmulatorSettings
from pvsync.workflows import connect as connecting


@pytest.fixture(scope="session")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder with certificates and key, made once."""
    folder = tmp_path_factory.mktemp("identity")
    make_identity(folder)
    return folder


@pytest.fixture(autouse=True)
def no_waiting_between_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Attempts are as many as ever and follow each other at once; how long each waits is for `api/test_patience`."""
    usual = connecting.api_settings
    monkeypatch.setattr(connecting, "api_settings", lambda *given: replace(usual(*given), backoff=0.001))


@pytest.fixture
def make_estate(identity: Path, tmp_path: Path) -> Iterator[Callable[..., Estate]]:
    """Makes a partner whose emulator has the settings given."""
    running: list[Emulator] = []

    def make(**settings: object) -> Estate:
        folder = tmp_path / ".pvsync" / "emulator"
        copy_identity(identity, folder)
        estate: list[Estate] = []
        wide = {"requests_per_second": 1000, "open_requests": 100}
        emulator = Emulator(
            EmulatorSettings(
                **{
                    "folder": folder,
                    "port": 0,
                    "clock": lambda: estate[0].now if estate else NOW,
                    **wide,
                    **settings,
                }
            )
        )
        emulator.start()
        running.append(emulator)
        estate.append(Estate(tmp_path, emulator))
        estate[0].configure()
        return estate[0]

    yield make
    for emulator in running:
        emulator.close()


@pytest.fixture
def estate(make_estate: Callable[..., Estate]) -> Estate:
    """A partner with an emulator as every switch is taken."""
    return make_estate()
