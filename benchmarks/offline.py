"""Checking and planning title files without a network, against PyYAML and octoDNS in the same run."""

import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median

import peer_octodns
from jobs import CHANGED_EVERY, Figures, job, middle, prepared, run_quietly
from result import Promise, Result, Table

_TITLES = 10_000
_ROUNDS = 3
_COLD_LIMIT = 0.5
"""Share of octoDNS's time, with one process and nothing kept from an earlier run."""

_ROWS = {
    "validate": "validate: read, build and judge",
    "plan": "plan: the same, and compare with live",
    "compose": "PyYAML's C loader: compose only",
    "octodns": f"octodns-sync {peer_octodns.VERSION}, dry run, whole process",
    "plan process": "plan, whole process",
}

Rounds = Mapping[str, list[Figures]]


def run(options: Namespace) -> Result:
    """Time whole jobs in turn, each in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="pvsync-offline-") as name:
        folder = Path(name)
        estate = prepared(folder / "estate", _TITLES)
        jobs: dict[str, Callable[[], Figures]] = {
            own: partial(job, own, estate) for own in ("validate", "plan", "compose")
        }
        if options.with_peers:
            jobs["octodns"] = _octodns(folder)
        rounds: dict[str, list[Figures]] = {measured: [] for measured in jobs}
        for _ in range(_ROUNDS):
            for measured, start in jobs.items():
                rounds[measured].append(start())
    tables = [_against_yaml(rounds, estate.scopes)]
    if not options.with_peers:
        return Result(tables, [])
    ratio = _ratio(rounds, "plan", "octodns", "wall")
    promise = Promise("plan, cold, one process, against octodns-sync", ratio, _COLD_LIMIT)
    return Result([*tables, _against_octodns(rounds, ratio)], [promise])


def _octodns(folder: Path) -> Callable[[], Figures]:
    """Installs octoDNS, and gives what times it once."""
    command = peer_octodns.install(folder / "peer")
    config = peer_octodns.write(folder / "zones", _TITLES, CHANGED_EVERY)

    def start() -> Figures:
        begun = time.perf_counter()
        run_quietly([command, "--config-file", config, "--quiet"])
        return {"wall": time.perf_counter() - begun}

    start()
    return start


def _against_yaml(rounds: Rounds, scopes: int) -> Table:
    rows = []
    for name in ("validate", "plan", "compose"):
        taken = middle(rounds[name])
        each = 1000 * taken["seconds"] / _TITLES
        ratio = _ratio(rounds, name, "compose", "seconds")
        rows.append(
            (
                _ROWS[name],
                f"{taken['seconds']:.2f}",
                f"{each:.3f}",
                f"{ratio:.1f}",
                f"{taken['peak'] / (1 << 20):.0f}",
            )
        )
    changed = f"{middle(rounds['plan'])['changes']:.0f} scopes changed"
    return Table(
        f"offline: {_TITLES:,} title files, {scopes:,} scopes, {changed}, {_ROUNDS} rounds in turn",
        ("job", "seconds", "ms a file", "ratio", "peak MiB"),
        rows,
        (
            "Ratio: to composing the same files, the median over rounds. Start-up is not in it.",
            f"Live is answered from a file; its {middle(rounds['plan'])['reader']:.2f} s are not in `plan`.",
        ),
    )


def _against_octodns(rounds: Rounds, ratio: float) -> Table:
    rows = [
        (_ROWS["plan process"], f"{middle(rounds['plan'])['wall']:.2f}", f"{ratio:.2f}"),
        (_ROWS["octodns"], f"{middle(rounds['octodns'])['wall']:.2f}", "1.00"),
    ]
    return Table(
        f"offline: {_TITLES:,} titles against {_TITLES:,} records, one in {CHANGED_EVERY} changed",
        ("job", "seconds", "ratio"),
        rows,
        (
            "Not like for like: a title is 83 lines of YAML on one side, a record 5 lines on each of two sides.",
        ),
    )


def _ratio(rounds: Rounds, name: str, peer: str, figure: str) -> float:
    pairs = zip(rounds[name], rounds[peer], strict=True)
    return median(own[figure] / other[figure] for own, other in pairs)
