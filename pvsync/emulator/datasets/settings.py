"""How the emulated Datasets API is set up: how long things live, how much happens, and how it is cut into files."""

from dataclasses import dataclass
from datetime import timedelta

from pvsync.emulator.datasets.faults import DatasetFault


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetsSettings:
    """How the emulated Datasets API is set up.

    Args:
        token_life: Seconds that an access token is good.
        link_life: Seconds that a presigned address is good (domain: Datasets API section 1: 60 minutes).
        default_limit: Items of a page where none are asked for (section 2: 10).
        most_items: Items of a page at most (section 2: 1,000).
        period: Time between two files of a dataset (section 1: about 4 hours).
        kept: How far back files are listed; an older time gets nothing at all (section 1: 2 years).
        days: How long before the first listing the estate began.
        subscribers: Subscribers of each channel in each territory.
        rows_per_file: Rows of a file; more are split into several.
        time_format: How a time stands in a file, which no document says.
        seed: Seed of everything that is drawn.
        faults: Faults in force from the start.
    """

    token_life: float = 3600.0
    link_life: float = 3600.0
    default_limit: int = 10
    most_items: int = 1000
    period: timedelta = timedelta(hours=4)
    kept: timedelta = timedelta(days=730)
    days: int = 35
    subscribers: int = 12
    rows_per_file: int = 2000
    time_format: str = "%Y-%m-%d %H:%M:%S"
    seed: int = 1
    faults: tuple[DatasetFault, ...] = ()
