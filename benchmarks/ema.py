"""A workbook of 60,000 rows, the most that Prime Video takes, into files of a catalog and out of them again."""

import json
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from result import Promise, Result, Table
from turns import environment

from pvsync.formats.ema.columns import MOST_ROWS, Tab, Version
from pvsync.formats.ema.out_rows import OutRow, TitleRows
from pvsync.formats.ema.write import Files

_TERRITORIES = {"US": "USD", "CA": "CAD", "GB": "GBP", "DE": "EUR", "JP": "JPY"}
_ROWS_OF_TITLE = 20
_SECONDS, _GIBIBYTE = 60.0, 1 << 30
_CONFIG = "licensor: acme\n"
_JOB = """
import json, resource, sys
from pvsync.cli.main import main
code = main(sys.argv[1:])
line = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps({"code": code, "peak": 1024 * int(line.split()[1])}), file=sys.stderr)
"""


def run(_options: Namespace) -> Result:
    """Write a workbook, import it, export the catalog, and compare the two."""
    with tempfile.TemporaryDirectory(prefix="pvsync-ema-") as name:
        root = Path(name)
        (root / "pvsync.yaml").write_text(_CONFIG, encoding="utf-8")
        (root / "catalog").mkdir()
        book = root / "avails.xlsx"
        _write(book)
        jobs = {
            "import ema": ["import", "ema", str(book), "--into", str(root / "catalog")],
            "export ema": ["export", "ema", "--out", str(root / "again.xlsx")],
            "compare": ["compare", str(book), str(root / "again.xlsx")],
        }
        config = ["--config", str(root / "pvsync.yaml")]
        figures = {job: _timed([*config, *words]) for job, words in jobs.items()}
        files = sum(1 for _ in (root / "catalog").rglob("*.yaml"))
    table = Table(
        f"ema: {MOST_ROWS:,} rows, {files:,} titles",
        ("job, whole process", "seconds", "peak MiB"),
        [(job, f"{seconds:.1f}", f"{peak / (1 << 20):.0f}") for job, (seconds, peak) in figures.items()],
    )
    seconds, peak = figures["import ema"]
    return Result(
        [table],
        [
            Promise("seconds for an import of 60,000 rows", seconds, _SECONDS),
            Promise("GiB for the same", peak / _GIBIBYTE, 1.0),
        ],
    )


def _timed(words: list[str]) -> tuple[float, float]:
    """Seconds and most bytes of one command line in a process of its own.

    Raises:
        RuntimeError: If it does not end well.
    """
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _JOB, *words], env=environment(), capture_output=True, text=True, check=True
    )
    seconds = time.perf_counter() - begun
    told = json.loads(done.stderr.splitlines()[-1])
    if told["code"]:
        raise RuntimeError(done.stdout + done.stderr)
    return seconds, told["peak"]


def _write(path: Path) -> None:
    with Files(path, Version.V1_9) as files:
        for number in range(MOST_ROWS // _ROWS_OF_TITLE):
            files.add(TitleRows(Tab.MOVIES, list(_rows(f"TITLE-{number:05}", number))))
        files.finish()


def _rows(alid: str, number: int) -> Iterator[OutRow]:
    shared: OutRow = {
        "DisplayName": "acme",
        "WorkType": "Movie",
        "EntryType": "Full Extract",
        "TitleInternalAlias": f"Title {number}",
        "ContentID": alid,
        "AltID": alid,
        "ALID": alid,
        "AssetLanguage": "en-US, fr-CA",
        "AllowedLanguages": "en, fr, de",
        "Download": "Yes",
        "ReleaseYear": 2000 + number % 26,
        "RatingSystem": "MPAA",
        "RatingValue": "PG-13",
        "CaptionIncluded": "Yes",
        "TotalRunTime": "01:56:20",
    }
    for territory, currency in _TERRITORIES.items():
        for license_type in ("EST", "VOD"):
            for place, name in enumerate(("HD", "UHD")):
                yield shared | {
                    "Territory": territory,
                    "LicenseType": license_type,
                    "FormatProfile": name,
                    "Start": date(2026, 1 + number % 12, 1),
                    "End": date(2030, 12, 31),
                    "PriceType": "WSP",
                    "PriceValue": Decimal(4 + 2 * place),
                    "PriceCurrency": currency,
                    "AvailID": f"{alid}-{territory}-{license_type}-{name}",
                    "RentalDuration": 720,
                    "WatchDuration": 48,
                }
