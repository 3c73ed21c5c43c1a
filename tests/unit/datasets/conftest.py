"""A world with an emulated Datasets API, signed in or not."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from slates import FolderSource
from unit.datasets.slate_world import Time, World
from unit.emulator.partner import copy_identity, make_identity

from pvsync.datasets.store import Store
from pvsync.emulator.datasets.settings import DatasetsSettings
from pvsync.emulator.server import Emulator
from pvsync.emulator.settings import EmulatorSettings


@pytest.fixture(scope="session")
def emulator_identity(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder with certificates and key, made once."""
    folder = tmp_path_factory.mktemp("identity")
    make_identity(folder)
    return folder


@pytest.fixture
def stranger(emulator_identity: Path, tmp_path: Path) -> Iterator[Callable[..., World]]:
    """Makes a world in which nobody has signed in."""
    with ExitStack() as stack:

        def made(**datasets: object) -> World:
            folder = tmp_path / f"emulator-{len(list(tmp_path.iterdir()))}"
            copy_identity(emulator_identity, folder)
            time = Time()
            settings = EmulatorSettings(
                folder=folder,
                port=0,
                clock=time,
                datasets=DatasetsSettings(**datasets),  # type: ignore[arg-type]
            )
            world = World(stack.enter_context(Emulator(settings)), time, tmp_path)
            stack.callback(world.close)
            return world

        yield made


@pytest.fixture
def world(stranger: Callable[..., World]) -> World:
    """A world in which somebody has signed in."""
    made = stranger()
    made.sign_in()
    return made


@pytest.fixture
def source(tmp_path: Path) -> FolderSource:
    """Files of datasets in a folder, without a service."""
    return FolderSource(tmp_path / "published")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "store")
