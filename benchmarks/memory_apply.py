"""Peak memory of the process that applies a plan, by the number of scopes: it grows by what stays of each, and no more."""

import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from estate import Estate
from jobs import Figures, job
from result import Promise, Result, Table
from service import service
from turns import environment

_SIZES = (10_000, 25_000)
_LARGE = (50_000, 100_000)
_PROMISED_FOR = 100_000
_TERRITORIES = ("US", "CA", "GB", "DE", "JP")
_LIMIT = 500
_MEBIBYTE = 1 << 20
_RATE, _OPEN = 10_000, 8
_CONFIG = """\
licensor: acme
fan_out: ignore
environments:
  local: {{url: "{url}", rate: {rate}, open: {open}}}
"""
"""Limits that never hold anything back: at production's, the largest size would take twenty minutes of waiting."""


@dataclass(frozen=True, slots=True)
class _Point:
    scopes: int
    plan: int
    figures: Figures

    @property
    def peak(self) -> float:
        return self.figures["peak"]


def run(options: Namespace) -> Result:
    """Apply plans of several sizes to an emulator, each in a process of its own, nothing of them live before."""
    points = [_point(scopes) for scopes in (*_SIZES, *(_LARGE if options.large else ()))]
    growth = _growth(points[-2], points[-1])
    peak = points[-1].peak + growth * (_PROMISED_FOR - points[-1].scopes)
    how = "measured" if options.large else "drawn on from the curve"
    table = Table(
        "memory of `pvsync apply PLAN`, every scope created, read again, written and read back",
        ("scopes", "plan file MB", "seconds", "peak MiB", "bytes a scope more"),
        _rows(points),
        (f"Limits of the emulator: {_RATE:,} requests a second, {_OPEN} open; batches of 25.",),
    )
    promise = Promise(f"MiB at {_PROMISED_FOR:,} scopes ({how})", peak / _MEBIBYTE, _LIMIT)
    return Result([table], [promise])


def _point(scopes: int) -> _Point:
    with tempfile.TemporaryDirectory(prefix="pvsync-memory-") as name:
        estate = Estate(Path(name) / "estate", scopes // (2 * len(_TERRITORIES)), _TERRITORIES)
        estate.write()
        with service(estate.root, rate=_RATE, open_requests=_OPEN) as emulator:
            estate.configure(_CONFIG.format(url=emulator.url, rate=_RATE, open=_OPEN))
            estate.commit("its service")
            planned = [sys.executable, "-m", "pvsync", "plan", "--out", "plan.json"]
            subprocess.run(planned, cwd=estate.root, env=environment(), stdout=subprocess.DEVNULL, check=True)
            figures = job("apply", estate)
        return _Point(estate.scopes, (estate.root / "plan.json").stat().st_size, figures)


def _rows(points: Sequence[_Point]) -> list[tuple[str, ...]]:
    more = ["", *(f"{_growth(before, after):,.0f}" for before, after in pairwise(points))]
    return [
        (
            f"{point.scopes:,}",
            f"{point.plan / 1e6:.0f}",
            f"{point.figures['seconds']:.0f}",
            f"{point.peak / _MEBIBYTE:.0f}",
            grown,
        )
        for point, grown in zip(points, more, strict=True)
    ]


def _growth(before: _Point, after: _Point) -> float:
    return (after.peak - before.peak) / (after.scopes - before.scopes)
