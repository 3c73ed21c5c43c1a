"""Peak memory of an offline plan by the size of the catalog: it grows by what stays of each scope, and no more."""

import tempfile
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from jobs import Figures, job, prepared
from result import Promise, Result, Table

_SIZES = (1_000, 2_500, 5_000, 10_000)
_LARGE = 100_000
_GROWTH_LIMIT = 2.0
"""Growth for each scope, in records: one is the record itself, the rest is the ALID table and the plan's changes."""

_LARGE_LIMIT = 1.5
_MEBIBYTE, _GIBIBYTE = 1 << 20, 1 << 30


@dataclass(frozen=True, slots=True)
class _Point:
    titles: int
    scopes: int
    figures: Figures

    @property
    def peak(self) -> float:
        return self.figures["peak"]


def run(options: Namespace) -> Result:
    """Plan catalogs of several sizes, each in a process of its own."""
    sizes = (*_SIZES, *((_LARGE,) if options.large else ()))
    points = [_point(titles) for titles in sizes]
    with tempfile.TemporaryDirectory(prefix="pvsync-memory-") as name:
        weighed = job("size", prepared(Path(name) / "estate", _SIZES[0]))
    record = weighed["bytes"] / weighed["scopes"]
    growth = _growth(points[0], points[-1])
    table = Table(
        "memory: an offline plan, one in a hundred titles changed",
        ("title files", "scopes", "ms a file", "peak MiB", "bytes a scope more"),
        _rows(points),
        (
            f"A record weighs {record:.0f} bytes; growth from the first point to the last is {growth:.0f} bytes a scope.",
        ),
    )
    large = points[-1].peak + growth * (_LARGE - points[-1].titles) * points[-1].scopes / points[-1].titles
    how = "measured" if options.large else "drawn on from the curve"
    return Result(
        [table],
        [
            Promise("growth for each scope, in records", growth / record, _GROWTH_LIMIT),
            Promise(f"GiB at {_LARGE:,} titles ({how})", large / _GIBIBYTE, _LARGE_LIMIT),
        ],
    )


def _point(titles: int) -> _Point:
    with tempfile.TemporaryDirectory(prefix="pvsync-memory-") as name:
        estate = prepared(Path(name) / "estate", titles)
        return _Point(titles, estate.scopes, job("plan", estate))


def _rows(points: Sequence[_Point]) -> list[tuple[str, ...]]:
    more = ["", *(f"{_growth(before, after):.0f}" for before, after in pairwise(points))]
    return [
        (
            f"{point.titles:,}",
            f"{point.scopes:,}",
            f"{1000 * point.figures['seconds'] / point.titles:.3f}",
            f"{point.peak / _MEBIBYTE:.1f}",
            grown,
        )
        for point, grown in zip(points, more, strict=True)
    ]


def _growth(before: _Point, after: _Point) -> float:
    return (after.peak - before.peak) / (after.scopes - before.scopes)
