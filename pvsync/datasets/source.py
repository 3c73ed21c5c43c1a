"""What the store asks of a service of datasets: which files there are, and the bytes of one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

Dataset: TypeAlias = Literal["subscription", "playback", "catalog"]
"""The three datasets of Slate Analytics (Datasets API, section 3)."""


@dataclass(frozen=True, slots=True)
class DatasetFile:
    """A file that the service offers.

    Attributes:
        dataset: The dataset that it belongs to.
        name: Its name at the service, which stays the same when it is listed again; never an address.
        published: When the service published or changed it, in UTC; None where the listing does not tell.
    """

    dataset: Dataset
    name: str
    published: datetime | None


class Source(Protocol):
    """Where the files come from: the service, or a folder in tests.

    Over HTTP it is `datasets.remote.RemoteSource`; `workflows.connect_datasets.connect_datasets` opens it, with the
    folder of the store (`Access.source`, `Access.store`). Marketplaces are in `config.datasets_of(environment)`.
    """

    def files(self, dataset: Dataset, since: datetime | None, until: datetime) -> Iterator[DatasetFile]:
        """List the files published from `since` (None: everything that is kept, two years) to `until`, oldest first."""
        ...

    def fetch(self, file: DatasetFile, target: Path) -> None:
        """Write the zip to `target`, going on where an earlier attempt left a part; a presigned address is asked again when old.

        Raises:
            PvsyncError: The service cannot be reached, refuses, or sends something that is no zip.
        """
        ...
