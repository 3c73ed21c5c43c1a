"""What is said about the data of a pull: what differs from the documents, and what became of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pvsync.datasets.ledger import Entry
from pvsync.datasets.source import Dataset
from pvsync.datasets.tables import DELETED, OTHER, TABLES, UNREAD, UPDATED
from pvsync.diagnostics import Severity
from pvsync.model.datasets import Remark

_MERGED_BY = {UPDATED, DELETED}


def remarks(entries: Iterable[Entry]) -> Iterator[Remark]:
    """What to say about files, the same thing once for each dataset however many files have it."""
    by_dataset: dict[Dataset, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_dataset[entry.file.dataset].append(entry)
    for dataset, found in sorted(by_dataset.items()):
        yield from _refused(dataset, found)
        yield from _columns(dataset, found)
        yield from _cells(dataset, found)
        yield from _rows(dataset, found)


def several_starts(count: int) -> Remark:
    """Sessions with more than one segment."""
    return Remark(
        "playback",
        Severity.NOTICE,
        f"{count:,} {'session has' if count == 1 else 'sessions have'} several starts; the documents print"
        " `session_id` alone as the key",
        "each start is a row of its own, so none is lost: `pvsync datasets sql --named sessions-with-several-starts`",
    )


def at_odds(dataset: Dataset, count: int) -> Remark:
    """Versions of a row with the same time that say different things."""
    return Remark(
        dataset,
        Severity.NOTICE,
        f"{count:,} {'row has' if count == 1 else 'rows have'} two versions of the same `{UPDATED}` that differ",
        "a deletion counts before others, then always the same one of them (docs/explanation/datasets.md)",
    )


def too_late(dataset: Dataset, days: int) -> Remark:
    """A store that was not filled for longer than the service keeps files."""
    return Remark(
        dataset,
        Severity.ERROR,
        f"the last complete pull was {days:,} days ago, and the service keeps files for two years",
        "everything that is still kept is fetched; what came between is lost",
    )


def _refused(dataset: Dataset, entries: Sequence[Entry]) -> Iterator[Remark]:
    for why, count in sorted(Counter(entry.why_not for entry in entries if entry.why_not).items()):
        yield Remark(
            dataset,
            Severity.ERROR,
            f"{_files(count)} could not be read: {why}",
            "the zip is kept in `refused` of the store's folder; the next pull fetches it once more",
        )


def _columns(dataset: Dataset, entries: Sequence[Entry]) -> Iterator[Remark]:
    table = TABLES[dataset]
    for column, count in _counted(name for entry in entries for name in entry.drift.new):
        yield Remark(
            dataset,
            Severity.WARNING,
            f"{_files(count)} {_have(count)} a column `{column}` that the documents do not know",
            f"its cells are kept in `{OTHER}` of `{table.log}`",
        )
    for column, count in _counted(name for entry in entries for name in entry.drift.missing):
        needed = column in table.key or column in _MERGED_BY
        yield Remark(
            dataset,
            Severity.ERROR if needed else Severity.WARNING,
            f"{_files(count)} {_have(count)} no column `{column}`",
            _without(column, needed=needed, log=table.log),
        )
    for name, count in _counted(name for entry in entries for name in entry.drift.aside):
        yield Remark(
            dataset,
            Severity.WARNING,
            f"{_files(count)} {_have(count)} `{name}` inside, which is no table",
            "it is left out",
        )


def _without(column: str, *, needed: bool, log: str) -> str:
    if not needed:
        return "it is empty for their rows"
    if column in _MERGED_BY:
        return f"which version of a row counts cannot be told from it; the rows are in `{log}`"
    return f"their rows cannot be told apart and are in `{log}` alone"


def _cells(dataset: Dataset, entries: Sequence[Entry]) -> Iterator[Remark]:
    table = TABLES[dataset]
    counts: Counter[str] = Counter()
    example: dict[str, str] = {}
    for entry in entries:
        for column, count, cell in entry.drift.unread:
            counts[column] += count
            example.setdefault(column, cell)
    for column, count in sorted(counts.items()):
        needed = column in table.key or column in _MERGED_BY
        yield Remark(
            dataset,
            Severity.ERROR if needed else Severity.WARNING,
            f"{count:,} {'cell' if count == 1 else 'cells'} of `{column}` {'is' if count == 1 else 'are'} not"
            f' {table.columns[column].words}, for example "{example[column]}"',
            f"they count as empty; what came is kept in `{UNREAD}` of `{table.log}`",
        )


def _rows(dataset: Dataset, entries: Sequence[Entry]) -> Iterator[Remark]:
    table = TABLES[dataset]
    if keyless := sum(entry.drift.keyless for entry in entries):
        yield Remark(
            dataset,
            Severity.ERROR,
            f"{keyless:,} {'row has' if keyless == 1 else 'rows have'} no {' or no '.join(f'`{key}`' for key in table.key)}",
            f"they are in `{table.log}`, and not in `{dataset}`",
        )
    if uneven := sum(entry.drift.uneven for entry in entries):
        yield Remark(
            dataset,
            Severity.WARNING,
            f"{uneven:,} {'row has' if uneven == 1 else 'rows have'} more or fewer cells than the first line names",
            f"missing cells are empty, cells too many are kept in `{OTHER}` of `{table.log}`",
        )


def _counted(names: Iterable[str]) -> list[tuple[str, int]]:
    counts: Mapping[str, int] = Counter(names)
    return sorted(counts.items())


def _files(count: int) -> str:
    return f"{count:,} {'file' if count == 1 else 'files'}"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"
