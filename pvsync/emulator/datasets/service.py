"""The emulated Datasets API put together, and what a test can do to it from outside."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from pvsync.emulator.datasets.app import DatasetsApp
from pvsync.emulator.datasets.downloads import Downloads
from pvsync.emulator.datasets.faults import DatasetFaults
from pvsync.emulator.datasets.links import Links
from pvsync.emulator.datasets.listings import Listings
from pvsync.emulator.datasets.published import Published
from pvsync.emulator.datasets.release import Release
from pvsync.emulator.datasets.settings import DatasetsSettings
from pvsync.emulator.datasets.sign_in import SignIn
from pvsync.emulator.store import Store


class DatasetsService:
    """The service and its parts.

    Args:
        settings: How it is set up.
        folder: Its state folder; made where it does not exist.
        store: What the emulated Avails API holds.
        benefits: Benefit by channel.
        clock: The present instant, aware.
    """

    def __init__(
        self,
        settings: DatasetsSettings,
        folder: Path,
        store: Store,
        benefits: Mapping[str, str],
        clock: Callable[[], datetime],
    ) -> None:
        self.settings = settings
        self.faults = DatasetFaults(settings.faults)
        self.sign_in = SignIn(folder, settings.token_life, clock)
        self.published = Published(folder, settings.rows_per_file, settings.time_format)
        self.links = Links(folder, settings.link_life, clock)
        self.release = Release(settings, store, benefits, self.published, clock)
        self.listings = Listings(settings, self.published, self.release, self.links, self.faults, clock)
        self.app = DatasetsApp(
            self.sign_in, self.listings, Downloads(self.published, self.links, self.faults), self.faults
        )
