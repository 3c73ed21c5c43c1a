"""The change log of the datasets: 10 million rows merged beside DuckDB's own `arg_max`, and zips taken in one after the other."""

import json
import subprocess
import sys
import tempfile
import zipfile
from argparse import Namespace
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from result import Promise, Result, Table
from turns import environment

from pvsync.datasets.engine import engine
from pvsync.datasets.ledger import Entry, id_of
from pvsync.datasets.source import DatasetFile
from pvsync.datasets.store import Store
from pvsync.datasets.tables import TABLES

_ROWS, _KEYS, _FILES = 10_000_000, 6_000_000, 20
_TURNS = 3
_ZIPS = (30, 100, 300)
_MEBIBYTE, _GIBIBYTE = 1 << 20, 1 << 30
_NEWEST = datetime(2026, 11, 22, 8, tzinfo=UTC)

Figures = Mapping[str, float]

_JOB = """
import json, resource, sys, time
from pathlib import Path
sys.path.insert(0, {here!r})
import datasets
begun = time.perf_counter()
rows = getattr(datasets, sys.argv[1])(Path(sys.argv[2]))
seconds = time.perf_counter() - begun
used = resource.getrusage(resource.RUSAGE_SELF)
line = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
peak = 1024 * int(line.split()[1])
print(json.dumps({{"rows": rows, "seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "peak": peak}}))
"""


def run(_options: Namespace) -> Result:
    """Merge, in turn with the peer; then take in zips of three sizes."""
    with tempfile.TemporaryDirectory(prefix="pvsync-datasets-") as name:
        merged = _merged(Path(name))
    with tempfile.TemporaryDirectory(prefix="pvsync-datasets-") as name:
        taken = {size: _taken(Path(name) / f"{size}", size) for size in _ZIPS}
    own, peer = merged["merge"], merged["arg_max"]
    ratio = median(mine["seconds"] / other["seconds"] for mine, other in zip(own, peer, strict=True))
    most = max(figures["peak"] for figures in own)
    merge = Table(
        f"datasets: {_ROWS:,} rows of the playback log, {_KEYS:,} keys, {_FILES} Parquet files",
        ("job, whole table to Parquet", "rows", "seconds", "of all cores", "peak MiB"),
        [
            (
                job,
                f"{rounds[0]['rows']:,}",
                f"{median(one['seconds'] for one in rounds):.1f}",
                f"{median(one['cpu'] for one in rounds):.1f}",
                _peak(rounds),
            )
            for job, rounds in merged.items()
        ],
    )
    take = Table(
        "datasets: one zip made into Parquet",
        ("zip, MB", "rows", "seconds", "peak MiB"),
        [
            (
                str(size),
                f"{figures['rows']:,}",
                f"{figures['seconds']:.1f}",
                f"{figures['peak'] / _MEBIBYTE:.0f}",
            )
            for size, figures in taken.items()
        ],
    )
    grown = taken[_ZIPS[-1]]["peak"] / taken[_ZIPS[0]]["peak"]
    return Result(
        [merge, take],
        [
            Promise("merging, as a ratio to DuckDB's arg_max", ratio, 1.3),
            Promise("GiB of memory for it", most / _GIBIBYTE, 2.0),
            Promise("memory for a zip of 300 MB, as a ratio to one of 30 MB", grown, 1.3),
        ],
    )


def _merged(root: Path) -> Mapping[str, list[Figures]]:
    _write_log(Store(root))
    rounds: dict[str, list[Figures]] = {"merge": [], "arg_max": []}
    for turn in range(_TURNS):
        for job in rounds if turn % 2 else reversed(rounds):
            rounds[job].append(_job(job, root))
    return rounds


def _peak(rounds: list[Figures]) -> str:
    return f"{max(figures['peak'] for figures in rounds) / _MEBIBYTE:.0f}"


def _job(name: str, root: Path) -> Figures:
    code = _JOB.format(here=str(Path(__file__).parent))
    done = subprocess.run(
        [sys.executable, "-c", code, name, root], env=environment(), stdout=subprocess.PIPE, check=True
    )
    figures: Figures = json.loads(done.stdout)
    return figures


def merge(root: Path) -> int:
    """The current table as pvsync defines it."""
    with Store(root).opened() as connection:
        query = f"COPY (SELECT * FROM playback) TO '{root}/merge.parquet'"  # noqa: S608 - our own names
        return _copied(connection.execute(query).fetchone())


