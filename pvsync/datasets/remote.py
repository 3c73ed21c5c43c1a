"""The Datasets API as a source of files: listed oldest first, fetched with addresses that are asked for again when old."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pvsync.datasets.choice import chosen_business, dataset_id
from pvsync.datasets.clock import Clock
from pvsync.datasets.download import Download
from pvsync.datasets.settings import DatasetsSettings
from pvsync.datasets.slate import Business, Listed, Slate
from pvsync.datasets.source import Dataset, DatasetFile
from pvsync.errors import AnswerUnreadable, ServiceFailed
from pvsync.model.secret import Secret

KEPT = timedelta(days=730)
"""How far back the service answers: a request with an older time gets nothing at all (Datasets API, section 1)."""

_MARGIN = timedelta(hours=1)
"""Kept away from that border: the service's clock and ours may differ."""

_FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, repr=False)
class _Link:
    """An address, when it was given, and the time in which its file was listed."""

    address: Secret | None
    given: datetime
    start: datetime
    end: datetime


class RemoteSource:
    """The `Source` of the service.

    Args:
        slate: The endpoints.
        download: Fetches.
        settings: Which business, and how long an address is good.
        clock: The time.
    """

    def __init__(self, slate: Slate, download: Download, settings: DatasetsSettings, clock: Clock) -> None:
        self._slate = slate
        self._download = download
        self._settings = settings
        self._clock = clock
        self._links: dict[tuple[Dataset, str], _Link] = {}
        self._business: Business | None = None
        self._ids: dict[Dataset, str] = {}

    def files(self, dataset: Dataset, since: datetime | None, until: datetime) -> Iterator[DatasetFile]:
        """List the files published from `since` (None: everything that is kept, two years) to `until`, oldest first.

        Raises:
            PvsyncError: The service cannot be reached or refuses, or it is not clear which business is meant.
        """
        oldest = until - KEPT + _MARGIN
        start = oldest if since is None else max(since, oldest)
        found = [
            DatasetFile(dataset, listed.name, listed.published)
            for listed in self._list(dataset, start, until)
        ]
        yield from sorted(found, key=lambda file: (file.published or _FIRST, file.name))

    def fetch(self, file: DatasetFile, target: Path) -> None:
        """Write the zip to `target`, going on where an earlier attempt left a part; a presigned address is asked again when old.

        Raises:
            PvsyncError: The service cannot be reached, refuses, or sends something that is no zip.
        """
        self._download.fetch(target, lambda refused: self._address(file, refused))

    def _list(self, dataset: Dataset, start: datetime, end: datetime) -> list[Listed]:
        """List, and remember every address."""
        given, unique = self._clock.now(), dict[str, Listed]()
        for listed in self._slate.files(self._of(), self._id(dataset), start, end):
            known = unique.setdefault(listed.name, listed)
            if not _same(known, listed):
                raise AnswerUnreadable(
                    f"two files of `{dataset}` are called {listed.name}",
                    advice="their name may be in another place: `members: {file_name: ...}` under `datasets` in pvsync.yaml",
                )
            self._links[dataset, listed.name] = _Link(listed.link, given, start, end)
        return list(unique.values())

    def _address(self, file: DatasetFile, refused: Secret | None) -> Secret:
        link = self._links.get((file.dataset, file.name))
        young = (
            link is not None and (self._clock.now() - link.given).total_seconds() < self._settings.link_life
        )
        if link is None or link.address is None or link.address == refused or not young:
            link = self._asked_again(file, link)
        if link is None or link.address is None:
            raise ServiceFailed(
                f"Slate lists no address for {file.name}",
                advice="it may come later: run the command again in some hours",
            )
        return link.address

    def _asked_again(self, file: DatasetFile, before: _Link | None) -> _Link | None:
        """The file's address from a new listing: of its own second where that is known, else of all it may be in."""
        key = (file.dataset, file.name)
        now = self._clock.now()
        times = [(file.published, file.published)] if file.published is not None else []
        times += [(before.start, before.end)] if before is not None else [(now - KEPT + _MARGIN, now)]
        self._links.pop(key, None)
        for start, end in times:
            self._list(file.dataset, start, end)
            if key in self._links:
                return self._links[key]
        return None

    def _of(self) -> Business:
        if self._business is None:
            self._business = chosen_business(self._slate, self._settings)
        return self._business

    def _id(self, dataset: Dataset) -> str:
        if dataset not in self._ids:
            self._ids[dataset] = dataset_id(self._slate, self._settings, self._of(), dataset)
        return self._ids[dataset]


def _same(one: Listed, other: Listed) -> bool:
    """Whether two entries of one name are one file, listed twice."""
    places = [None if entry.link is None else entry.link.reveal().partition("?")[0] for entry in (one, other)]
    return one.published == other.published and places[0] == places[1]
