"""How far a store has come, and whether it is behind."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pvsync.datasets.ledger import Entry, Ledger
from pvsync.datasets.source import Dataset
from pvsync.model.datasets import Standing

LATE = timedelta(hours=8)
"""Files come about every four hours (Datasets API, section 1): after twice that, one is overdue."""


def standing(ledger: Ledger, dataset: Dataset, now: datetime) -> Standing:
    """How far the store has come with one dataset.

    Args:
        ledger: What the store holds.
        dataset: The dataset.
        now: The present instant, in UTC.
    """
    taken = [entry for entry in ledger.entries.values() if entry.parquet]
    own = [entry for entry in taken if entry.file.dataset == dataset]
    looked = ledger.listed(dataset)
    # A dataset in which nothing changes has no new files: the newest of all of them tells whether the service is late.
    newest = max((one for one in (_file(taken), _row(taken)) if one is not None), default=None)
    behind = any(one is None or now - one > LATE for one in (looked, newest))
    return Standing(
        dataset, len(own), sum(entry.rows for entry in own), _file(own), _row(own), looked, behind
    )


def _file(entries: Sequence[Entry]) -> datetime | None:
    return max((entry.file.published for entry in entries if entry.file.published is not None), default=None)


def _row(entries: Sequence[Entry]) -> datetime | None:
    return max((entry.newest for entry in entries if entry.newest is not None), default=None)