def arg_max(root: Path) -> int:
    """The same as DuckDB's own function finds it, which knows no rule for equal times."""
    table = TABLES["playback"]
    row = "{" + ", ".join(f"'{column}': {column}" for column in table.logged) + "}"
    query = (
        f"SELECT kept.* FROM (SELECT arg_max({row}, last_update_time_utc) AS kept FROM playback_event_log"  # noqa: S608
        f" GROUP BY {', '.join(table.key)}) WHERE kept.is_deleted = 0"
    )
    with Store(root).opened() as connection:
        return _copied(connection.execute(f"COPY ({query}) TO '{root}/arg_max.parquet'").fetchone())


def _copied(row: tuple[int, ...] | None) -> int:
    return row[0] if row else 0


def _write_log(store: Store) -> None:
    """A change log as `pull` leaves it: versions of a row are some hours apart, in different files."""
    each = _ROWS // _FILES
    ledger = store.ledger()
    folder = store.log_folder("playback") / "month=2026-11"
    folder.mkdir(parents=True)
    with engine(store.folder / "spill") as connection:
        for number in range(_FILES):
            file = DatasetFile("playback", f"{number}.zip", _NEWEST - timedelta(hours=4 * (_FILES - number)))
            target = folder / f"{id_of(file)}.parquet"
            columns = ", ".join(
                f"{_COLUMNS.get(name, 'NULL::VARCHAR')} AS {name}" for name in TABLES["playback"].logged
            )
            rows = f"range({number * each}, {(number + 1) * each}) AS numbers(i)"
            query = f"SELECT {columns} FROM {rows}"  # noqa: S608 - our own names
            connection.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
            ledger.add(Entry(file, target.relative_to(store.folder).as_posix(), each, _NEWEST))


_KEY = f"(hash(i) % {_KEYS})"
_START = f"TIMESTAMP '2026-01-01' + to_seconds((hash({_KEY}) % 20000000)::INT)"
_COLUMNS = {
    "session_id": f"md5({_KEY}::VARCHAR)",
    "marketplace_id": "(1 + i % 7)::BIGINT",
    "marketplace_desc": "'US'",
    "cid": "md5((hash(i + 1) % 500000)::VARCHAR)",
    "benefit_id": "'benefit' || (i % 5)",
    "catalog_id": "'title' || (hash(i + 2) % 20000)",
    "subscription_offer_id": "'offer' || (i % 9)",
    "subscription_event_id": "md5((hash(i + 3) % 700000)::VARCHAR)",
    "start_segment_utc": _START,
    "end_segment_utc": f"{_START} + INTERVAL 10 MINUTE",
    "seconds_viewed": "(hash(i) % 7000)::BIGINT",
    "position_start": "(hash(i) % 100) / 3.0::DOUBLE",
    "position_end": "(hash(i + 5) % 100) / 3.0::DOUBLE",
    "connection_type": "'WIFI'",
    "stream_type": "'VOD'",
    "device_class": "'TV'",
    "geo_dma": "(500 + i % 300)::VARCHAR",
    "playback_method": "'online'",
    "quality": "'1080p'",
    "event_type": "'playback_segments'",
    "create_time_utc": "TIMESTAMP '2026-01-01' + to_seconds(i::INT)",
    "last_update_time_utc": "TIMESTAMP '2026-01-01' + to_seconds((i + hash(i + 9) % 5000)::INT)",
    "is_deleted": "(CASE WHEN hash(i + 11) % 50 = 0 THEN 1 ELSE 0 END)::BIGINT",
    "_file": "'file.zip'",
    "_digest": "(hash(i + 13) >> 1)::BIGINT",
}


def _taken(root: Path, size: int) -> Figures:
    """Take in a zip of so many megabytes."""
    root.mkdir()
    rows = 9_500 * size
    columns = ", ".join(
        f"{_COLUMNS[name]} AS {name}" for name in TABLES["playback"].columns if name in _COLUMNS
    )
    with engine(root / "spill") as connection:
        query = f"SELECT {columns} FROM range({rows}) AS numbers(i)"  # noqa: S608 - our own names
        connection.execute(f"COPY ({query}) TO '{root}/table.csv' (HEADER)")
    with zipfile.ZipFile(root / "table.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.write(root / "table.csv", "table.csv")
    (root / "table.csv").unlink()
    print(f"a zip of {(root / 'table.zip').stat().st_size / 1e6:.0f} MB", file=sys.stderr)
    return _job("take", root)


def take(root: Path) -> int:
    """What `pull` does with a zip that is fetched."""
    from pvsync.datasets.take_in import take_in  # noqa: PLC0415 - this process alone takes in
    from pvsync.datasets.unpack import Limits  # noqa: PLC0415

    store = Store(root)
    with engine(root / "spill") as connection:
        connection.execute("SET preserve_insertion_order = false")
        room = store.fresh_scratch()
        return take_in(connection, TABLES["playback"], "table.zip", root / "table.zip", room, Limits()).rows
