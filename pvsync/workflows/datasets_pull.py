"""Bring the local store of datasets up to date with what the service has published."""

from collections.abc import Callable, Sequence
from datetime import datetime

from pvsync.config.environment import Environment
from pvsync.config.load import Config
from pvsync.datasets.pull import pull
from pvsync.datasets.store import Store
from pvsync.datasets.tables import TABLES
from pvsync.model.datasets import Pulled
from pvsync.model.progress import Progress
from pvsync.workflows.connect_datasets import connect_datasets


def pull_datasets(
    config: Config,
    environment: Environment,
    names: Sequence[str],
    now: Callable[[], datetime],
    progress: Progress,
) -> Pulled:
    """Take in what the service has and the store has not.

    Args:
        config: The configuration.
        environment: Whose Datasets API, and whose store.
        names: Which datasets; all where none is named.
        now: The clock.
        progress: Told of each file.

    Raises:
        UsageError: If the configuration names no client, or the engine is not installed.
        CredentialError: If nobody has signed in.
        PvsyncError: If the service or the disk fails; what was taken in until then stays.
    """
    chosen = [dataset for dataset in TABLES if dataset in names or not names]
    with connect_datasets(config, environment, now) as access:
        return pull(access.source, Store(access.store), chosen, progress, now)
