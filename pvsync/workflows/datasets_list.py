"""What Slate shows to the user who consented: accounts down to datasets, and the files of the business that is read."""

from collections.abc import Callable, Iterator
from datetime import datetime

from pvsync.config.environment import Environment
from pvsync.config.load import Config
from pvsync.datasets.slate import Business, Named, Slate
from pvsync.datasets.source import Dataset
from pvsync.model.slate import SlateEntry, SlateFile, SlateShown
from pvsync.workflows.connect_datasets import Access, connect_datasets

_DATASETS: tuple[Dataset, ...] = ("subscription", "playback", "catalog")


def list_datasets(
    config: Config, environment: Environment, since: datetime | None, now: Callable[[], datetime]
) -> SlateShown:
    """Everything that Slate shows.

    Args:
        config: The configuration.
        environment: Whose Datasets API.
        since: From when on the files of the chosen business are listed; None for no files.
        now: The clock.

    Raises:
        UsageError: If files are asked for and it is not clear of which business.
        CredentialError: If nobody has signed in.
        ApiError: If the service cannot be asked.
    """
    with connect_datasets(config, environment, now) as access:
        accounts = tuple(_accounts(access.slate))
        files = () if since is None else tuple(_files(access, since, now()))
        return SlateShown(accounts, since, files)


def _accounts(slate: Slate) -> Iterator[SlateEntry]:
    for account in slate.accounts():
        groups = tuple(
            _entry("group", group, tuple(_businesses(slate, account.id, group.id)))
            for group in slate.groups(account.id)
        )
        yield _entry("account", account, groups)


def _businesses(slate: Slate, account: str, group: str) -> Iterator[SlateEntry]:
    for business in slate.businesses(account, group):
        there = slate.datasets(Business(account, group, business.id))
        yield _entry("business", business, tuple(_entry("dataset", one, ()) for one in there))


def _entry(kind: str, named: Named, below: tuple[SlateEntry, ...]) -> SlateEntry:
    return SlateEntry(kind, named.id, named.name, below)


def _files(access: Access, since: datetime, until: datetime) -> Iterator[SlateFile]:
    for dataset in _DATASETS:
        for file in access.source.files(dataset, since, until):
            yield SlateFile(dataset, file.name, file.published)
